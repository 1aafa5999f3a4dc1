// Carrying a plan along: what is saved comes back the same, nothing changes before a person has seen what comes, and
// what is damaged, foreign or cut changes nothing at all.
import { readFileSync, writeFileSync } from 'node:fs';

import type { Browser } from '@playwright/test';
import jsqr from 'jsqr';

import { ANSWERS, TICKS, TODAY, clear, like, type Kept } from './people';
import { expect, Planner, test } from './planner';
import { counted, day, questionTitle, text } from './words';

const SESSIONS = 'microneedling-planner:sessions';
const entry = (day: string) => `microneedling-planner:entry:${day}`;

/** A person in the middle of a course. */
const mine: Record<string, Kept> = {
  [ANSWERS]: like({ start: '2026-11-21' }),
  [TICKS]: { v: 1, ticked: ['preparation/1/sunscreen'] },
  [SESSIONS]: {
    v: 1,
    later: 0,
    sessions: [
      { course: 1, number: 1, ended: '2026-11-21T10:00Z', offset: 0, zone: 'Europe/London', place: 'Clinic "A"' },
      { course: 1, number: 2, day: '2026-12-20', time: '14:30' },
    ],
  },
  [entry('2026-11-21')]: { v: 1, signs: { swelling: 'some' }, note: 'Went fine.' },
  [entry('2026-11-22')]: { v: 1, change: 'same' },
};

/** Someone who has answered a little, and other things. */
const other: Record<string, Kept> = {
  [ANSWERS]: { v: 1, concern: 'acne_scars', age: 51 },
  [entry('2026-11-22')]: { v: 1, note: 'Mine.' },
};

const texts = (records: Record<string, Kept>) =>
  Object.fromEntries(Object.entries(records).map(([key, record]) => [key, JSON.stringify(record)]));

const shelf = (planner: Planner): Promise<Record<string, string>> => planner.page.evaluate(() => ({ ...localStorage }));

const records = async (planner: Planner) =>
  Object.fromEntries(Object.entries(await shelf(planner)).map(([key, text]) => [key, JSON.parse(text)]));

const file = (planner: Planner) => planner.field(text('restore.file.label'));

const backup = (records: Record<string, Kept>, more: Kept = {}) => ({
  name: 'backup.json',
  mimeType: 'application/json',
  buffer: Buffer.from(
    JSON.stringify({
      format: 'microneedling-planner-backup',
      v: 1,
      without: [],
      records: Object.fromEntries(Object.entries(records).map(([key, value]) => [key.split(':').slice(1).join(':'), value])),
      ...more,
    }),
  ),
});

/** Every address that the tab could go back to. */
const visited = (planner: Planner): Promise<string> =>
  planner.page.evaluate(() => {
    const { entries } = (window as unknown as { navigation: { entries(): { url: string }[] } }).navigation;
    return entries.call((window as never)['navigation']).map(({ url }) => url).join(' ');
  });

async function openRestore(planner: Planner, here: Record<string, Kept>) {
  await planner.keptBefore(texts(here));
  await planner.open('/take/restore');
  await planner.seeHeading(text('restore.title'));
}

async function makeLink(planner: Planner): Promise<string> {
  await planner.visit('/take');
  await planner.press(text('carry.link.make'));
  return planner.field(text('carry.link.label')).inputValue();
}

/** A planner in a browser that has never seen one. */
async function elsewhere(browser: Browser, address: string): Promise<Planner> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/London' });
  const planner = new Planner(await context.newPage());
  await planner.page.clock.setFixedTime(`${TODAY}T10:00:00Z`);
  await planner.page.goto(address);
  await planner.seeReady();
  return planner;
}

const seePreview = (planner: Planner, id: 'restore.in_file' | 'restore.in_link') =>
  expect(planner.main.getByRole('heading', { name: text(id), exact: true })).toBeFocused();

test('what is saved, erased and put back is the same, and the file can be read by people', async ({ planner }, info) => {
  await planner.keptBefore(texts(mine));
  await planner.open('/take');
  const coming = planner.page.waitForEvent('download');
  await planner.press(text('carry.file.save'));
  const download = await coming;
  expect(download.suggestedFilename()).toBe(`microneedling-planner-${TODAY}.json`);
  await expect(planner.main.getByText(text('carry.file.saved'))).toBeVisible();
  const path = info.outputPath('backup.json');
  await download.saveAs(path);
  const written = readFileSync(path, 'utf8');
  expect(written).toContain(`"what": ${JSON.stringify(text('carry.file.what'))}`);
  expect(written.split('\n').length).toBeGreaterThan(40);

  await planner.visit('/answers');
  await planner.press(text('answers.clear'));
  await planner.press(text('answers.clear_yes'));
  await expect.poll(() => shelf(planner)).toEqual({});
  await planner.visit('/take/restore');
  await file(planner).setInputFiles(path);
  await seePreview(planner, 'restore.in_file');
  await expect(planner.main.getByText(text('restore.nothing_here'))).toBeVisible();
  expect(await shelf(planner)).toEqual({});
  await planner.press(text('restore.apply'));
  await expect(planner.main.getByRole('heading', { name: text('restore.done') })).toBeFocused();
  expect(await records(planner)).toEqual(mine);
  await planner.seeSaving('saving.kept');
  // The screens know it too, without a reload.
  await planner.follow(text('answers.see_plan'));
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  await planner.visit('/checklist/preparation/1');
  await expect(planner.box(text('prep.sunscreen.label'))).toBeChecked();
});

test('a preview names what differs and touches nothing; merging keeps what is here; undo puts back every letter', async ({ planner }) => {
  await openRestore(planner, other);
  const before = await shelf(planner);
  await file(planner).setInputFiles(backup(mine));
  await seePreview(planner, 'restore.in_file');
  await planner.main.getByText(text('restore.one_by_one')).click();
  const age = planner.main.getByRole('listitem').filter({ hasText: questionTitle('age', 'acne_scars') });
  await expect(age).toContainText(text('restore.here', { what: '51' }));
  await expect(age).toContainText(text('restore.there', { what: '34' }));
  const held = text('restore.held', { date: day('2026-11-21') });
  const first = planner.main.getByRole('listitem').filter({ hasText: text('timeline.session', { n: 1 }) });
  await expect(first).toContainText(text('restore.added', { what: held }));
  const diary = planner.main.locator('.coming').filter({ hasText: text('carry.part.diary') });
  await expect(diary).toContainText(counted('restore.new', 1));
  await expect(diary).toContainText(counted('restore.differ', 1));
  expect(await shelf(planner)).toEqual(before);

  await planner.press(text('restore.apply'));
  await expect(planner.main.getByRole('heading', { name: text('restore.done') })).toBeFocused();
  expect(await records(planner)).toEqual({
    ...mine,
    [ANSWERS]: { ...mine[ANSWERS], age: 51 },
    [entry('2026-11-22')]: other[entry('2026-11-22')],
  });
  // The way back is still there after a look around.
  await planner.visit('/answers');
  await planner.seeHeading(text('answers.title'));
  await planner.visit('/take/restore');
  await planner.press(text('restore.undo'));
  await expect(planner.main.getByText(text('restore.undone.text'))).toBeVisible();
  expect(await shelf(planner)).toEqual(before);
  await planner.visit('/answers');
  await expect(planner.main.getByText('51', { exact: true })).toBeVisible();
});

test('replacing puts the file in place of what is here, but for what was set aside, and can be undone', async ({ planner }) => {
  const aside = { [`${TICKS}.unreadable`]: '{broken' };
  await planner.keptBefore({ ...texts(mine), ...aside });
  await planner.open('/take/restore');
  const before = await shelf(planner);
  await file(planner).setInputFiles(backup(other));
  await seePreview(planner, 'restore.in_file');
  await planner.choose(text('restore.replace'));
  await planner.press(text('restore.apply'));
  await expect(planner.main.getByRole('heading', { name: text('restore.done') })).toBeFocused();
  expect(await shelf(planner)).toEqual({ ...texts(other), ...aside });
  await planner.press(text('restore.undo'));
  await expect(planner.main.getByText(text('restore.undone.text'))).toBeVisible();
  expect(await shelf(planner)).toEqual(before);
});

test('what came in can be let go, and merging the same again changes nothing', async ({ planner }) => {
  await openRestore(planner, mine);
  const before = await shelf(planner);
  await file(planner).setInputFiles(backup(mine));
  await seePreview(planner, 'restore.in_file');
  await expect(planner.main.getByText(text('restore.same'))).toHaveCount(4);
  await planner.press(text('restore.leave'));
  await expect(planner.main.getByText(text('restore.untouched'))).toHaveCount(0);
  await file(planner).setInputFiles(backup(mine));
  await planner.press(text('restore.apply'));
  await expect(planner.main.getByRole('heading', { name: text('restore.done') })).toBeFocused();
  expect(await shelf(planner)).toEqual(before);
});

test('a file that is no backup is refused at the field, and nothing changes', async ({ planner }, info) => {
  await openRestore(planner, mine);
  const before = await shelf(planner);
  await planner.page.evaluate(() => {
    const read = Blob.prototype.text;
    Blob.prototype.text = function () {
      document.body.dataset.read = String(this.size);
      return read.call(this);
    };
  });
  const large = info.outputPath('large.json');
  writeFileSync(large, Buffer.alloc(50_000_000, ' '));
  const as = (name: string, content: string | Buffer) => ({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  const broken = { ...mine, [ANSWERS]: { ...clear, age: 300 } };
  const cases: [string, Parameters<ReturnType<typeof file>['setInputFiles']>[0], string][] = [
    ['empty', as('a.json', ''), 'not_json'],
    ['a picture', as('a.json', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 254])), 'not_json'],
    ['cut short', as('a.json', backup(mine).buffer.subarray(0, 400)), 'not_json'],
    ['of another program', as('a.json', '{"name":"journeys","v":1}'), 'foreign'],
    ['newer', backup(mine, { v: 2 }), 'newer'],
    ['a damaged record', backup(broken), 'answers'],
    ['sessions out of order', backup({ [SESSIONS]: { v: 1, later: 0, sessions: [{ course: 2, number: 1, day: '2026-12-20' }] } }), 'sessions'],
    ['50 MB', large, 'too_large'],
  ];
  for (const [what, chosen, why] of cases) {
    await file(planner).setInputFiles(chosen);
    const error = text(`error.backup.${why}`);
    await expect(planner.main.getByRole('alert'), what).toContainText(error);
    await expect(planner.main.locator('#backup_file-error'), what).toHaveText(error);
    await expect(file(planner), what).toBeFocused();
    await expect(file(planner), what).toHaveAttribute('aria-invalid', 'true');
    expect(await shelf(planner), what).toEqual(before);
  }
  // The large one was never read.
  expect(Number(await planner.page.evaluate(() => document.body.dataset.read))).toBeLessThan(1_000_000);
  // One that can be used clears the error.
  await file(planner).setInputFiles(backup(other));
  await seePreview(planner, 'restore.in_file');
  await expect(planner.main.getByRole('alert')).toHaveCount(0);
});

test('a restore link opens on another device, previews first, and leaves no trace of itself', async ({ planner, browser }) => {
  await planner.keptBefore(texts(mine));
  await planner.open('/take');
  const link = await makeLink(planner);
  expect(link.length).toBeLessThanOrEqual(1_800);
  expect(new URL(link).hash).toMatch(/^#\/take\/restore\/d[\w-]+$/);
  await expect(planner.main.getByText(text('carry.link.private'))).toBeVisible();

  const second = await elsewhere(browser, link);
  expect(second.address()).toBe('/take/restore');
  await seePreview(second, 'restore.in_link');
  expect(await shelf(second)).toEqual({});
  await second.press(text('restore.apply'));
  await expect(second.main.getByRole('heading', { name: text('restore.done') })).toBeFocused();
  expect(await records(second)).toEqual(mine);
  const code = link.split('/restore/')[1];
  expect(await visited(second)).not.toContain(code.slice(0, 12));
  // A reload does not ask again.
  await second.reload();
  await second.seeHeading(text('restore.title'));
  await expect(second.main.getByText(text('restore.untouched'))).toHaveCount(0);
  await second.seeNoProblem();
  await second.page.context().close();
});

test('a link opened in a planner that is open is looked at, and its address is gone from the history', async ({ planner }) => {
  await planner.keptBefore(texts(other));
  await planner.open('/plan');
  const golden = readFileSync(new URL('../records/restore-1-deflated.txt', import.meta.url), 'utf8').trim();
  await planner.visit(`/take/restore/${golden}`);
  await seePreview(planner, 'restore.in_link');
  expect(planner.address()).toBe('/take/restore');
  expect(await visited(planner)).not.toContain(golden.slice(0, 12));
  expect(await shelf(planner)).toEqual(texts(other));
  // The same once more, from its own screen.
  await planner.press(text('restore.leave'));
  await planner.visit(`/take/restore/${golden}`);
  await seePreview(planner, 'restore.in_link');
  expect(planner.address()).toBe('/take/restore');
});

test('a link cut in half, opened or pasted, says so and changes nothing', async ({ planner }) => {
  await planner.keptBefore(texts(mine));
  await planner.open('/take');
  const link = await makeLink(planner);
  const half = link.slice(0, Math.ceil(link.length / 2));
  const before = await shelf(planner);
  await planner.visit(new URL(half).hash.slice(1));
  const field = planner.field(text('restore.link.label'));
  await expect(planner.main.locator('#restore_link-error')).toHaveText(text('error.link.damaged'));
  await expect(field).toBeFocused();
  expect(planner.address()).toBe('/take/restore');
  for (const [pasted, why] of [[half, 'error.link.damaged'], ['hello', 'error.link.damaged'], [' ', 'error.empty']]) {
    await field.fill(pasted);
    await planner.press(text('restore.link.open'));
    await expect(planner.main.getByRole('alert')).toContainText(text(why));
  }
  expect(await shelf(planner)).toEqual(before);
  await field.fill(`My plan: ${link} `);
  await planner.press(text('restore.link.open'));
  await seePreview(planner, 'restore.in_link');
  await expect(planner.main.getByText(text('restore.same'))).toHaveCount(4);
});

test('a diary too long for a link is left out, which is said; replacing by such a link leaves the diary alone', async ({ planner }) => {
  let seed = 7;
  const letters = () => Array.from({ length: 150 }, () => String.fromCharCode(97 + ((seed = (seed * 75 + 74) % 65537) % 26))).join('');
  const days = Array.from({ length: 20 }, (_, at) => entry(`2026-11-${String(at + 1).padStart(2, '0')}`));
  const diary = Object.fromEntries(days.map((key) => [key, { v: 1, note: letters() }]));
  const long = { ...mine, ...diary };
  await planner.keptBefore(texts(long));
  await planner.open('/take');
  const link = await makeLink(planner);
  expect(link.length).toBeLessThanOrEqual(1_800);
  await expect(planner.main.getByText(text('carry.without.diary'))).toBeVisible();
  await expect(planner.main.getByText(text('carry.without.ticks'))).toHaveCount(0);
  await planner.visit(new URL(link).hash.slice(1));
  await seePreview(planner, 'restore.in_link');
  await expect(planner.main.getByText(text('restore.not_in_it'))).toBeVisible();
  await planner.choose(text('restore.replace'));
  await planner.press(text('restore.apply'));
  await expect(planner.main.getByRole('heading', { name: text('restore.done') })).toBeFocused();
  expect(await records(planner)).toEqual(long);
});

test('a browser that cannot squeeze makes a plain link, and any browser opens it', async ({ planner, browser }) => {
  await planner.page.addInitScript(() => {
    Object.defineProperty(window, 'CompressionStream', { value: undefined });
  });
  await planner.keptBefore(texts({ [ANSWERS]: other[ANSWERS] }));
  await planner.open('/take');
  const link = await makeLink(planner);
  expect(link).toMatch(/#\/take\/restore\/p[\w-]+$/);
  const second = await elsewhere(browser, link);
  await seePreview(second, 'restore.in_link');
  await second.press(text('restore.apply'));
  await expect.poll(() => records(second)).toEqual({ [ANSWERS]: other[ANSWERS] });
  await second.page.context().close();
});

test.describe('on a screen as fine as a phone’s', () => {
  test.use({ deviceScaleFactor: 3 });
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the code on the screen is read by a camera, ${colorScheme}`, async ({ planner }) => {
      await planner.page.emulateMedia({ colorScheme });
      await planner.keptBefore(texts(mine));
      await planner.open('/take');
      const link = await makeLink(planner);
      const png = (await planner.main.locator('svg.qr').screenshot()).toString('base64');
      const { width, height, data } = await planner.page.evaluate(async (png) => {
        const image = new Image();
        image.src = `data:image/png;base64,${png}`;
        await image.decode();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.width, image.height];
        const context = canvas.getContext('2d')!;
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, image.width, image.height);
        const reader = new FileReader();
        const read = new Promise((done) => (reader.onload = done));
        reader.readAsDataURL(new Blob([data]));
        await read;
        return { width: image.width, height: image.height, data: String(reader.result).split(',')[1] };
      }, png);
      const read = (jsqr as unknown as { default?: typeof jsqr }).default ?? jsqr;
      expect(read(Uint8ClampedArray.from(Buffer.from(data, 'base64')), width, height, { inversionAttempts: 'dontInvert' })?.data).toBe(link);
    });
  }
});

test('on paper the code is at least 8 cm wide, with a line that says what it is', async ({ planner }) => {
  await planner.page.setViewportSize({ width: 794, height: 1123 });
  await planner.keptBefore(texts(mine));
  await planner.open('/take');
  await makeLink(planner);
  await planner.page.emulateMedia({ media: 'print' });
  const box = await planner.main.locator('svg.qr').boundingBox();
  expect(box!.width).toBeGreaterThanOrEqual((8 / 2.54) * 96);
  await expect(planner.main.locator('.qr-code figcaption')).toBeVisible();
  await expect(planner.field(text('carry.link.label'))).toBeHidden();
});

test('with the keyboard alone: paste, choose to replace, put it here, undo', async ({ planner }) => {
  await openRestore(planner, other);
  const golden = readFileSync(new URL('../records/restore-1-deflated.txt', import.meta.url), 'utf8').trim();
  const { keyboard } = planner.page;
  await planner.field(text('restore.link.label')).focus();
  await keyboard.insertText(golden);
  await keyboard.press('Enter');
  await seePreview(planner, 'restore.in_link');
  // Past what is folded away to the choice.
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.press('ArrowDown');
  await expect(planner.main.getByRole('radio', { name: text('restore.replace') })).toBeChecked();
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(planner.main.getByRole('heading', { name: text('restore.done') })).toBeFocused();
  expect((await planner.saved()).age).toBe(29);
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(planner.main.getByRole('heading', { name: text('restore.undone'), exact: true })).toBeFocused();
  expect((await planner.saved()).age).toBe(51);
});

test('where storage is denied a plan is carried along and put back in memory', async ({ planner }) => {
  await planner.page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  });
  await planner.open('/take/restore');
  await file(planner).setInputFiles(backup(mine));
  await seePreview(planner, 'restore.in_file');
  await planner.press(text('restore.apply'));
  await expect(planner.main.getByRole('heading', { name: text('restore.done') })).toBeFocused();
  await planner.seeSaving('saving.memory_only');
  await planner.visit('/plan');
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  expect((await makeLink(planner)).length).toBeGreaterThan(200);
});

test('a device without room keeps what was there, whole, and says so', async ({ planner }) => {
  await openRestore(planner, other);
  const before = await shelf(planner);
  await file(planner).setInputFiles(backup(mine));
  await seePreview(planner, 'restore.in_file');
  await planner.choose(text('restore.replace'));
  await planner.page.evaluate(() => {
    // Room for two more records, and then for what was there before.
    const real = Storage.prototype.setItem;
    let room = 2;
    Storage.prototype.setItem = function (key, text) {
      if (room-- === 0) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      real.call(this, key, text);
    };
  });
  await planner.press(text('restore.apply'));
  await expect(planner.main.getByRole('heading', { name: text('restore.not_done') })).toBeFocused();
  await expect(planner.main.getByText(text('restore.full'))).toBeVisible();
  expect(await shelf(planner)).toEqual(before);
  await planner.visit('/answers');
  await expect(planner.main.getByText('51', { exact: true })).toBeVisible();
});

test('what a newer version keeps here is left alone', async ({ planner }) => {
  const newer = { [ANSWERS]: '{"v":2,"anything":true}' };
  await planner.keptBefore(newer);
  await planner.open('/take/restore');
  await file(planner).setInputFiles(backup(mine));
  await planner.press(text('restore.apply'));
  await expect(planner.main.getByText(text('restore.newer_here'))).toBeVisible();
  expect(await shelf(planner)).toEqual(newer);
});

test('after erasing everything there is no way back to it', async ({ planner }) => {
  await openRestore(planner, mine);
  await file(planner).setInputFiles(backup(other));
  await planner.press(text('restore.apply'));
  await expect(planner.main.getByRole('button', { name: text('restore.undo') })).toBeVisible();
  await planner.visit('/answers');
  await planner.press(text('answers.clear'));
  await planner.press(text('answers.clear_yes'));
  await planner.seeHeading(text('start.title'));
  await planner.visit('/take/restore');
  await planner.seeHeading(text('restore.title'));
  await expect(planner.main.getByRole('button', { name: text('restore.undo') })).toHaveCount(0);
});
