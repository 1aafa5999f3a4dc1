// What is kept on the device: damaged, older, newer, denied or full, nothing is lost, and the page says how saving stands.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type Page } from '@playwright/test';

import { ANSWERS, CALENDAR, PHOTO, PREFIX, SESSIONS, TICKS, clear, entry, like, sessionsOf, type Kept } from './people';
import { expect, fill, Planner, test } from './planner';
import { aside, envelope, fields, kept, sealed } from './records';
import { text } from './words';

const PROFILE = `${PREFIX}profile`;
/** The smallest picture that counts as one. */
const JPEG = '/9j/';

/** Someone with a record of every kind. */
const someone: Record<string, Kept> = {
  [ANSWERS]: clear,
  [SESSIONS]: { ...sessionsOf([{ ended: '2026-11-22T10:00Z' }, { day: '2026-12-20' }]), rules: { make_up: 72 } },
  [TICKS]: { v: 1, ticked: ['preparation/1/sunscreen', 'questions/0/do_nothing'] },
  [entry('2026-11-23')]: { v: 1, signs: { itch: 'little' }, note: 'It went fine.' },
  [entry('2026-11-24')]: { v: 1, note: 'A little dry.' },
  [`${PHOTO}7`]: { v: 1, day: '2026-11-22', view: 'front', jpeg: JPEG },
  [CALENDAR]: {
    v: 1, id: '0123456789abcdef0123456789abcdef',
    last: { sequence: 0, checksum: '0123456789abcdef', entries: { 's-1-2': '2026-12-20' } },
  },
};

test('what tests put on the device is sealed as the planner seals it', () => {
  const folder = new URL('../records/', import.meta.url);
  const golden = readdirSync(folder).filter((name) => /^(?!backup).*-2\.json$/.test(name));
  expect(golden.length).toBeGreaterThan(5);
  for (const name of golden) {
    const whole = readFileSync(new URL(name, folder), 'utf8').trim();
    const [, start, rest] = whole.match(/^(.*?"checksum":")[\da-f]{8}(.*)$/s)!;
    expect(sealed(start, rest), name).toBe(whole);
  }
});

const notice = (planner: Planner, id: string) => planner.main.getByRole('status').filter({ hasText: text(id) });

/** The notice leads to the screen that tells more. */
async function followNotice(planner: Planner, id: string) {
  await notice(planner, id).getByRole('link', { name: text('notice.more'), exact: true }).click();
  await planner.seeHeading(text('saved.title'));
  expect(planner.address()).toBe('/saved');
}

const cut = (whole: string) => whole.slice(0, Math.floor(whole.length / 2));

/** Each kind of record with a screen that reads it. */
const KINDS: [string, string][] = [
  ['profile', '/'],
  ['plan', '/'],
  ['course', '/sessions'],
  ['session:1', '/sessions'],
  ['ticks:preparation:1', '/checklist/preparation/1'],
  ['entry:2026-11-23', '/diary'],
  ['photo:7', '/diary/photos'],
];

for (const [kind, address] of KINDS) {
  test(`a damaged record is set aside word for word, all else is there, and the person is told: ${kind}`, async ({ planner }) => {
    const key = PREFIX + kind;
    const whole = kept(someone);
    const damaged = cut(whole[key]);
    await planner.keptBefore({ ...whole, [key]: damaged });
    await planner.open(address);
    await expect(notice(planner, 'notice.set_aside')).toBeVisible();
    const { [key]: _, ...others } = whole;
    expect(await planner.shelf()).toEqual({ ...others, [aside(key, damaged)]: damaged });
    await followNotice(planner, 'notice.set_aside');
    // All else is read, on every screen.
    if (kind !== 'profile' && kind !== 'plan') {
      await planner.visit('/plan');
      await expect(planner.section(text('plan.status.ok'))).toBeVisible();
    }
    if (!kind.startsWith('ticks')) {
      await planner.visit('/checklist/preparation/1');
      await expect(planner.box(text('prep.sunscreen.label'))).toBeChecked();
    }
    await planner.visit('/diary');
    await expect(planner.main.getByText('A little dry.')).toBeVisible();
    expect((await planner.shelf())[aside(key, damaged)]).toBe(damaged);
  });
}

const DAMAGED: [string, string][] = [
  ['not JSON', '{broken'],
  ['nothing', ''],
  ['no version', '{"concern":"acne_scars"}'],
  ['one letter changed', kept(someone)[PROFILE].replace('boxcar', 'boxkar')],
  ['half a character', `${kept(someone)[PROFILE].slice(0, 60)}\ud83d`],
  ['a value that does not exist', kept({ [ANSWERS]: like({ concern: 'toes' }) })[PROFILE]],
  ['an age of 300', kept({ [ANSWERS]: like({ age: 300 }) })[PROFILE]],
  ['a field nobody knows', kept({ [ANSWERS]: like({ shoe_size: 43 }) })[PROFILE]],
];

for (const [what, record] of DAMAGED) {
  test(`answers that cannot be read are put aside, and what is answered then is kept beside them: ${what}`, async ({ planner }) => {
    await planner.keptBefore({ [PROFILE]: record });
    await planner.open();
    await planner.seeHeading(text('start.title'));
    await expect(notice(planner, 'notice.set_aside')).toBeVisible();
    await planner.choose(text('concern.melasma.name'));
    expect(await planner.saved()).toEqual({ v: 1, concern: 'melasma' });
    // Letter for letter, which a test cannot be handed where a character is cut in two.
    const [there, same] = await planner.page.evaluate(([start, record]) => {
      const key = Object.keys(localStorage).find((key) => key.startsWith(start)) ?? '';
      return [key, localStorage.getItem(key) === record];
    }, [`${PREFIX}aside:`, record]);
    expect([there.endsWith(':profile'), same]).toEqual([true, true]);
    await planner.seeSaving('saving.kept');
  });
}

test('a damaged record that there is no room to set aside is left alone, and everything else still saves', async ({ planner }) => {
  const whole = kept(someone);
  const damaged = cut(whole[PROFILE]);
  await planner.keptBefore({ ...whole, [PROFILE]: damaged });
  await planner.page.addInitScript(() => {
    const real = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, text) {
      if (key.includes(':aside:')) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      real.call(this, key, text);
    };
  });
  await planner.open();
  await expect(notice(planner, 'notice.stuck')).toBeVisible();
  await planner.visit('/checklist/aftercare/1');
  await planner.tick(text('after.cool_pack'));
  await expect(planner.box(text('after.cool_pack'))).toBeChecked();
  expect(await planner.savedTicks()).toContain('aftercare/1/cool_pack');
  await planner.visit('/');
  await planner.choose(text('concern.keloid.name'));
  await planner.seeSaving('saving.stuck');
  // The answer waits; a tick is written all the same.
  await planner.visit('/checklist/aftercare/1');
  await planner.untick(text('after.cool_pack'));
  expect(await planner.savedTicks()).not.toContain('aftercare/1/cool_pack');
  const after = await planner.shelf();
  expect(after[PROFILE]).toBe(damaged);
  await followNotice(planner, 'notice.stuck');
});

test('answers of a newer version are shown as far as they are understood, and nothing is written', async ({ planner }) => {
  const newer = { ...kept(someone), [PROFILE]: envelope({ concern: 'keloid' }, undefined, 3) };
  await planner.keptBefore(newer);
  await planner.open();
  await planner.seeSaving('saving.newer_version');
  await expect(notice(planner, 'notice.newer_version')).toBeVisible();
  await expect(planner.main.getByRole('radio', { name: text('concern.keloid.name'), exact: true })).toBeChecked();
  await planner.choose(text('concern.melasma.name'));
  await planner.visit('/checklist/aftercare/1');
  await planner.tick(text('after.cool_pack'));
  await planner.visit('/diary/entry');
  await planner.field(text('entry.note')).fill('not kept');
  await planner.press(text('entry.save'));
  await planner.seeSaving('saving.newer_version');
  expect(await planner.shelf(true)).toEqual(newer);
  await planner.reload();
  expect(await planner.shelf(true)).toEqual(newer);
});

for (const [kind, address] of [['ticks:aftercare:1', '/checklist/aftercare/1'], ['session:2', '/checklist/aftercare/1']]) {
  test(`a newer record is never downgraded, and where it was seen nothing is written: ${kind}`, async ({ planner }) => {
    const newer = { ...kept(someone), [PREFIX + kind]: envelope({ more: 1 }, undefined, 3) };
    await planner.keptBefore(newer);
    await planner.open(address);
    await planner.seeSaving('saving.newer_version');
    await expect(notice(planner, 'notice.newer_version')).toBeVisible();
    await planner.tick(text('after.cool_pack'));
    await planner.visit('/questions/severity');
    await planner.choose(text('concern.acne_scars.severity.severe'));
    await planner.seeSaving('saving.newer_version');
    expect(await planner.shelf(true)).toEqual(newer);
  });
}

const makeRoom = (page: Page) => page.evaluate(() => localStorage.removeItem('filler'));

/** What the planner has on the device beside the filler. */
const own = async (planner: Planner) =>
  Object.fromEntries(Object.entries(await planner.shelf()).filter(([key]) => key.startsWith(PREFIX)));

test('on a really full device a change is refused whole, said at once, and kept once there is room', async ({ planner }) => {
  await planner.openAs(clear, '/questions/severity');
  await planner.seeSaving('saving.kept');
  const before = await own(planner);
  await fill(planner.page);
  await planner.choose(text('concern.acne_scars.severity.severe'));
  await planner.seeSaving('saving.full');
  expect(await own(planner)).toEqual(before);
  // The app goes on with what was chosen.
  await planner.goOn();
  await planner.seeHeading(text('answers.title'));
  await expect(planner.main.getByText(text('concern.acne_scars.severity.severe'), { exact: true })).toBeVisible();
  await followNotice(planner, 'notice.full');
  await planner.visit('/questions/age');
  await planner.type(text('form.age'), '35');
  await planner.field(text('form.age')).blur();
  await planner.seeSaving('saving.full');
  expect(await own(planner)).toEqual(before);

  await makeRoom(planner.page);
  await planner.visit('/checklist/aftercare/1');
  await planner.tick(text('after.cool_pack'));
  await planner.seeSaving('saving.kept');
  await expect(notice(planner, 'notice.full')).toHaveCount(0);
  expect(await planner.saved()).toEqual(like({ severity: 'severe', age: 35 }));
  expect(await planner.savedTicks()).toEqual(['aftercare/1/cool_pack']);
});

test('on a really full device a diary entry stays on the page and is kept once there is room', async ({ planner }) => {
  await planner.keptBefore(someone);
  await planner.open('/diary/entry');
  await planner.field(text('entry.note')).fill('no room');
  const before = await own(planner);
  await fill(planner.page);
  await planner.press(text('entry.save'));
  await planner.seeSaving('saving.full');
  expect(await own(planner)).toEqual(before);
  // Whatever the diary then looks at, nothing of it goes.
  await planner.visit('/plan');
  await planner.visit('/diary');
  const shown = planner.main.getByText('no room', { exact: true });
  await expect(shown).toBeVisible();
  await planner.page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expect(shown).toBeVisible();
  await makeRoom(planner.page);
  await planner.visit('/checklist/aftercare/1');
  await planner.tick(text('after.cool_pack'));
  await planner.seeSaving('saving.kept');
  expect(await planner.savedAll()).toMatchObject({ ...someone, [entry('2026-12-01')]: { v: 1, note: 'no room' }, [TICKS]: {} });
});

test('on a really full device sessions, answers and ticks are all still there on the screens', async ({ planner }) => {
  await planner.openAs(clear, '/sessions/1');
  await fill(planner.page);
  await planner.type(text('visit.book.day'), '2027-01-10');
  await planner.press(text('visit.book.save'));
  await planner.seeSaving('saving.full');
  await planner.visit('/checklist/aftercare/1');
  await planner.tick(text('after.cool_pack'));
  // Another window says something: all is looked at anew.
  await planner.page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expect(planner.box(text('after.cool_pack'))).toBeChecked();
  await planner.visit('/sessions');
  await expect(planner.main.locator('.visits > li').first()).toContainText('10 Jan 2027');
  await makeRoom(planner.page);
  await planner.visit('/checklist/aftercare/1');
  await planner.tick(text('after.gentle_cleanser'));
  await planner.seeSaving('saving.kept');
  expect((await planner.savedAll())[SESSIONS].sessions).toEqual([{ course: 1, number: 1, day: '2027-01-10' }]);
  expect(await planner.savedTicks()).toEqual(['aftercare/1/cool_pack', 'aftercare/1/gentle_cleanser']);
});

const deny = () =>
  Object.defineProperty(window, 'localStorage', {
    get() {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    },
  });

/** The whole way through the planner where nothing can be saved. */
async function goThrough(planner: Planner) {
  await planner.seeSaving('saving.memory_only');
  await planner.choose(text('concern.enlarged_pores.name'));
  await planner.seeSaving('saving.memory_only');
  await planner.goOn();
  await planner.seeHeading(text('question.severity.title'));
}

test('where storage is denied the planner runs whole and says that nothing is saved', async ({ planner }) => {
  await planner.page.addInitScript(deny);
  await planner.open();
  await goThrough(planner);
  await planner.sayNotSureToAll();
  await planner.seeHeading(text('answers.title'));
  await planner.follow(text('answers.see_plan'));
  await expect(planner.section(text('plan.status.ask_clinician'))).toBeVisible();
  await planner.follow(`${text('plan.before')}: ${text('timeline.session', { n: 1 })}`);
  await planner.tick(text('prep.sunscreen.label'));
  // Kept in memory from screen to screen.
  await planner.visit('/plan');
  await expect(planner.section(text('plan.status.ask_clinician'))).toBeVisible();
  await planner.visit('/checklist/preparation/1');
  await expect(planner.box(text('prep.sunscreen.label'))).toBeChecked();
  await planner.seeSaving('saving.memory_only');
});

test('storage that is taken away while the page is open loses nothing that is on it', async ({ planner }) => {
  await planner.openAs(clear, '/questions/severity');
  await planner.seeHeading(text('question.severity.title'));
  await planner.page.evaluate(deny);
  await planner.choose(text('concern.acne_scars.severity.severe'));
  await planner.seeSaving('saving.memory_only');
  await planner.page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await planner.goOn();
  await planner.seeHeading(text('answers.title'));
  await expect(planner.main.getByText(text('concern.acne_scars.severity.severe'), { exact: true })).toBeVisible();
  await expect(planner.main.getByText(String(clear.age), { exact: true })).toBeVisible();
});

test('in a frame that may not keep anything the planner runs whole and says so', async ({ page }) => {
  // Such a frame has no origin of its own, so every file is asked for as if from elsewhere. Sites that serve files to
  // everybody say so; here the test does.
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'access-control-allow-origin': '*' } });
  });
  await page.route('**/host.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><link rel="icon" href="data:,"><iframe sandbox="allow-scripts allow-forms" src="./" width="380" height="800"></iframe>',
    }));
  await page.goto('./host.html');
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('#planner')).toHaveAttribute('data-ready');
  const saving = frame.getByRole('banner').getByRole('status');
  await expect(saving).toHaveText(text('saving.memory_only'));
  const radio = frame.getByRole('radio', { name: text('concern.enlarged_pores.name'), exact: true });
  await radio.locator('xpath=..').locator('label').click();
  await expect(radio).toBeChecked();
  await frame.getByRole('button', { name: text('form.continue'), exact: true }).click();
  await expect(frame.getByRole('heading', { level: 1, name: text('question.severity.title') })).toBeVisible();
  await expect(saving).toHaveText(text('saving.memory_only'));
});

test('in a browser that blocks all site data the planner runs whole and says so', async ({ baseURL, launchOptions }) => {
  const folder = mkdtempSync(join(tmpdir(), 'planner-'));
  mkdirSync(join(folder, 'Default'));
  const settings = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify(settings));
  const context = await chromium.launchPersistentContext(folder, { ...launchOptions, baseURL, locale: 'en-GB' });
  const planner = new Planner(await context.newPage());
  await planner.open();
  expect(await planner.page.evaluate(() => {
    try {
      return typeof localStorage;
    } catch (error) {
      return (error as Error).name;
    }
  }), 'the browser really blocks').toBe('SecurityError');
  await goThrough(planner);
  await planner.seeNoProblem();
  await context.close();
});

// What an earlier version kept: schema 1, one object for all answers, one for all ticks, one for all sessions.
const OLD: Record<string, Kept> = {
  [ANSWERS]: like({ dates: { isotretinoin_recent: '2026-01-31' } }),
  [SESSIONS]: {
    v: 1,
    later: 1,
    sessions: [
      {
        course: 1, number: 1, ended: '2026-06-01T09:30Z', offset: 60, zone: 'Europe/London', place: 'Skin Co', depth: 150,
      },
      { course: 2, number: 1, day: '2026-12-20', time: '14:30' },
    ],
    rules: { make_up: 72 },
  },
  [TICKS]: { v: 1, ticked: ['preparation/1/sunscreen', 'questions/0/do_nothing'] },
  [entry('2026-06-02')]: { v: 1, signs: { itch: 'little' }, change: 'same', note: 'It went fine 😀.' },
  [`${PHOTO}7`]: { v: 1, day: '2026-06-02', view: 'front', jpeg: JPEG },
};
const oldTexts = Object.fromEntries(Object.entries(OLD).map(([key, value]) => [key, JSON.stringify(value)]));

test('what an earlier version saved is all there after the update, and its keys are gone', async ({ planner }) => {
  await planner.keptBefore(oldTexts);
  await planner.open();
  await expect(planner.main.getByRole('radio', { name: text('concern.acne_scars.name'), exact: true })).toBeChecked();
  await expect.poll(async () => Object.keys(await planner.shelf())).not.toContain(ANSWERS);
  expect(await planner.savedAll()).toEqual(OLD);
  const keys = Object.keys(await planner.shelf());
  for (const gone of [ANSWERS, TICKS, SESSIONS]) expect(keys).not.toContain(gone);
  // And the screens show it.
  await planner.visit('/plan');
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  await planner.visit('/checklist/preparation/1');
  await expect(planner.box(text('prep.sunscreen.label'))).toBeChecked();
  await planner.visit('/sessions');
  await expect(planner.main.getByText('Skin Co').or(planner.main.getByText('Sun 20 Dec, 14:30')).first()).toBeVisible();
  await planner.visit('/diary');
  await expect(planner.main.getByText('It went fine 😀.')).toBeVisible();
  await planner.visit('/diary/photos');
  await expect(planner.section(text('photo.yours')).getByRole('img')).toHaveCount(1);
  await planner.reload();
  expect(await planner.savedAll()).toEqual(OLD);
});

test('an older record that makes no sense is set aside, and the others come over', async ({ planner }) => {
  const broken = '{"v":1,"ticked":"socks"}';
  await planner.keptBefore({ ...oldTexts, [TICKS]: broken });
  await planner.open();
  await expect.poll(async () => Object.keys(await planner.shelf())).not.toContain(ANSWERS);
  const { [TICKS]: _, ...others } = OLD;
  expect(await planner.savedAll()).toEqual(others);
  expect((await planner.shelf())[aside(TICKS, broken)]).toBe(broken);
});

test('when the later part of the program cannot be had, what an earlier version saved waits for it', async ({ planner }) => {
  const later = '**/split_*.wasm';
  await planner.keptBefore(oldTexts);
  await planner.page.route(later, (route) => route.abort());
  await planner.open('/plan');
  await expect(planner.main.getByRole('alert')).toContainText(text('app.load_failed'));
  expect(await planner.shelf()).toEqual(oldTexts);
  planner.problems.length = 0;
  await planner.visit('/');
  await planner.choose(text('concern.melasma.name'));
  const after = await planner.shelf();
  expect(after).toMatchObject(oldTexts);
  expect(fields(after[PROFILE])).toEqual({ concern: 'melasma' });
  planner.problems.length = 0;
  await planner.page.unroute(later);
  await planner.reload();
  await expect.poll(async () => Object.keys(await planner.shelf())).not.toContain(ANSWERS);
  // The answer given meanwhile is the newer one.
  expect(await planner.savedAll()).toEqual({ ...OLD, [ANSWERS]: { ...OLD[ANSWERS], concern: 'melasma' } });
});

test('an update on a full device loses nothing and is made once there is room', async ({ planner }) => {
  await planner.keptBefore(oldTexts);
  await fill(planner.page);
  await planner.open();
  await planner.visit('/plan');
  await expect(planner.main.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await own(planner)).toMatchObject(oldTexts);
  await makeRoom(planner.page);
  await planner.reload();
  await expect.poll(async () => Object.keys(await planner.shelf())).not.toContain(ANSWERS);
  expect(await planner.savedAll()).toEqual(OLD);
});
