// Snapshots: made without being asked for, and a way back that shows first what it would change.
import { clear } from './people';
import { expect, type Planner, test } from './planner';
import { counted, text } from './words';

const PREFIX = 'microneedling-planner:';
const entry = (day: string) => `${PREFIX}entry:${day}`;

/** The snapshots on the device, the oldest first, each with what it says. */
const made = (planner: Planner): Promise<Record<string, Record<string, any>>[]> =>
  planner.page.evaluate((start) => {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(start)).sort();
    return keys.map((key) => JSON.parse(localStorage.getItem(key)!).fields);
  }, `${PREFIX}snapshot:`);

const list = (planner: Planner) => planner.section(text('snapshots.title')).locator('li');

/** Somebody with answers and two days in the diary opens the planner, and time stands still until it is moved on. */
async function openWithDiary(planner: Planner) {
  await planner.page.clock.install({ time: '2026-12-01T10:00:00Z' });
  await planner.openAs(clear, '/saved', {
    [entry('2026-11-30')]: JSON.stringify({ v: 1, note: 'A little tight.' }),
    [entry('2026-12-01')]: JSON.stringify({ v: 1, note: 'Calm.' }),
  });
  await planner.seeHeading(text('saved.title'));
}

const noteOf = async (planner: Planner, day: string): Promise<string | undefined> =>
  JSON.parse((await planner.kept(entry(day))) ?? '{}').fields?.note;

async function writeToday(planner: Planner, note: string) {
  await planner.visit('/diary/entry');
  const field = planner.field(text('entry.note'));
  await field.fill(note);
  await planner.press(text('entry.save'));
  await expect.poll(() => noteOf(planner, '2026-12-01')).toBe(note);
}

test('a snapshot is made after a while, and after a change and an hour another', async ({ planner }) => {
  await openWithDiary(planner);
  await expect(planner.main.getByText(text('snapshots.none'))).toBeVisible();
  await planner.page.clock.runFor('10:05');
  await expect(list(planner)).toHaveCount(1);
  await expect(list(planner).first()).toContainText(counted('snapshots.entries', 2));
  expect((await made(planner))[0]).toMatchObject({ entries: 2, of: 2, without: ['photos'] });

  await writeToday(planner, 'Spoilt.');
  await planner.page.clock.runFor('40:00');
  expect(await made(planner), 'not within the hour').toHaveLength(1);
  await planner.page.clock.runFor('30:00');
  await expect.poll(async () => (await made(planner)).length).toBe(2);
  // Nothing new, nothing made.
  await planner.page.clock.runFor('03:00:00');
  expect(await made(planner)).toHaveLength(2);
});

test('what was spoilt comes back from a snapshot, with a look before and a way back after', async ({ planner }) => {
  await openWithDiary(planner);
  await planner.page.clock.runFor('10:05');
  await expect(list(planner)).toHaveCount(1);
  await writeToday(planner, 'Spoilt.');
  await planner.visit('/saved');
  await list(planner).first().getByRole('button').click();
  await expect(planner.main.getByRole('heading', { name: text('snapshots.in_it'), exact: true })).toBeVisible();
  await expect(planner.main.getByText(text('snapshots.photos_stay'))).toBeVisible();
  expect(await noteOf(planner, '2026-12-01'), 'nothing has changed yet').toBe('Spoilt.');
  await planner.press(text('restore.apply'));
  await expect(planner.main.getByRole('heading', { name: text('restore.done') })).toBeFocused();
  await expect.poll(() => noteOf(planner, '2026-12-01')).toBe('Calm.');
  // What was there before is in a snapshot too.
  expect((await made(planner)).map((fields) => fields['records']![entry('2026-12-01').slice(PREFIX.length)].note))
    .toEqual(['Calm.', 'Spoilt.']);
  await planner.press(text('restore.undo'));
  await expect.poll(() => noteOf(planner, '2026-12-01')).toBe('Spoilt.');
});

test('before a backup is put back a snapshot is made of what was here', async ({ planner }) => {
  await openWithDiary(planner);
  expect(await made(planner)).toEqual([]);
  await planner.visit('/take/restore');
  await planner.field(text('restore.file.label')).setInputFiles({
    name: 'backup.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({
      format: 'microneedling-planner-backup', v: 1, without: [],
      records: { 'entry:2026-12-01': { v: 1, note: 'From elsewhere.' } },
    })),
  });
  await planner.choose(text('restore.replace'));
  await planner.press(text('restore.apply'));
  await expect.poll(() => noteOf(planner, '2026-12-01')).toBe('From elsewhere.');
  expect((await made(planner)).map((fields) => fields['entries'])).toEqual([2]);
});

test('leaving the page makes one, and all of them can be deleted', async ({ planner }) => {
  await openWithDiary(planner);
  await planner.reload();
  await expect(list(planner)).toHaveCount(1);
  await planner.press(text('snapshots.delete'));
  await planner.press(text('snapshots.delete_no'));
  await expect(list(planner)).toHaveCount(1);
  await planner.press(text('snapshots.delete'));
  await planner.press(text('snapshots.delete_yes'));
  await expect(planner.main.getByText(text('snapshots.none'))).toBeVisible();
  expect(await made(planner)).toEqual([]);
  expect(await planner.kept(`${PREFIX}profile`), 'the plan stays').toContain(clear['concern'] as string);
});

test('where nothing is kept on the device no snapshot is made, and it says so', async ({ planner }) => {
  await planner.page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('no', 'SecurityError'); } });
  });
  await planner.open('/saved');
  await expect(planner.main.getByText(text('snapshots.none_made'))).toBeVisible();
});
