// The diary: writing, changing and deleting entries, nothing typed is lost, and the pictures show what was noted.
import type { Locator } from '@playwright/test';

import { SESSIONS, clear, entry as key, sessionsOf, type Kept } from './people';
import { expect, test, type Planner } from './planner';
import { counted, text } from './words';

/** A session 9 days before today, which is 2026-12-01. */
const HELD = sessionsOf([{ ended: '2026-11-22T10:00Z' }]);
const FRESH = sessionsOf([{ ended: '2026-11-30T10:00Z' }]);

const entry = (record: Kept): Kept => ({ v: 1, ...record });

async function noted(planner: Planner, day: string): Promise<Kept | null> {
  return (await planner.savedAll())[key(day)] ?? null;
}

/** Says how strong a sign is. */
async function say(planner: Planner, sign: string, answer: string) {
  const group = planner.main.getByRole('group', { name: text(`sign.${sign}.name`), exact: true });
  const radio = group.getByRole('radio', { name: text(answer), exact: true });
  await planner.tap(radio);
  await expect(radio).toBeChecked();
}

const note = (planner: Planner) => planner.field(text('entry.note'));
const save = (planner: Planner) => planner.press(text('entry.save'));
const status = (planner: Planner) => planner.main.getByRole('status').filter({ visible: true });

/** The entry of a day by the words it begins with, such as "Day 1". */
const entryOf = (planner: Planner, start: string): Locator =>
  planner.main.locator('.diary-days > li').filter({ has: planner.page.getByRole('heading', { name: new RegExp(`^${start}\\b`) }) });

const press = (row: Locator, id: string) => row.getByRole('button', { name: new RegExp(`^${text(id)}:`) }).click();

async function write(planner: Planner) {
  await planner.press(text('diary.write'));
  await planner.seeHeading(text('entry.title'));
}

test('a person writes, loads the page again, changes the entry, and it is all kept', async ({ planner }) => {
  await planner.openAs(clear, '/diary', { [SESSIONS]: FRESH });
  await planner.seeHeading(text('diary.title'));
  await expect(planner.main.getByText(text('diary.empty'))).toBeVisible();
  await write(planner);
  await say(planner, 'soreness', 'diary.strength.some');
  await say(planner, 'swelling', 'diary.strength.lot');
  await say(planner, 'swelling', 'entry.none');
  await note(planner).fill('It went fine 😀\nمرحبا');
  expect(await noted(planner, '2026-12-01')).toBe(null);
  await save(planner);
  await planner.seeHeading(text('diary.title'));
  await expect(status(planner)).toHaveText(new RegExp(text('diary.said.kept', { date: '.*1 Dec' })));
  const kept = { v: 1, signs: { soreness: 'some' }, note: 'It went fine 😀\nمرحبا' };
  expect(await noted(planner, '2026-12-01')).toEqual(kept);
  await planner.reload();
  await expect(entryOf(planner, 'Day 1')).toContainText('It went fine 😀');
  await press(entryOf(planner, 'Day 1'), 'diary.change_entry');
  await planner.seeHeading(text('entry.title_change'));
  await expect(note(planner)).toHaveValue('It went fine 😀\nمرحبا');
  await say(planner, 'soreness', 'diary.strength.little');
  await save(planner);
  await expect(entryOf(planner, 'Day 1')).toContainText(text('diary.strength.little'));
  expect(await noted(planner, '2026-12-01')).toEqual({ ...kept, signs: { soreness: 'little' } });
});

test('a deleted entry comes back with Undo, and focus is never lost', async ({ planner }) => {
  const first = entry({ signs: { itch: 'some' }, note: 'first' });
  const second = entry({ note: 'second' });
  await planner.openAs(clear, '/diary', { [SESSIONS]: HELD, [key('2026-11-23')]: first, [key('2026-11-24')]: second });
  await press(entryOf(planner, 'Day 1'), 'diary.delete_entry');
  const undo = planner.main.getByRole('button', { name: text('diary.undo'), exact: true });
  await expect(undo).toBeFocused();
  await expect(entryOf(planner, 'Day 1')).toHaveCount(0);
  await press(entryOf(planner, 'Day 2'), 'diary.delete_entry');
  await expect(entryOf(planner, 'Day 2')).toHaveCount(0);
  expect([await noted(planner, '2026-11-23'), await noted(planner, '2026-11-24')]).toEqual([null, null]);
  // The last one first, and then the one before it.
  await undo.click();
  await expect(entryOf(planner, 'Day 2')).toContainText('second');
  expect(await noted(planner, '2026-11-24')).toEqual(second);
  await expect(status(planner)).toHaveText(new RegExp(text('diary.said.deleted', { date: '.*23 Nov' })));
  await undo.click();
  await expect(entryOf(planner, 'Day 1')).toContainText('first');
  expect(await noted(planner, '2026-11-23')).toEqual(first);
  await expect(undo).toHaveCount(0);
  await expect(planner.main.locator('.diary-said-line:focus')).toHaveText(new RegExp(text('diary.said.back', { date: '.*23 Nov' })));
});

test('what is typed and not saved stays when the person looks elsewhere', async ({ planner }) => {
  await planner.openAs(clear, '/diary', { [SESSIONS]: FRESH, [key('2026-11-30')]: entry({ note: 'the day itself' }) });
  await write(planner);
  await say(planner, 'itch', 'diary.strength.lot');
  await note(planner).fill('half a sentence');
  await planner.visit('/plan');
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  await planner.visit('/diary');
  await press(entryOf(planner, 'Day 0'), 'diary.change_entry');
  await expect(note(planner)).toHaveValue('the day itself');
  await planner.follow(text('entry.back'));
  await planner.press(text('diary.go_on'));
  await planner.seeHeading(text('entry.title'));
  await expect(note(planner)).toHaveValue('half a sentence');
  await expect(planner.main.getByRole('group', { name: text('sign.itch.name'), exact: true }).getByRole('radio', { name: text('diary.strength.lot'), exact: true })).toBeChecked();
  await save(planner);
  await planner.seeHeading(text('diary.title'));
  expect(await noted(planner, '2026-12-01')).toEqual({ v: 1, signs: { itch: 'lot' }, note: 'half a sentence' });
  await expect(planner.main.getByRole('button', { name: text('diary.go_on'), exact: true })).toHaveCount(0);
});

test('a note that is too long is said to be so by how much, and nothing is cut', async ({ planner }) => {
  await planner.openAs(clear, '/diary/entry', { [SESSIONS]: FRESH });
  await note(planner).fill('é'.repeat(1800));
  await expect(planner.main.locator('#entry-note-length')).toHaveText('');
  await note(planner).fill('é'.repeat(1999));
  await expect(planner.main.locator('#entry-note-length')).toHaveText(counted('entry.left', 1));
  await note(planner).fill('😀'.repeat(2003));
  await save(planner);
  const alert = planner.main.getByRole('alert').filter({ hasText: text('error.summary') });
  await expect(alert).toContainText(counted('error.note_too_long', 3));
  await expect(note(planner)).toBeFocused();
  await expect(note(planner)).toHaveValue('😀'.repeat(2003));
  expect(await noted(planner, '2026-12-01')).toBe(null);
  await note(planner).fill('😀'.repeat(2000));
  await save(planner);
  await planner.seeHeading(text('diary.title'));
  expect((await noted(planner, '2026-12-01'))?.note).toBe('😀'.repeat(2000));
});

test('a day to come, a day long before, and a day that is taken are refused at their field', async ({ planner }) => {
  await planner.openAs(clear, '/diary/entry', { [SESSIONS]: HELD, [key('2026-11-23')]: entry({ note: 'taken' }) });
  await note(planner).fill('words');
  const day = planner.field(text('entry.day'));
  for (const [typed, error] of [
    ['2026-12-02', 'error.entry_future'],
    ['2025-11-22', 'error.entry_too_early'],
    ['2026-11-23', 'error.entry_there'],
    ['', 'error.empty'],
  ]) {
    await day.fill(typed);
    await save(planner);
    await expect(planner.main.locator('#entry-day-error')).toHaveText(text(error));
    await expect(day).toHaveAttribute('aria-invalid', 'true');
  }
  await day.fill('2026-11-25');
  await save(planner);
  await planner.seeHeading(text('diary.title'));
  expect(await noted(planner, '2026-11-25')).toEqual({ v: 1, note: 'words' });
  expect((await noted(planner, '2026-11-23'))?.note).toBe('taken');
});

test('an entry that is moved to another day stands there and nowhere else', async ({ planner }) => {
  await planner.openAs(clear, '/diary', { [SESSIONS]: HELD, [key('2026-11-23')]: entry({ note: 'moved' }) });
  await press(entryOf(planner, 'Day 1'), 'diary.change_entry');
  await planner.type(text('entry.day'), '2026-11-24');
  await save(planner);
  await expect(entryOf(planner, 'Day 2')).toContainText('moved');
  await expect(entryOf(planner, 'Day 1')).toHaveCount(0);
  expect(await noted(planner, '2026-11-23')).toBe(null);
});

test('when the device is full the page says so, shows the entry, and keeps it with the next change once there is room', async ({ planner }) => {
  await planner.openAs(clear, '/diary/entry', { [SESSIONS]: FRESH });
  await note(planner).fill('no room');
  await planner.page.evaluate(() => {
    const real = Storage.prototype.setItem;
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
    (window as unknown as { makeRoom: () => void }).makeRoom = () => { Storage.prototype.setItem = real; };
  });
  await save(planner);
  await planner.seeSaving('saving.full');
  await expect(planner.main.getByText(text('notice.full'))).toBeVisible();
  await expect(entryOf(planner, 'Day 1')).toContainText('no room');
  expect(await noted(planner, '2026-12-01')).toBe(null);
  await planner.page.evaluate(() => (window as unknown as { makeRoom: () => void }).makeRoom());
  await planner.visit('/checklist/aftercare/1');
  await planner.tick(text('after.cool_pack'));
  await planner.seeSaving('saving.kept');
  expect(await noted(planner, '2026-12-01')).toEqual({ v: 1, note: 'no room' });
  await planner.visit('/diary');
  await planner.reload();
  await expect(entryOf(planner, 'Day 1')).toContainText('no room');
});

test('where storage is denied the diary is kept in memory from screen to screen', async ({ planner }) => {
  await planner.page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  });
  await planner.open('/diary/entry');
  await note(planner).fill('only here');
  await save(planner);
  await expect(planner.main.locator('.diary-note')).toHaveText('only here');
  await planner.visit('/');
  await planner.seeHeading(text('start.title'));
  await planner.visit('/diary');
  await expect(planner.main.locator('.diary-note')).toHaveText('only here');
  await planner.seeSaving('saving.memory_only');
});

test('picture and table show what was noted, and nothing for days without an entry', async ({ planner }) => {
  await planner.openAs(clear, '/diary', {
    [SESSIONS]: HELD,
    [key('2026-11-22')]: entry({ signs: { itch: 'lot' } }),
    [key('2026-11-25')]: entry({ signs: { itch: 'little' } }),
  });
  const noted = 'day 0 a lot, day 3 a little';
  const line = planner.main.getByRole('img', { name: new RegExp(text('sign.itch.name')) });
  await expect(line).toHaveAccessibleName(new RegExp(text('diary.you_noted', { list: noted })));
  await expect(line.locator('.dot')).toHaveCount(2);
  await planner.main.getByText(text('diary.plot.as_table'), { exact: true }).click();
  const row = planner.main.getByRole('row').filter({ hasText: text('sign.itch.name') });
  await expect(row.getByRole('cell').last()).toHaveText(noted);
  await expect(planner.main.getByRole('row').filter({ hasText: text('sign.swelling.name') }).getByRole('cell').last()).toHaveText(text('diary.plot.nothing'));
});

test('a change is asked for a week after the first session, and "worse" leads to the clinic', async ({ planner }) => {
  await planner.openAs(clear, '/diary/entry', { [SESSIONS]: HELD });
  const asked = planner.main.getByText(text('entry.change'), { exact: true });
  await expect(asked).toBeVisible();
  const day = planner.field(text('entry.day'));
  await day.fill('2026-11-28');
  await day.blur();
  await expect(asked).toHaveCount(0);
  await day.fill('2026-11-29');
  await day.blur();
  await expect(asked).toBeVisible();
  await planner.choose(text('diary.change.worse'));
  await save(planner);
  await expect(planner.main.getByText(text('diary.progress.worse'))).toBeVisible();
  expect(await noted(planner, '2026-11-29')).toEqual({ v: 1, change: 'worse' });
});

test('days are counted by the calendar where the session was, in a zone where the clocks changed', async ({ browser }) => {
  const context = await browser.newContext({ timezoneId: 'America/New_York', locale: 'en-GB' });
  const page = await context.newPage();
  await page.clock.setFixedTime('2026-11-02T02:30:00Z');
  const planner = new (await import('./planner')).Planner(page);
  const sessions = { v: 1, later: 0, sessions: [{ course: 1, number: 1, ended: '2026-10-31T23:30Z', offset: -240, zone: 'America/New_York' }] };
  await planner.openAs(clear, '/diary/entry', { [SESSIONS]: sessions });
  // It is still the evening of 1 November there: one day after the session, the night the clocks went back.
  await note(planner).fill('a long night');
  await save(planner);
  await expect(entryOf(planner, 'Day 1')).toContainText('a long night');
  expect(await noted(planner, '2026-11-01')).toEqual({ v: 1, note: 'a long night' });
  expect(await planner.saved()).toEqual(clear);
  await planner.seeNoProblem();
  await context.close();
});
