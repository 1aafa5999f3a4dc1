// Carrying a plan along: what is saved comes back the same, nothing changes before a person has seen what comes, and
// what is damaged, foreign or cut changes nothing at all.
import { readFileSync, writeFileSync } from 'node:fs';

import type { Browser } from '@playwright/test';
import jsqr from 'jsqr';

import { ANSWERS, PREFIX, SESSIONS, TICKS, TODAY, clear, entry, like, type Kept } from './people';
import { expect, fill, Planner, test } from './planner';
import { aside, envelope, fields, kept } from './records';
import { counted, day, questionTitle, text } from './words';

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

const file = (planner: Planner) => planner.field(text('restore.file.label'));

const backup = (values: Record<string, Kept>, more: Kept = {}) => {
  const records = Object.entries(kept(values)).map(([key, text]) => [key.slice(PREFIX.length), fields(text)]);
  const file = { format: 'microneedling-planner-backup', v: 2, without: [], records: Object.fromEntries(records), ...more };
  return { name: 'backup.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(file)) };
};

/** A file of the first version of the planner: each plain value under its name. */
const oldBackup = (values: Record<string, Kept>) =>
  backup({}, { v: 1, records: Object.fromEntries(Object.entries(values).map(([key, value]) => [key.slice(PREFIX.length), value])) });

/** Every address that the tab could go back to. */
const visited = (planner: Planner): Promise<string> =>
  planner.page.evaluate(() => {
    const { entries } = (window as unknown as { navigation: { entries(): { url: string }[] } }).navigation;
    return entries.call((window as never)['navigation']).map(({ url }) => url).join(' ');
  });

async function openRestore(planner: Planner, here: Record<string, Kept>) {
  await planner.keptBefore(here);
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
  await planner.keptBefore(mine);
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
  await expect.poll(() => planner.shelf(true)).toEqual({});
  await planner.visit('/take/restore');
  await file(planner).setInputFiles(path);
  await seePreview(planner, 'restore.in_file');
  await expect(planner.main.getByText(text('restore.nothing_here'))).toBeVisible();
  expect(await planner.shelf()).toEqual({});
  await planner.press(text('restore.apply'));
  await expect(planner.main.getByRole('heading', { name: text('restore.done') })).toBeFocused();
  expect(await planner.savedAll()).toEqual(mine);
  await planner.seeSaving('saving.kept');
  await expect(planner.main.getByText(text('notice.changed'))).toHaveCount(0);
  // The screens know it too, without a reload.
  await planner.follow(text('answers.see_plan'));
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  await planner.visit('/checklist/preparation/1');
  await expect(planner.box(text('prep.sunscreen.label'))).toBeChecked();
});

test('a preview names what differs and touches nothing; merging keeps what is here; undo puts back every letter', async ({ planner }) => {
  await openRestore(planner, other);
  const before = await planner.savedAll();
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
  expect(await planner.shelf()).toEqual(kept(before));

  await planner.press(text('restore.apply'));
  await expect(planner.main.getByRole('heading', { name: text('restore.done') })).toBeFocused();
  expect(await planner.savedAll()).toEqual({
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
  expect(await planner.savedAll()).toEqual(before);
  await planner.visit('/answers');
  await expect(planner.main.getByText('51', { exact: true })).toBeVisible();
});

test('replacing puts the file in place of what is here, but for what was set aside, and can be undone', async ({ planner }) => {
  const set = { [aside(`${PREFIX}ticks:aftercare:1`, '{broken')]: '{broken' };
  await planner.keptBefore({ ...mine, ...set });
  await planner.open('/take/restore');
  await file(planner).setInputFiles(backup(other));
  await seePreview(planner, 'restore.in_file');
  await planner.choose(text('restore.replace'));
  await planner.press(text('restore.apply'));
  await expect(planner.main.getByRole('heading', { name: text('restore.done') })).toBeFocused();
  expect(await planner.savedAll()).toEqual(other);
  expect(await planner.shelf()).toMatchObject(set);
  await planner.press(text('restore.undo'));
  await expect(planner.main.getByText(text('restore.undone.text'))).toBeVisible();
  expect(await planner.savedAll()).toEqual(mine);
  expect(await planner.shelf()).toMatchObject(set);
});

test('a file that an earlier version saved is put back whole', async ({ planner }) => {
  await openRestore(planner, other);
  await file(planner).setInputFiles(oldBackup(mine));
  await seePreview(planner, 'restore.in_file');
  await planner.choose(text('restore.replace'));
  await planner.press(text('restore.apply'));
  await expect(planner.main.getByRole('heading', { name: text('restore.done') })).toBeFocused();
  expect(await planner.savedAll()).toEqual(mine);
});

test('what came in can be let go, and merging the same again changes nothing', async ({ planner }) => {
  await openRestore(planner, mine);
  const before = await planner.shelf();
  await file(planner).setInputFiles(backup(mine));
  await seePreview(planner, 'restore.in_file');
  await expect(planner.main.getByText(text('restore.same'))).toHaveCount(4);
  await planner.press(text('restore.leave'));
  await expect(planner.main.getByText(text('restore.untouched'))).toHaveCount(0);
  await file(planner).setInputFiles(backup(mine));
  await planner.press(text('restore.apply'));
  await expect(planner.main.getByRole('heading', { name: text('restore.done') })).toBeFocused();
  expect(await planner.shelf()).toEqual(before);
});

test('a file that is no backup is refused at the field, and nothing changes', async ({ planner }, info) => {
  await openRestore(planner, mine);
  const before = await planner.shelf();
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
    ['newer', backup(mine, { v: 3 }), 'newer'],
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
    expect(await planner.shelf(), what).toEqual(before);
  }
  // The large one was never read.
  expect(Number(await planner.page.evaluate(() => document.body.dataset.read))).toBeLessThan(1_000_000);
  // One that can be used clears the error.
  await file(planner).setInputFiles(backup(other));
  await seePreview(planner, 'restore.in_file');
  await expect(planner.main.getByRole('alert')).toHaveCount(0);
});

test('a file that is read when its screen was left long ago breaks nothing', async ({ planner }) => {
  await openRestore(planner, mine);
  await planner.page.evaluate(() => {
    const free = new Promise<void>((free) => { Object.assign(window, { free }); });
    Blob.prototype.text = async () => { await free; return 'no backup'; };
  });
  await file(planner).setInputFiles(backup(other));
  await planner.visit('/plan');
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  await planner.page.evaluate(() => (window as unknown as { free: () => void }).free());
  // It still goes where it is led.
  await planner.visit('/answers');
  await expect(planner.main.getByText(text('answers.clear'))).toBeVisible();
});

test('a restore link opens on another device, previews first, and leaves no trace of itself', async ({ planner, browser }) => {
  await planner.keptBefore(mine);
  await planner.open('/take');
  const link = await makeLink(planner);
  expect(link.length).toBeLessThanOrEqual(1_800);
  expect(new URL(link).hash).toMatch(/^#\/take\/restore\/e[\w-]+$/);
  await expect(planner.main.getByText(text('carry.link.private'))).toBeVisible();

  const second = await elsewhere(browser, link);
  expect(second.address()).toBe('/take/restore');
  await seePreview(second, 'restore.in_link');
  expect(await second.shelf()).toEqual({});
  await second.press(text('restore.apply'));
  await expect(second.main.getByRole('heading', { name: text('restore.done') })).toBeFocused();
  expect(await second.savedAll()).toEqual(mine);
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
  await planner.keptBefore(other);
  await planner.open('/plan');
  const golden = readFileSync(new URL('../records/restore-1-deflated.txt', import.meta.url), 'utf8').trim();
  await planner.visit(`/take/restore/${golden}`);
  await seePreview(planner, 'restore.in_link');
  expect(planner.address()).toBe('/take/restore');
  expect(await visited(planner)).not.toContain(golden.slice(0, 12));
  expect(await planner.shelf()).toEqual(kept(other));
  // The same once more, from its own screen.
  await planner.press(text('restore.leave'));
  await planner.visit(`/take/restore/${golden}`);
  await seePreview(planner, 'restore.in_link');
  expect(planner.address()).toBe('/take/restore');
});

test('a link cut in half, opened or pasted, says so and changes nothing', async ({ planner }) => {
  await planner.keptBefore(mine);
  await planner.open('/take');
  const link = await makeLink(planner);
  const half = link.slice(0, Math.ceil(link.length / 2));
  const before = await planner.shelf();
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
  expect(await planner.shelf()).toEqual(before);
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
  await planner.keptBefore(long);
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
  expect(await planner.savedAll()).toEqual(long);
});

test('a browser that cannot squeeze makes a plain link, and any browser opens it', async ({ planner, browser }) => {
  await planner.page.addInitScript(() => {
    Object.defineProperty(window, 'CompressionStream', { value: undefined });
  });
  await planner.keptBefore({ [ANSWERS]: other[ANSWERS] });
  await planner.open('/take');
  const link = await makeLink(planner);
  expect(link).toMatch(/#\/take\/restore\/q[\w-]+$/);
  const second = await elsewhere(browser, link);
  await seePreview(second, 'restore.in_link');
  await second.press(text('restore.apply'));
  await expect.poll(() => second.savedAll()).toEqual({ [ANSWERS]: other[ANSWERS] });
  await second.page.context().close();
});

test.describe('on a screen as fine as a phone’s', () => {
  test.use({ deviceScaleFactor: 3 });
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the code on the screen is read by a camera, ${colorScheme}`, async ({ planner }) => {
      await planner.page.emulateMedia({ colorScheme });
      await planner.keptBefore(mine);
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
  await planner.keptBefore(mine);
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
  const before = await planner.shelf();
  await file(planner).setInputFiles(backup(mine));
  await seePreview(planner, 'restore.in_file');
  await planner.choose(text('restore.replace'));
  // Room for some of the records, and not for all of them.
  await fill(planner.page, 800);
  await planner.press(text('restore.apply'));
  await expect(planner.main.getByRole('heading', { name: text('restore.not_done') })).toBeFocused();
  await expect(planner.main.getByText(text('restore.full'))).toBeVisible();
  const { filler: _, ...after } = await planner.shelf();
  expect(after).toEqual(before);
  await planner.visit('/answers');
  await expect(planner.main.getByText('51', { exact: true })).toBeVisible();
});

test('what a newer version keeps here is left alone', async ({ planner }) => {
  const newer = { [`${PREFIX}profile`]: envelope({ anything: true }, undefined, 3) };
  await planner.keptBefore(newer);
  await planner.open('/take/restore');
  await file(planner).setInputFiles(backup(mine));
  await planner.press(text('restore.apply'));
  await expect(planner.main.getByText(text('restore.newer_here'))).toBeVisible();
  expect(await planner.shelf()).toEqual(newer);
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
