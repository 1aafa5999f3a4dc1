// A clinic's configuration in the real program: what it changes on each screen, what it cannot, and who is told when it is
// wrong. It is handed in with the address, and by the element on a page.
import { type Page, test as onPage } from '@playwright/test';
import axe from 'axe-core';

import { ANSWERS, SESSIONS, clear, like, sessionsOf, type Kept } from './people';
import { expect, Planner, test } from './planner';
import { counted, sessionsRange, text, weeks } from './words';

const name = 'Riverside Skin';
const FULL = {
  name,
  logo: 'https://riverside.invalid/logo.png',
  phone: '020 7946 0000',
  emergency: '+44 20 7946 0999',
  booking: 'https://riverside.invalid/book?from=planner',
  disclosure: 'Two of our doctors own shares in the clinic.',
  languages: ['en'],
  accent: '#7a2048',
  price: { cents: 35_000, currency: 'GBP' },
  concerns: ['acne_scars', 'melasma'],
  devices: ['mechanical'],
  sessions: [{ concern: 'acne_scars', sessions: { low: 3, likely: 4, high: 5 }, interval_weeks: 6 }],
  aftercare: { make_up: 36 },
};

type Options = { view?: string; concern?: string; utm?: string };

/** Opens the planner as a frame without a script does, after these records were kept. */
async function openFor(planner: Planner, clinic: unknown, options: Options = {}, kept: Record<string, Kept> = {}) {
  await planner.keptBefore(kept, true);
  const text = typeof clinic === 'string' ? clinic : JSON.stringify(clinic);
  await planner.page.goto(`./#options=${encodeURIComponent(JSON.stringify({ ...options, clinic: text }))}`);
  await planner.seeReady();
}

const radios = (planner: Planner) =>
  planner.main.getByRole('radio').evaluateAll((all) => all.map((radio) => (radio as HTMLInputElement).value));

const wait = (planner: Planner, id: string) =>
  planner.main.locator('.waits > li').filter({ has: planner.page.getByText(text(`limit.${id}.label`), { exact: true }) });

const bookingLink = (planner: Planner) => planner.main.getByRole('link', { name: text('clinic.book', { name }) });

/** The problems that the console named, taken off the list. */
function complaints(planner: Planner): string {
  return planner.problems.splice(0).join('\n');
}

test('what is offered is what can be chosen, beside each stop and what was chosen before', async ({ planner }) => {
  await openFor(planner, FULL, { view: 'questions' });
  await expect.poll(() => radios(planner)).toEqual(['acne_scars', 'melasma', 'keloid']);
  await planner.visit('/');
  await planner.seeHeading(text('start.title'));
  await expect.poll(() => radios(planner)).toEqual(['acne_scars', 'melasma', 'keloid']);

  await openFor(planner, FULL, { view: 'questions' }, { [ANSWERS]: like({ device: undefined }) });
  await expect.poll(() => radios(planner)).toHaveLength(3);
  await planner.visit('/questions/device');
  await expect.poll(() => radios(planner)).toEqual(['mechanical', 'home', 'not_sure']);

  await openFor(planner, FULL, { view: 'questions' }, { [ANSWERS]: like({ concern: 'rejuvenation', device: 'rf' }) });
  await expect.poll(() => radios(planner)).toEqual(['acne_scars', 'rejuvenation', 'melasma', 'keloid']);
  await expect(planner.main.getByRole('radio', { name: text('concern.rejuvenation.name') })).toBeChecked();
  await planner.visit('/questions/device');
  await expect.poll(() => radios(planner)).toEqual(['mechanical', 'rf', 'home', 'not_sure']);
  await expect(planner.main.getByRole('radio', { name: text('question.device.option.rf'), exact: true })).toBeChecked();
});

test('the plan shows rules beside what was studied, the clinic’s price, and whose site it is', async ({ planner }) => {
  await openFor(planner, FULL, { view: 'plan', utm: 'utm_source=news&utm_campaign=spring' }, { [ANSWERS]: clear });
  const rules = planner.section(text('clinic.rule.title'));
  await expect(rules).toContainText(`${name}: ${sessionsRange(3, 5)}, likely 4`);
  await expect(rules).toContainText(text('clinic.rule.studied', { range: sessionsRange(3, 6) }));
  await expect(rules).toContainText(`${name}: ${weeks(6)}`);
  await expect(rules).toContainText(text('clinic.rule.used'));
  // The estimate keeps its range; only its spacing is the clinic's.
  await expect(planner.main.locator('.range .n')).toHaveText('3–6');
  await expect(planner.main.locator('.schedule > li').nth(1)).toContainText('15 Feb 2027');
  const cost = planner.section(text('plan.cost.title'));
  await expect(cost).toContainText('£1,400');
  await expect(cost).toContainText(text('clinic.price.from', { name }));
  await expect(planner.main.getByText(text('clinic.price.fact'))).toBeVisible();
  await expect(planner.main.getByText(text('clinic.site', { name }))).toBeVisible();
  await expect(planner.main.getByText(FULL.disclosure)).toBeVisible();
  await expect(bookingLink(planner)).toHaveAttribute(
    'href',
    'https://riverside.invalid/book?from=planner&utm_source=news&utm_campaign=spring',
  );
  await expect(bookingLink(planner)).toHaveAttribute('target', '_blank');
  await expect(bookingLink(planner)).toHaveAttribute('rel', 'noopener');
  const accent = await planner.root.evaluate((root) => getComputedStyle(root).getPropertyValue('--planner-accent').trim());
  expect(accent).toBe('#7a2048');

  // What the person types comes first.
  await cost.getByRole('link', { name: text('clinic.price.other') }).click();
  await expect(planner.main.getByText(text('clinic.price.help', { name, price: '£350' }))).toBeVisible();
  await expect(planner.main.getByRole('combobox')).toHaveValue('GBP');
  await planner.type(text('form.price'), '100');
  await planner.goOn();
  await planner.visit('/questions/interval');
  await expect(planner.main.getByText(text('clinic.interval.help', { name, weeks: weeks(6) }))).toBeVisible();
  await planner.type(text('form.interval'), '5');
  await planner.goOn();
  await planner.visit('/plan');
  await expect(planner.section(text('plan.cost.title'))).toContainText('£400');
  await expect(planner.main.getByText(text('plan.cost.fact'))).toBeVisible();
  await expect(planner.section(text('clinic.rule.title'))).toContainText(text('clinic.rule.typed', { weeks: weeks(5) }));
  await expect(planner.main.locator('.schedule > li').nth(1)).toContainText('8 Feb 2027');
});

test('a concern for which the clinic has no rules shows none', async ({ planner }) => {
  await openFor(planner, FULL, { view: 'plan' }, { [ANSWERS]: like({ concern: 'melasma', partner: true }) });
  await expect(planner.main.getByText(text('clinic.site', { name }))).toBeVisible();
  await expect(planner.main.getByRole('heading', { name: text('clinic.rule.title') })).toHaveCount(0);
});

test('Today has the clinic’s times, number, line and booking, and what the person typed before them', async ({ planner }) => {
  const kept = { [ANSWERS]: clear, [SESSIONS]: sessionsOf([{ ended: '2026-12-01T09:00Z' }]) };
  await openFor(planner, FULL, { view: 'today' }, kept);
  await expect(wait(planner, 'make_up')).toContainText(text('today.until', { when: 'Wed 2 Dec, 21:00' }));
  await expect(wait(planner, 'make_up')).toContainText(
    text('clinic.gate.between', { earliest: 'Wed 2 Dec, 9:00', latest: 'Thu 3 Dec, 9:00' }),
  );
  await expect(wait(planner, 'sweat')).not.toContainText('clinic');
  const call = planner.main.getByRole('link', { name: text('rules.call', { phone: FULL.phone }) });
  await expect(call).toHaveAttribute('href', 'tel:02079460000');
  await expect(bookingLink(planner)).toBeVisible();
  const signs = planner.main.locator('details', { has: planner.page.getByText(text('today.warning')) });
  await signs.locator('summary').first().click();
  const line = signs.getByRole('link', { name: text('clinic.emergency.call', { name, phone: FULL.emergency }) });
  await expect(line).toHaveAttribute('href', 'tel:+442079460999');
  await expect(signs.getByText(text('clinic.emergency', { name }))).toBeVisible();

  await planner.visit('/today/rules');
  await expect(planner.main.getByText(text('clinic.phone.help', { name, phone: FULL.phone }))).toBeVisible();
  await expect(planner.main.getByText(counted('clinic.gate.help', 36))).toBeVisible();
  await planner.type(text('limit.make_up.label'), '3');
  await planner.main.getByRole('button', { name: text('rules.save') }).last().click();
  await planner.type(text('rules.phone.label'), '0123 4567');
  await planner.main.getByRole('button', { name: text('rules.save') }).first().click();
  await planner.visit('/today');
  await expect(wait(planner, 'make_up')).toContainText(text('today.until', { when: 'Fri 4 Dec, 9:00' }));
  await expect(planner.main.getByRole('link', { name: text('rules.call', { phone: '0123 4567' }) })).toBeVisible();
});

test('an emergency has the clinic’s line after the emergency numbers, never in their place', async ({ planner }) => {
  await openFor(planner, FULL, { view: 'today' });
  await planner.visit('/normal');
  await planner.tick(text('normal.flag.breathing'));
  await planner.press(text('normal.what_now'));
  await planner.seeHeading(text('normal.verdict.emergency.title'));
  const links = await planner.main.getByRole('link').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(links).toEqual(['#/normal', 'tel:999', 'tel:112', 'tel:911', 'tel:000', 'tel:+442079460999']);
});

test('a rule outside of what was studied is left out alone, and named with its range', async ({ planner }) => {
  const sessions = [{ concern: 'acne_scars', sessions: 9, interval_weeks: 6 }, { concern: 'keloid', sessions: 1 }];
  await openFor(planner, { ...FULL, concerns: undefined, sessions, aftercare: { make_up: 12, sweat: 96 } }, { view: 'plan' }, {
    [ANSWERS]: clear,
  });
  const rules = planner.section(text('clinic.rule.title'));
  await expect(rules).toContainText(`${name}: ${weeks(6)}`);
  await expect(rules).not.toContainText(text('clinic.rule.sessions'));
  const told = complaints(planner);
  expect(told).toContain('sessions[0].sessions: must be 2 to 6 sessions for acne_scars');
  expect(told).toContain('sessions[1].concern: needling is a stop here');
  expect(told).toContain('aftercare.make_up: must be 24 to 4392 hours');
  expect(told).not.toContain('sweat');
});

test('languages there are no words for are named, and the rest is used', async ({ planner }) => {
  await openFor(planner, { ...FULL, languages: ['de', 'pt-BR'] }, { view: 'plan' }, { [ANSWERS]: clear });
  await expect(bookingLink(planner)).toBeVisible();
  const told = complaints(planner);
  expect(told).toContain('languages[0]: there are no words for it yet, only for: en');
  expect(told).toContain('languages[1]: there are no words for it yet, only for: en');
});

test('what a clinic writes is text, and no script', async ({ planner, page }) => {
  const markup = '<img src=x onerror="window.hit = 1"><b>bold</b>';
  await openFor(planner, { ...FULL, name: markup, disclosure: markup }, { view: 'plan' }, { [ANSWERS]: clear });
  await expect(planner.main.getByText(text('clinic.says', { name: markup, line: markup }))).toBeVisible();
  expect(await planner.main.locator('img').count()).toBe(0);
  for (const booking of ['javascript:window.hit = 1', ' javascript:window.hit = 1', 'data:text/html,<script>', 'http://x.invalid']) {
    await openFor(planner, { ...FULL, booking }, { view: 'plan' }, { [ANSWERS]: clear });
    await expect.poll(() => planner.problems.join('\n')).toContain('booking');
    expect(complaints(planner)).toContain('must be an https:, tel: or mailto: address');
    await expect(planner.main.locator('.range')).toBeVisible();
    await expect(planner.main.getByText(text('clinic.book.title'))).toHaveCount(0);
    expect(await planner.main.locator('a[href^="javascript" i], a[href^="data" i]').count()).toBe(0);
  }
  expect(await page.evaluate(() => 'hit' in window)).toBe(false);
});

test('every screen that names a clinic fits and can be read by anyone', async ({ planner, page }) => {
  test.setTimeout(60_000);
  await page.addInitScript(axe.source);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const long = { ...FULL, name: 'Praxisgemeinschaft für Hautgesundheit und ästhetische Medizin am Alten Rathausplatz' };
  expect(long.name.length).toBeGreaterThan(75);
  const kept = { [ANSWERS]: clear, [SESSIONS]: sessionsOf([{ ended: '2026-12-01T09:00Z' }]) };
  await openFor(planner, { ...long, name: long.name.slice(0, 80) }, { view: 'plan' }, kept);
  await expect(planner.main.getByText(text('clinic.book.title'))).toBeVisible();
  for (const address of ['/plan', '/today', '/today/rules', '/questions/price', '/questions/interval', '/questions/concern']) {
    await planner.visit(address);
    await expect(planner.main.getByRole('heading', { level: 1 })).toBeVisible();
    for (const [width, colorScheme] of [[280, 'light'], [390, 'dark']] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(over, `${address} at ${width} px`).toBe(0);
      const found = await page.evaluate(async () => {
        const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] });
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
      });
      expect.soft(found, `${address} at ${width} px`).toEqual([]);
    }
  }
});

/** A page of somebody's with the element in it, and what it heard. */
async function openOn(page: Page, mode: string, clinic: string, search = '') {
  await page.route('**/site.html*', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><title>Riverside</title><link rel="icon" href="data:,">
<script>heard = []; for (const type of ['ready', 'booking', 'error']) addEventListener('planner-' + type, (event) => heard.push([type, event.detail]));</script>
<script src="embed.js" async></script>
<microneedling-planner mode="${mode}" view="plan"><p>Needling at Riverside. <a href="/book">Book</a></p>
<script type="application/json">${clinic}</script></microneedling-planner>`,
    }),
  );
  await page.goto(`./site.html${search}`);
}

const heard = (page: Page) => page.evaluate('heard') as Promise<[string, Record<string, unknown>][]>;

for (const mode of ['frame', 'inline']) {
  onPage(`on a page, ${mode}: the booking link is told and takes the campaign along, and carries no answer`, async ({ page, context }) => {
    const planner = new Planner(page);
    await context.route('https://riverside.invalid/**', (route) => route.fulfill({ contentType: 'text/html', body: 'booked' }));
    await planner.keptBefore({ [ANSWERS]: clear }, true);
    await openOn(page, mode, JSON.stringify(FULL), '?utm_source=news&other=1');
    const inside = mode === 'frame' ? page.frameLocator('iframe') : page;
    const link = inside.getByRole('link', { name: text('clinic.book', { name }) });
    const [opened] = await Promise.all([context.waitForEvent('page'), link.click({ timeout: 15_000 })]);
    expect(opened.url()).toBe('https://riverside.invalid/book?from=planner&utm_source=news');
    await expect.poll(() => heard(page)).toContainEqual(['booking', {}]);
    await expect(page.locator('microneedling-planner')).toHaveAttribute('data-state', 'ready');
    // Its picture is not there: no more than that is wrong.
    expect(complaints(planner).replace(/^.*riverside\.invalid\/logo\.png.*$/m, '')).toBe('');
  });

  onPage(`on a page, ${mode}: a bad configuration leaves what stood there, and names every fault`, async ({ page }) => {
    const planner = new Planner(page);
    await planner.keptBefore({ [ANSWERS]: clear }, true);
    await openOn(page, mode, JSON.stringify({ nmae: 'x', accent: 'red', concerns: ['wrinkles'] }));
    const element = page.locator('microneedling-planner');
    await expect(element).toHaveAttribute('data-state', 'failed', { timeout: 15_000 });
    await expect(page.getByText('Needling at Riverside.')).toBeVisible();
    await expect(page.getByText('The planner could not start here.')).toHaveCount(1);
    await expect(page.locator('[part=planner]')).toBeHidden();
    expect(await heard(page)).toEqual([['error', { code: 'config' }]]);
    const told = complaints(planner);
    for (const fault of ['nmae: unknown key; the known ones are: $schema, name', 'name: is missing', 'accent: ', 'concerns[0]: "wrinkles"']) {
      expect(told).toContain(fault);
    }
  });
}
