// What is kept on the device: how it stands, how large it is, what could not be read, erasing it, and a computer that
// others use, which forgets everything when nobody is there.
import { readFile } from 'node:fs/promises';

import type { Browser, Locator, Page } from '@playwright/test';
import axe from 'axe-core';

import { clear, SESSIONS, sessionsOf, TODAY } from './people';
import { expect, Planner, test } from './planner';
import { counted, text } from './words';

const OWN = 'microneedling-planner:';
const ASIDE = `${OWN}aside:1a2b3c4d:photo:3`;
const OTHER_ASIDE = `${OWN}aside:00c0ffee:answers`;

const shelf = (page: Page): Promise<Record<string, string>> => page.evaluate(() => ({ ...localStorage }));

const button = (planner: Planner, id: string): Locator => planner.main.getByRole('button', { name: text(id), exact: true });

/** What the table says of a kind: how many, and how much room. */
const row = (planner: Planner, name: string): Locator =>
  planner.section(text('saved.list.title')).getByRole('row').filter({ has: planner.page.getByRole('rowheader', { name, exact: true }) });

test('each kind is listed with how many there are and the room they take, and nothing else is', async ({ planner }) => {
  const entry = JSON.stringify({ v: 1, note: 'x'.repeat(1_500) });
  await planner.openAs(clear, '/saved', {
    [`${OWN}entry:2026-11-03`]: entry,
    [`${OWN}entry:2026-11-04`]: entry,
    [SESSIONS]: JSON.stringify(sessionsOf([{ day: '2026-12-20' }])),
    [ASIDE]: 'y'.repeat(4_400),
    'another program': 'z'.repeat(50_000),
  });
  await planner.seeHeading(text('saved.title'));
  await expect(planner.section(text('saved.kept.title'))).toBeVisible();
  await expect(row(planner, text('carry.part.diary')).getByRole('cell')).toHaveText(['2', counted('saved.size.kb', 4)]);
  await expect(row(planner, text('carry.part.sessions')).getByRole('cell').first()).toHaveText('1');
  await expect(row(planner, text('saved.kind.aside')).getByRole('cell')).toHaveText(['1', counted('saved.size.kb', 5)]);
  await expect(row(planner, text('carry.part.photos'))).toHaveCount(0);
  const total = Number(/\d+/.exec((await row(planner, text('saved.list.total')).innerText()))![0]);
  expect(total).toBeGreaterThan(8);
  expect(total).toBeLessThan(15);
});

test('an entry that was deleted is counted no more', async ({ planner }) => {
  await planner.openAs(clear, '/diary', {
    [`${OWN}entry:2026-11-03`]: JSON.stringify({ v: 1, note: 'A note.' }),
    [`${OWN}entry:2026-11-04`]: JSON.stringify({ v: 1, note: 'Another note.' }),
  });
  const deleted = planner.main.getByRole('button', { name: new RegExp(`^${text('diary.delete_entry')}`) });
  await deleted.first().click();
  await expect(deleted).toHaveCount(1);
  await planner.visit('/saved');
  await expect(row(planner, text('carry.part.diary')).getByRole('cell').first()).toHaveText('1');
  await planner.visit('/diary');
  await deleted.click();
  await expect(deleted).toHaveCount(0);
  await planner.visit('/saved');
  await planner.seeHeading(text('saved.title'));
  await expect(row(planner, text('carry.part.diary'))).toHaveCount(0);
});

test('where storage is denied the page says so, and the ways to keep a plan stand right below', async ({ planner }) => {
  await planner.page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  });
  await planner.open();
  await planner.choose(text('concern.melasma.name'));
  await planner.visit('/saved');
  await expect(planner.section(text('saved.memory.title'))).toBeVisible();
  const download = planner.page.waitForEvent('download');
  await planner.section(text('carry.file.title')).getByRole('button', { name: text('carry.file.save') }).click();
  expect(await readFile(await (await download).path(), 'utf8')).toContain('melasma');
  await planner.press(text('carry.link.make'));
  await expect(planner.main.locator('svg.qr')).toBeVisible();
});

/** A browser that counts how many times it is asked, and answers as told. */
async function answering(planner: Planner, answer: boolean | 'nothing') {
  await planner.page.addInitScript((answer) => {
    const asked = window as unknown as { asked: number };
    asked.asked = 0;
    let given = false;
    const manager = {
      persisted: async () => given,
      persist: async () => {
        asked.asked += 1;
        given = answer === true;
        return given;
      },
    };
    Object.defineProperty(navigator, 'storage', { value: answer === 'nothing' ? undefined : manager });
  }, answer);
}

const asked = (planner: Planner): Promise<number> => planner.page.evaluate(() => (window as unknown as { asked: number }).asked);

for (const [answer, said] of [[true, 'saved.last.yes'], [false, 'saved.last.no']] as const) {
  test(`the browser is asked to keep it, and its answer is told: ${answer}`, async ({ planner }) => {
    await answering(planner, answer);
    await planner.openAs(clear, '/saved');
    await expect(planner.main.getByText(text('saved.last.open'))).toBeVisible();
    expect(await asked(planner)).toBe(0);
    await planner.press(text('saved.last.ask'));
    await expect(planner.main.getByText(text(said))).toBeVisible();
    expect(await asked(planner)).toBe(1);
    // Whoever uses the keyboard is still where they were.
    await expect(button(planner, 'saved.last.ask')).toBeFocused();
  });
}

test('a browser that cannot say how long it keeps it is not asked', async ({ planner }) => {
  await answering(planner, 'nothing');
  await planner.openAs(clear, '/saved');
  await expect(planner.main.getByText(text('saved.last.unknown'))).toBeVisible();
  await expect(button(planner, 'saved.last.ask')).toBeHidden();
});

test('the browser is asked by itself once there is something to miss, not at the first answer, and only once', async ({ planner }) => {
  await answering(planner, false);
  await planner.openAs({ v: 1 }, '/');
  await planner.choose(text('concern.acne_scars.name'));
  await planner.seeSaving('saving.kept');
  expect(await asked(planner)).toBe(0);
  for (const note of ['A first note.', 'A second note.']) {
    await planner.visit('/diary/entry');
    await planner.type(text('entry.note'), note);
    await planner.press(text('entry.save'));
    await expect(planner.main.getByText(note)).toBeVisible();
    await expect.poll(() => asked(planner)).toBe(1);
  }
});

test('what could not be read can be saved word for word, and is deleted only after a second yes', async ({ planner }) => {
  const texts = { [ASIDE]: '{"v":2,"half":', [OTHER_ASIDE]: 'né “à” 😀\n\u0007' };
  await planner.openAs(clear, '/saved', texts);
  const section = planner.section(text('saved.aside.title'));
  await expect(section.getByText(counted('saved.aside.text', 2))).toBeVisible();
  for (const part of ['photos', 'answers']) {
    await expect(section.getByText(text('saved.aside.kind', { what: text(`carry.part.${part}`), n: 1 }))).toBeVisible();
  }
  const download = planner.page.waitForEvent('download');
  await section.getByRole('button', { name: text('saved.aside.save') }).click();
  const file = await readFile(await (await download).path(), 'utf8');
  for (const [key, kept] of Object.entries(texts)) expect(file).toContain(`${key.slice(OWN.length)}\n${kept}\n`);
  await planner.press(text('saved.aside.delete'));
  expect(await planner.kept(ASIDE)).toBe(texts[ASIDE]);
  await planner.press(text('saved.aside.no'));
  await expect(button(planner, 'saved.aside.delete')).toBeFocused();
  await planner.press(text('saved.aside.delete'));
  await planner.press(text('saved.aside.yes'));
  await expect(planner.main.getByText(text('saved.aside.deleted'))).toBeFocused();
  await expect(section).toBeHidden();
  await expect(row(planner, text('saved.kind.aside'))).toHaveCount(0);
  expect(Object.keys(await shelf(planner.page)).filter((key) => key.includes('aside'))).toEqual([]);
});

test('on a full device the page says what takes the room, and what waits is saved as soon as there is some', async ({ planner }) => {
  await planner.openAs(clear, '/questions/severity', { [ASIDE]: 'y'.repeat(40_000) });
  await planner.seeSaving('saving.kept');
  await planner.page.evaluate((aside) => {
    const real = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, text) {
      if (this.getItem(aside)) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      real.call(this, key, text);
    };
  }, ASIDE);
  await planner.choose(text('concern.acne_scars.severity.severe'));
  await planner.seeSaving('saving.full');
  await planner.main.getByRole('link', { name: text('notice.more') }).click();
  const full = planner.section(text('saved.full.title'));
  const most = { what: text('saved.kind.aside'), size: counted('saved.size.kb', 40) };
  await expect(full.getByText(text('saved.full.most', most))).toBeVisible();
  await expect(full.getByText(text('saved.full.photos'))).toHaveCount(0);
  await full.getByRole('button', { name: text('saved.aside.delete') }).click();
  await full.getByRole('button', { name: text('saved.aside.yes') }).click();
  await planner.seeSaving('saving.kept');
  await expect(full).toBeHidden();
  expect(JSON.stringify(await shelf(planner.page))).toContain('severe');
});

test('erasing everything asks twice, then leaves nothing here or in another window', async ({ planner, context }) => {
  await planner.openAs(clear, '/saved', {
    [ASIDE]: 'broken',
    [`${OWN}entry:2026-11-03`]: JSON.stringify({ v: 1, note: 'A secret.' }),
    [`${OWN}snapshot:1796119200000`]: '{}',
  });
  await planner.seeHeading(text('saved.title'));
  const other = new Planner(await context.newPage());
  await other.page.clock.setFixedTime(`${TODAY}T10:00:00Z`);
  await other.open('/diary');
  await expect(other.main.getByText('A secret.')).toBeVisible();
  await planner.press(text('saved.erase.button'));
  await planner.press(text('saved.erase.no'));
  expect(await planner.kept(ASIDE)).toBe('broken');
  await planner.press(text('saved.erase.button'));
  await planner.press(text('saved.erase.yes'));
  await planner.seeHeading(text('start.title'));
  await expect(planner.main.getByText(text('notice.erased_here'))).toBeVisible();
  await planner.seeSaving('saving.nothing');
  expect(await shelf(planner.page)).toEqual({});
  await expect(other.main.getByText(text('notice.erased'))).toBeVisible();
  await expect(other.main.getByText('A secret.')).toHaveCount(0);
  await planner.visit('/diary');
  await expect(planner.main.getByText('A secret.')).toHaveCount(0);
  await other.seeNoProblem();
});

/** A computer that others use, on a page where time goes by as told. */
async function shared(browser: Browser): Promise<Planner> {
  const page = await (await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/London', reducedMotion: 'reduce' })).newPage();
  await page.clock.install({ time: `${TODAY}T10:00:00Z` });
  const planner = new Planner(page);
  await planner.openAs(clear, '/saved', { [`${OWN}entry:2026-11-03`]: JSON.stringify({ v: 1, note: 'A secret.' }) });
  await planner.press(text('saved.shared.use'));
  expect(await planner.kept(`${OWN}entry:2026-11-03`)).not.toBeNull();
  await planner.press(text('saved.shared.yes'));
  await planner.seeSaving('saving.shared');
  await expect(planner.section(text('saved.shared_on.title'))).toBeVisible();
  // From here on time goes by only as told.
  await page.clock.pauseAt(`${TODAY}T10:03:00Z`);
  const visit = planner.visit.bind(planner);
  planner.visit = async (address) => {
    await visit(address);
    await aFrame(planner);
  };
  return planner;
}

const question = (planner: Planner): Locator => planner.page.getByRole('alertdialog', { name: text('idle.title') });

/** A screen is drawn after the next frame, and where time stands still frames come only as told. */
const aFrame = ({ page }: Planner) => page.clock.runFor(300);

/** Everything is forgotten, and the page says why. */
async function seeForgotten(planner: Planner) {
  await aFrame(planner);
  await expect(planner.main.getByText(text('notice.forgotten'))).toBeVisible();
  await planner.seeHeading(text('start.title'));
  await expect(question(planner)).toBeHidden();
  await expect(planner.main.getByRole('radio', { checked: true })).toHaveCount(0);
  await planner.visit('/diary');
  await planner.seeHeading(text('diary.title'));
  await expect(planner.main.getByText('A secret.')).toHaveCount(0);
  await planner.visit('/answers');
  await expect(planner.main.getByText(text('concern.acne_scars.name'))).toHaveCount(0);
  expect(await shelf(planner.page)).toEqual({});
  await planner.seeNoProblem();
}

test('on a shared computer nothing is on the device, all goes on in memory, and a reload empties it', async ({ browser }) => {
  const planner = await shared(browser);
  expect(await shelf(planner.page)).toEqual({});
  await expect(planner.main.getByText(text('saved.shared.done'))).toBeFocused();
  await planner.visit('/diary');
  await expect(planner.main.getByText('A secret.')).toBeVisible();
  await planner.visit('/questions/severity');
  await planner.choose(text('concern.acne_scars.severity.severe'));
  await planner.seeSaving('saving.shared');
  expect(await shelf(planner.page)).toEqual({});
  await planner.reload();
  await planner.seeSaving('saving.nothing');
  await planner.visit('/diary');
  await planner.seeHeading(text('diary.title'));
  await expect(planner.main.getByText('A secret.')).toHaveCount(0);
});

for (const how of ['the button', 'Escape'] as const) {
  test(`a shared computer asks a minute before it forgets, and ${how} says that someone is there`, async ({ browser }) => {
    const planner = await shared(browser);
    await planner.visit('/diary/entry');
    const note = planner.field(text('entry.note'));
    await note.fill('Half a ');
    // Once the page stands still: where it scrolls by itself, somebody seems to be there.
    await note.click();
    await planner.page.clock.runFor(8 * 60_000 + 55_000);
    await expect(question(planner)).toBeHidden();
    await planner.page.clock.runFor(10_000);
    await expect(question(planner)).toBeVisible();
    await expect(question(planner).getByRole('button')).toBeFocused();
    await planner.page.clock.runFor(20_000);
    await expect(question(planner).getByText(/^3\d seconds left$/)).toBeVisible();
    await expect(question(planner).getByRole('alert')).toBeEmpty();
    await planner.page.clock.runFor(22_000);
    await expect(question(planner).getByRole('alert')).toHaveText(counted('idle.left', 15));
    if (how === 'Escape') await planner.page.keyboard.press('Escape');
    else await question(planner).getByRole('button').click();
    await expect(question(planner)).toBeHidden();
    await expect(note).toBeFocused();
    await expect(note).toHaveValue('Half a ');
    // From here on there are 10 minutes again, and each key begins them anew.
    await planner.page.clock.runFor(8 * 60_000);
    await planner.page.keyboard.press('End');
    await planner.page.keyboard.type('note');
    await planner.page.clock.runFor(8 * 60_000);
    await expect(question(planner)).toBeHidden();
    await expect(note).toHaveValue('Half a note');
    await planner.seeNoProblem();
  });
}

test('when nobody answers, everything is forgotten, also what was typed and told', async ({ browser }) => {
  const planner = await shared(browser);
  await planner.visit('/diary/entry');
  await planner.type(text('entry.note'), 'Half a secret.');
  await planner.field(text('entry.note')).click();
  await planner.page.clock.runFor(10 * 60_000 + 2_000);
  await seeForgotten(planner);
  await planner.visit('/diary/entry');
  await expect(planner.field(text('entry.note'))).toHaveValue('');
  // An empty page asks nobody, until somebody comes.
  await planner.page.clock.runFor(30 * 60_000);
  await expect(question(planner)).toBeHidden();
});

test('a laptop that slept forgets everything when it wakes, and a tap that comes too late saves nothing', async ({ browser }) => {
  const planner = await shared(browser);
  await planner.visit('/diary');
  await expect(planner.main.getByText('A secret.')).toBeVisible();
  // The clock has gone on, and no timer has run.
  await planner.page.clock.setFixedTime(`${TODAY}T18:00:00Z`);
  await planner.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  expect(await planner.main.getByText('A secret.').count()).toBe(0);
  await seeForgotten(planner);
});

test('a key that is pressed after the time is up does not save what was there', async ({ browser }) => {
  const planner = await shared(browser);
  await planner.visit('/diary');
  await expect(planner.main.getByText('A secret.')).toBeVisible();
  await planner.page.clock.setFixedTime(`${TODAY}T10:14:00Z`);
  await planner.page.keyboard.press('Shift');
  await seeForgotten(planner);
});

test('whoever is done with a shared computer erases it at once', async ({ browser }) => {
  const planner = await shared(browser);
  await planner.press(text('saved.shared_on.erase'));
  await planner.section(text('saved.shared_on.title')).getByRole('button', { name: text('saved.erase.yes') }).click();
  await aFrame(planner);
  await planner.seeHeading(text('start.title'));
  await planner.seeSaving('saving.shared');
  await planner.visit('/diary');
  await planner.seeHeading(text('diary.title'));
  await expect(planner.main.getByText('A secret.')).toHaveCount(0);
});

test('the question whether somebody is there fits every window, reads from either side and has a button for thumbs', async ({ browser }) => {
  const planner = await shared(browser);
  await planner.page.evaluate(axe.source);
  await planner.page.keyboard.press('Shift');
  await planner.page.clock.runFor(9 * 60_000 + 20_000);
  await expect(question(planner)).toBeVisible();
  // The measure waits for its own timers.
  await planner.page.clock.resume();
  const violations = () =>
    planner.page.evaluate(async () => (await (window as never as { axe: typeof axe }).axe.run(document)).violations.map(({ id }) => id));
  for (const colorScheme of ['light', 'dark'] as const) {
    await planner.page.emulateMedia({ colorScheme });
    expect(await violations(), colorScheme).toEqual([]);
  }
  for (const [width, height, dir] of [[280, 653, ''], [390, 844, 'rtl'], [320, 256, ''], [1280, 800, '']] as const) {
    await planner.page.setViewportSize({ width, height });
    await planner.page.evaluate((dir) => { document.documentElement.dir = dir; }, dir);
    const box = (await question(planner).boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
    expect((await question(planner).getByRole('button').boundingBox())!.height).toBeGreaterThanOrEqual(44);
    expect(await question(planner).evaluate((dialog) => dialog.scrollWidth <= dialog.clientWidth)).toBe(true);
  }
  // The page behind cannot be reached.
  for (let times = 0; times < 3; times += 1) {
    await planner.page.keyboard.press('Tab');
    expect(await planner.page.evaluate(() => document.activeElement === document.body || Boolean(document.activeElement?.closest('dialog')))).toBe(true);
  }
});

test('with the keyboard alone everything on the page is reached in its order, and the question twice is left again', async ({ planner }) => {
  await planner.openAs(clear, '/saved');
  await planner.seeHeading(text('saved.title'));
  await button(planner, 'saved.erase.button').focus();
  await planner.page.keyboard.press('Enter');
  await expect(planner.main.getByRole('group', { name: text('saved.erase.sure') })).toBeFocused();
  await planner.page.keyboard.press('Tab');
  await planner.page.keyboard.press('Tab');
  await expect(button(planner, 'saved.erase.no')).toBeFocused();
  await planner.page.keyboard.press('Enter');
  await expect(button(planner, 'saved.erase.button')).toBeFocused();
  expect(await planner.kept(`${OWN}profile`)).not.toBeNull();
});
