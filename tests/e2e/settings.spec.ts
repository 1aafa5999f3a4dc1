// Settings on a page of the planner's own: another language in place, light or dark, and what becomes of both when things
// go wrong.
import { type Page } from '@playwright/test';

import { PREFIX, SESSIONS, TODAY, clear, entry, sessionsOf } from './people';
import { expect, Planner, test } from './planner';
import { aside, envelope, fields } from './records';
import { NAMES, said, text } from './words';

const SETTINGS = `${PREFIX}settings`;
const HELD = { [SESSIONS]: sessionsOf([{ ended: '2026-11-30T10:00Z' }]) };

const link = (planner: Planner, language: string) =>
  planner.page.getByRole('contentinfo').getByRole('link', { name: NAMES[language], exact: true });

/** Follows the link to a language in the foot of the page, and waits until it is spoken. */
async function speak(planner: Planner, language: string) {
  await link(planner, language).click();
  await seeSpoken(planner, language);
}

async function seeSpoken(planner: Planner, language: string) {
  await expect(planner.root).toHaveAttribute('lang', language);
  await expect(planner.page.getByRole('banner').getByRole('link', { name: said(language, 'nav.diary') })).toBeVisible();
  expect(await planner.page.locator('html').getAttribute('lang')).toBe(language);
}

const heading = (planner: Planner) => planner.main.getByRole('heading', { level: 1 });
const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const scheme = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
const theme = (planner: Planner, name: string) => planner.field(text(`settings.theme.option.${name}`));
const chooseTheme = (planner: Planner, name: string) => planner.tap(theme(planner, name));
const keptSettings = async (planner: Planner) => fields(await planner.kept(SETTINGS));

const LIGHT = 'rgb(251, 248, 243)';
const DARK = 'rgb(20, 25, 26)';

test.describe('the language', () => {
  test('is chosen at the foot or in the settings, at once and in place, and kept', async ({ planner, page }) => {
    test.slow();
    await planner.openAs(clear, '/plan');
    await expect(planner.main.locator('.screen.plan')).toBeVisible();
    const steps = await page.evaluate(() => history.length);
    for (const language of ['fr', 'es', 'en']) {
      await speak(planner, language);
      await expect(page).toHaveTitle(new RegExp(said(language, 'app.name')));
      expect(planner.address()).toBe('/plan');
      expect(new URL(page.url()).pathname).toBe(language === 'en' ? '/' : `/${language}/`);
      expect((await keptSettings(planner)).language).toBe(language);
    }
    // Nothing to come back from.
    expect(await page.evaluate(() => history.length)).toBe(steps);
    await planner.visit('/settings');
    const own = planner.main.getByRole('list').getByRole('link');
    await expect(own).toHaveText(Object.values(NAMES));
    await expect(own.filter({ hasText: 'English' })).toHaveAttribute('aria-current', 'true');
    await expect(own.filter({ hasText: 'Français' })).toHaveAttribute('lang', 'fr');
    await own.filter({ hasText: 'Français' }).click();
    await seeSpoken(planner, 'fr');
    await expect(own.filter({ hasText: 'Français' })).toHaveAttribute('aria-current', 'true');
    await expect(own.filter({ hasText: 'Français' })).toBeFocused();
    await page.goto('./#/plan');
    await planner.seeReady();
    await seeSpoken(planner, 'fr');
    expect((await planner.saved()).concern).toBe('acne_scars');
  });

  test('stays when a person goes back to what they saw before they chose it, and the address with it', async ({ planner, page }) => {
    await page.goto('./fr/');
    await planner.seeReady();
    for (const [address, title] of [['/learn/uses', 'uses.title'], ['/settings', 'settings.title']] as const) {
      await planner.visit(address);
      await expect(heading(planner)).toHaveText(said('fr', title));
    }
    await speak(planner, 'en');
    await page.goBack();
    await planner.seeHeading(text('uses.title'));
    expect(new URL(page.url()).pathname).toBe('/');
    await page.goBack();
    await planner.seeHeading(text('start.title'));
    expect(new URL(page.url()).pathname).toBe('/');
    await page.goForward();
    await planner.seeHeading(text('uses.title'));
    await planner.reload();
    await seeSpoken(planner, 'en');
  });

  test('has an address of its own, which goes before what is kept', async ({ planner, page }) => {
    await planner.keptBefore({ [SETTINGS]: envelope({ language: 'es' }) }, true);
    await page.goto('./fr/');
    await planner.seeReady();
    await seeSpoken(planner, 'fr');
    await page.goto('./');
    await planner.seeReady();
    await seeSpoken(planner, 'es');
  });

  test('can be asked for in a window of its own', async ({ planner, page }) => {
    await planner.open('/language/fr');
    await seeSpoken(planner, 'fr');
    await expect(heading(planner)).toHaveText(said('fr', 'start.title'));
    expect(page.url()).toMatch(/\/fr\/#\/$/);
  });

  test('that nobody speaks changes nothing', async ({ planner }) => {
    await planner.open('/language/tlh');
    await expect(heading(planner)).toHaveText(text('start.title'));
    await planner.visit('/settings');
    await planner.seeHeading(text('settings.title'));
    await planner.visit('/language/%00');
    await expect.poll(() => planner.address()).toBe('/settings');
    await planner.seeHeading(text('settings.title'));
    await expect(planner.main.getByRole('status')).toHaveCount(0);
  });

  test('is asked for before the later screens are here', async ({ planner, page }) => {
    let free = () => {};
    const held = new Promise<void>((go) => { free = go; });
    await page.route('**/plan.en.json', async (route) => { await held; await route.continue(); });
    await planner.open();
    await link(planner, 'es').click();
    await expect(heading(planner)).toHaveText(text('start.title'));
    free();
    await seeSpoken(planner, 'es');
    await expect(heading(planner)).toHaveText(said('es', 'start.title'));
  });

  test('that was asked for last is spoken, whatever comes last', async ({ planner, page }) => {
    let free = () => {};
    const held = new Promise<void>((go) => { free = go; });
    await page.route('**/words.fr.json', async (route) => { await held; await route.continue(); });
    await planner.openAs(clear, '/settings');
    await planner.seeHeading(text('settings.title'));
    const come = page.waitForResponse('**/words.fr.json');
    await link(planner, 'fr').click();
    await speak(planner, 'es');
    free();
    await (await come).finished();
    await page.evaluate(() => new Promise((go) => setTimeout(go)));
    await seeSpoken(planner, 'es');
    expect((await keptSettings(planner)).language).toBe('es');
  });

  test('that cannot be had is said, nothing is lost, and it can be asked for again', async ({ planner, page }) => {
    await planner.openAs(clear, '/questions/age');
    await planner.type(text('form.age'), '47');
    await page.route('**/plan.fr.json', (route) => route.abort());
    await link(planner, 'fr').click();
    const notice = planner.main.getByRole('status').filter({ hasText: text('notice.no_language') });
    await expect(notice).toBeVisible();
    await expect(planner.root).toHaveAttribute('lang', 'en');
    await expect(planner.field(text('form.age'))).toHaveValue('47');
    expect(await keptSettings(planner)).toEqual({});
    await page.unroute('**/plan.fr.json');
    await speak(planner, 'fr');
    await expect(planner.main.locator('.notice')).toHaveCount(0);
    await expect(planner.field(said('fr', 'form.age'))).toHaveValue('47');
    // The browser says this of each request that failed.
    expect(planner.problems.splice(0).join()).toContain('plan.fr.json');
  });

  test('is asked for while nothing can be had, and comes when it can', async ({ planner, page }) => {
    await planner.open();
    await page.route('**/plan.en.json', (route) => route.abort());
    await link(planner, 'fr').click();
    await expect(planner.main.getByText(text('app.load_failed'))).toBeVisible();
    await page.unroute('**/plan.en.json');
    await planner.press(text('app.retry'));
    await seeSpoken(planner, 'fr');
    await expect(heading(planner)).toHaveText(said('fr', 'settings.title'));
    expect(planner.problems.splice(0).join()).toContain('plan.en.json');
  });

  test('switched, the page stands where it stood, and focus with it', async ({ planner, page }) => {
    await planner.openAs(clear, '/plan');
    const details = planner.main.locator('details').first();
    await details.locator('summary').click();
    const third = planner.main.getByRole('heading', { level: 2 }).nth(2);
    await third.evaluate((heading) => scrollTo(0, heading.getBoundingClientRect().top + scrollY - 1));
    const place = () => third.evaluate((heading) => Math.round(heading.getBoundingClientRect().top));
    const before = await place();
    // As a script or a key would: the foot is not in the window.
    await link(planner, 'fr').evaluate((link) => { (link as HTMLElement).focus({ preventScroll: true }); (link as HTMLElement).click(); });
    await seeSpoken(planner, 'fr');
    await expect(details).toHaveAttribute('open');
    await expect(link(planner, 'fr')).toBeFocused();
    await expect.poll(async () => Math.abs((await place()) - before)).toBeLessThanOrEqual(1);
  });

  test('switched without focus on anything, what stood at the top of the window stands there again', async ({ planner }) => {
    await planner.openAs(clear, '/plan');
    const third = planner.main.getByRole('heading', { level: 2 }).nth(2);
    await third.evaluate((heading) => scrollTo(0, heading.getBoundingClientRect().top + scrollY - 1));
    const place = () => third.evaluate((heading) => Math.round(heading.getBoundingClientRect().top));
    const before = await place();
    await planner.visit('/language/fr');
    await seeSpoken(planner, 'fr');
    await expect.poll(async () => Math.abs((await place()) - before)).toBeLessThanOrEqual(1);
  });

  test.describe('while something is typed', () => {
    test('a date, a note, a sign and a button that was picked stay', async ({ planner }) => {
      await planner.openAs(clear, '/diary/entry', HELD);
      await planner.type(text('entry.note'), 'It itches — “a little” 😀');
      const itch = planner.main.locator('input[type=radio][value=some]').first();
      await itch.evaluate((radio) => (radio as HTMLElement).click());
      await speak(planner, 'es');
      await expect(planner.field(said('es', 'entry.note'))).toHaveValue('It itches — “a little” 😀');
      await expect(planner.main.locator('input[type=radio][value=some]').first()).toBeChecked();
      await planner.press(said('es', 'entry.save'));
      await expect.poll(async () => (await planner.savedAll())[entry(TODAY)]?.note).toBe('It itches — “a little” 😀');
    });

    test('what is not kept yet of a session stays', async ({ planner }) => {
      await planner.openAs(clear, '/sessions/2', { [SESSIONS]: sessionsOf([{ ended: '2026-11-01T10:00Z' }, { day: '2026-12-20' }]) });
      const day = planner.main.locator('input[type=date]').first();
      await expect(day).toBeVisible();
      await day.fill('2026-12-24');
      const select = planner.main.locator('select').first();
      if (await select.count()) await select.evaluate((field: HTMLSelectElement) => { field.selectedIndex = 1; field.dispatchEvent(new Event('change', { bubbles: true })); });
      const picked = (await select.count()) ? await select.inputValue() : '';
      await speak(planner, 'fr');
      await expect(day).toHaveValue('2026-12-24');
      if (picked) await expect(select).toHaveValue(picked);
    });

    test('ticks of "Is this normal?" stay, and so does its page', async ({ planner }) => {
      await planner.openAs(clear, '/normal', HELD);
      await planner.tick(text('normal.flag.eye'));
      await speak(planner, 'fr');
      await expect(planner.box(said('fr', 'normal.flag.eye'))).toBeChecked();
      await planner.untick(said('fr', 'normal.flag.eye'));
      await planner.press(said('fr', 'normal.none'));
      await expect(heading(planner)).toHaveText(said('fr', 'normal.call.title'));
      await planner.press(said('fr', 'normal.none'));
      await expect(heading(planner)).toHaveText(said('fr', 'normal.signs.title'));
      await planner.tick(said('fr', 'sign.itch.name'));
      await speak(planner, 'en');
      await planner.seeHeading(text('normal.signs.title'));
      await expect(planner.box(text('sign.itch.name'))).toBeChecked();
      expect(await planner.savedAll()).not.toHaveProperty(entry(TODAY));
    });

    test('the form for clinics stays, with its code', async ({ planner }) => {
      await planner.open('/for-clinics');
      const name = planner.main.locator('#clinic-name');
      await name.fill('Skin Co');
      await name.blur();
      await planner.main.locator('#clinics-theme').selectOption('dark');
      await expect(planner.main.locator('pre').first()).toContainText('Skin Co');
      await speak(planner, 'es');
      await expect(name).toHaveValue('Skin Co');
      await expect(planner.main.locator('#clinics-theme')).toHaveValue('dark');
      await expect(planner.main.locator('pre').first()).toContainText('Skin Co');
      await expect(planner.main.locator('pre').first()).toContainText('theme="dark"');
      await expect(planner.main.locator('#clinics-language option')).toHaveText([said('es', 'clinics.language.option.auto'), ...Object.values(NAMES)]);
    });
  });

  test('what is taken along after a switch is in the new language', async ({ planner, page }) => {
    await planner.openAs(clear, '/take', { [SESSIONS]: sessionsOf([{ day: '2026-12-20', time: '10:00' }]) });
    await speak(planner, 'fr');
    const download = page.waitForEvent('download');
    await planner.press(said('fr', 'take.calendar.save'));
    const stream = await (await download).createReadStream();
    let file = '';
    for await (const part of stream) file += part;
    expect(file.replace(/\r\n /g, '')).toMatch(/SUMMARY:.*[Ss]éance/);
    await planner.visit('/take/consultation');
    await expect(heading(planner)).toHaveText(said('fr', 'consult.title'));
  });

  test('of the code for clinics is that of their page, and its script is where it is, whatever is spoken', async ({ planner, page, baseURL }) => {
    await page.goto('./es/#/for-clinics');
    await planner.seeReady();
    const code = planner.main.locator('pre').first();
    await expect(code).toContainText(said('es', 'clinics.fallback.text'));
    await expect(code).toContainText(`src="${baseURL}embed.js"`);
    await planner.main.locator('#clinics-language').selectOption('fr');
    await expect(code).toContainText(said('fr', 'clinics.fallback.text'));
    await expect(planner.main.locator('pre').filter({ hasText: '<iframe' })).toContainText(`title="${said('fr', 'embed.title')}" lang="fr"`);
    await expect(planner.main.locator('pre').filter({ hasText: '<iframe' })).toContainText(`${baseURL}fr/index.html#options=`);
    await planner.main.locator('microneedling-planner').scrollIntoViewIfNeeded();
    await expect(planner.main.locator('microneedling-planner')).toHaveAttribute('data-state', 'ready', { timeout: 15_000 });
    await planner.main.locator('#clinics-language').selectOption('');
    await expect(code).toContainText(said('es', 'clinics.fallback.text'));
  });

  test('on a shared computer holds until the page is loaded again', async ({ planner }) => {
    await planner.openAs(clear, '/saved');
    await planner.press(text('saved.shared.use'));
    await planner.press(text('saved.shared.yes'));
    await expect(planner.section(text('saved.shared_on.title'))).toBeVisible();
    await speak(planner, 'fr');
    await planner.visit('/plan');
    await expect(planner.main.locator('.screen.plan')).toBeVisible();
    expect(await planner.shelf(true)).toEqual({});
    await planner.page.goto('./#/settings');
    await planner.seeReady();
    await planner.reload();
    await seeSpoken(planner, 'en');
  });

  test('where nothing can be kept it holds until the page is loaded again', async ({ planner, page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('denied', 'SecurityError'); } });
    });
    await planner.open('/settings');
    await speak(planner, 'fr');
    await chooseThemeIn(planner, 'fr', 'dark');
    await expect.poll(() => background(page)).toBe(DARK);
    await page.goto('./?again');
    await planner.seeReady();
    await seeSpoken(planner, 'en');
  });
});

const chooseThemeIn = (planner: Planner, language: string, name: string) =>
  planner.tap(planner.field(said(language, `settings.theme.option.${name}`)));

test.describe('settings on the device', () => {
  test('that cannot be read are set aside, and it says so', async ({ planner }) => {
    const broken = '{"v":2,"checksum":"00000000","fields":{"language":"fr"}}';
    await planner.keptBefore({ [SETTINGS]: broken }, true);
    await planner.open('/settings');
    await expect(planner.main.getByRole('status').filter({ hasText: said(await planner.root.getAttribute('lang') ?? '', 'notice.set_aside') })).toBeVisible();
    expect(await planner.kept(aside(SETTINGS, broken))).toBe(broken);
  });

  test('of a newer version are followed as far as they are understood, and left alone', async ({ planner }) => {
    const newer = envelope({ language: 'fr', theme: 'dark', glow: 'warm' }, undefined, 9);
    await planner.keptBefore({ [SETTINGS]: newer }, true);
    await planner.open('/settings');
    await seeSpoken(planner, 'fr');
    await expect.poll(() => background(planner.page)).toBe(DARK);
    await speak(planner, 'es');
    expect(await planner.kept(SETTINGS)).toBe(newer);
  });

  for (const [what, kept] of [
    ['no object', '7'], ['no fields', '{"fields":null}'], ['strange fields', '{"fields":{"language":{},"theme":"constructor","instead":7}}'],
  ]) {
    test(`with ${what} do no harm`, async ({ planner }) => {
      await planner.keptBefore({ [SETTINGS]: kept }, true);
      await planner.open();
      await seeSpoken(planner, 'en');
      expect(await background(planner.page)).toBe(LIGHT);
    });
  }

  test('go when everything is erased: nothing is dark any more, and the language stays until then', async ({ planner }) => {
    await planner.openAs(clear, '/settings');
    await chooseTheme(planner, 'dark');
    await expect.poll(() => background(planner.page)).toBe(DARK);
    await speak(planner, 'fr');
    await planner.visit('/saved');
    await planner.press(said('fr', 'saved.erase.button'));
    await planner.press(said('fr', 'saved.erase.yes'));
    await expect(heading(planner)).toHaveText(said('fr', 'start.title'));
    await expect.poll(() => background(planner.page)).toBe(LIGHT);
    expect(await planner.shelf(true)).toEqual({});
  });
});

test.describe('light or dark', () => {
  test.beforeEach(({ page }) => page.emulateMedia({ colorScheme: 'light' }));

  test('is chosen at once, kept, and let go', async ({ planner, page }) => {
    await planner.open('/settings');
    await expect(theme(planner, 'auto')).toBeChecked();
    expect(await background(page)).toBe(LIGHT);
    await chooseTheme(planner, 'dark');
    await expect.poll(() => background(page)).toBe(DARK);
    // Fields, menus and bars of the browser's own follow this.
    expect(await scheme(page)).toBe('dark');
    await expect(theme(planner, 'dark')).toBeFocused();
    await planner.reload();
    await expect.poll(() => background(page)).toBe(DARK);
    await expect(theme(planner, 'dark')).toBeChecked();
    await chooseTheme(planner, 'auto');
    await expect.poll(() => background(page)).toBe(LIGHT);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => background(page)).toBe(DARK);
    await chooseTheme(planner, 'light');
    await expect.poll(() => background(page)).toBe(LIGHT);
    expect(await scheme(page)).toBe('light');
    expect(await keptSettings(planner)).toEqual({ theme: 'light' });
  });

  test('holds for what comes with the later screens too, and paper is white', async ({ planner, page }) => {
    await planner.keptBefore({ [SETTINGS]: envelope({ theme: 'dark' }) }, true);
    await planner.open();
    await expect.poll(() => background(page)).toBe(DARK);
    const asked = () => page.evaluate(() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
      .flatMap((rule) => [rule, ...('cssRules' in rule ? [...(rule as CSSGroupingRule).cssRules] : [])])
      .filter((rule) => rule instanceof CSSMediaRule && rule.media.mediaText.includes('color-scheme')).length);
    await planner.visit('/learn/skin');
    await planner.seeHeading(text('skin.title'));
    await expect.poll(asked).toBe(0);
    await page.emulateMedia({ media: 'print' });
    expect(await scheme(page)).toBe('light');
  });

  test('chosen in one window is in the others at once', async ({ planner, page, context }) => {
    await planner.openAs(clear, '/settings');
    const other = new Planner(await context.newPage());
    await other.page.emulateMedia({ colorScheme: 'light' });
    await other.open('/settings');
    await other.seeHeading(text('settings.title'));
    await chooseTheme(planner, 'dark');
    await expect.poll(() => background(other.page)).toBe(DARK);
    await expect(theme(other, 'dark')).toBeChecked();
    await chooseTheme(other, 'auto');
    await expect.poll(() => background(page)).toBe(LIGHT);
    await expect(theme(planner, 'auto')).toBeChecked();
    await other.seeNoProblem();
  });

  test('costs nothing to who never chose', async ({ planner, page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await planner.openAs(clear, '/plan');
    await expect(planner.main.locator('.screen.plan')).toBeVisible();
    expect(asked.filter((url) => url.includes('embedded.js'))).toEqual([]);
  });
});

test('every page leads to the settings, and they to what is saved and back', async ({ planner, page }) => {
  await planner.openAs(clear, '/today');
  await page.getByRole('contentinfo').getByRole('link', { name: text('nav.settings'), exact: true }).click();
  await planner.seeHeading(text('settings.title'));
  await expect(planner.main.getByText(text('settings.text.text'))).toBeVisible();
  await planner.follow(text('settings.saved.link'));
  await planner.seeHeading(text('saved.title'));
  await planner.follow(text('nav.settings'));
  await planner.seeHeading(text('settings.title'));
});
