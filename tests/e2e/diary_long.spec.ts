// A diary of years: a part of its days is drawn, the others when they are asked for or looked for, and nothing jumps.
import { SESSIONS, clear, entry as key, sessionsOf, type Kept } from './people';
import { expect, test, type Planner } from './planner';
import { counted, daysAfter, text } from './words';

const DAYS = 150;
/** So many days are drawn at once. */
const PORTION = 30;
const LAST = '2026-11-30';

/** Days in a row up to yesterday, each with its number in the note; on one of them a sign that no other has. */
function years(more: Record<string, Kept> = {}): Record<string, Kept> {
  const days = Array.from({ length: DAYS }, (_, place): [string, Kept] => {
    const signs = place === DAYS - 3 ? { itch: 'lot' } : { flaking: 'little' };
    return [key(daysAfter(LAST, -place)), { v: 1, signs, note: `Note number ${place}.` }];
  });
  return { ...Object.fromEntries(days), ...more };
}

const rows = (planner: Planner) => planner.main.locator('.diary-days > li');
const note = (planner: Planner, place: number) => planner.main.getByText(`Note number ${place}.`, { exact: true });
const more = (planner: Planner) => planner.main.getByRole('button', { name: new RegExp(`^${text('diary.more')}`) });
const find = (planner: Planner) => planner.main.getByLabel(text('diary.find'), { exact: true });

test('more days come when they are asked for, below those that are there', async ({ planner }) => {
  await planner.openAs(clear, '/diary', years());
  await expect(rows(planner)).toHaveCount(PORTION);
  await more(planner).scrollIntoViewIfNeeded();
  const top = (await note(planner, PORTION - 1).boundingBox())?.y;
  await more(planner).click();
  await expect(rows(planner)).toHaveCount(2 * PORTION);
  expect((await note(planner, PORTION - 1).boundingBox())?.y, 'the day above stays where it was').toBe(top);
  for (let shown = 2 * PORTION; shown < DAYS; shown += PORTION) {
    await more(planner).click();
    await expect(rows(planner)).toHaveCount(shown + PORTION);
  }
  await expect(note(planner, DAYS - 1)).toBeVisible();
  await expect(more(planner)).toBeHidden();
});

test('a day that was deleted further down goes, the others stay, and it comes back', async ({ planner }) => {
  await planner.openAs(clear, '/diary', years());
  await more(planner).click();
  await expect(rows(planner)).toHaveCount(2 * PORTION);
  const row = rows(planner).filter({ hasText: 'Note number 50.' });
  await row.getByRole('button', { name: new RegExp(`^${text('diary.delete_entry')}:`) }).click();
  await expect(note(planner, 50)).toHaveCount(0);
  await expect(note(planner, 55)).toBeVisible();
  await planner.press(text('diary.undo'));
  await expect(note(planner, 50)).toBeVisible();
});

test('days that are not drawn are found by their notes and by their signs', async ({ planner }) => {
  await planner.openAs(clear, '/diary', years());
  await expect(note(planner, 140)).toHaveCount(0);
  await find(planner).fill('NUMBER 140');
  await expect(note(planner, 140)).toBeVisible();
  await expect(rows(planner)).toHaveCount(1);
  await expect(planner.main.getByText(counted('diary.found', 1), { exact: true })).toBeVisible();

  await find(planner).fill(text('sign.itch.name'));
  await expect(note(planner, DAYS - 3)).toBeVisible();
  await expect(rows(planner)).toHaveCount(1);

  await find(planner).fill('nothing of the kind');
  await expect(planner.main.getByText(text('diary.found_none'), { exact: true })).toBeVisible();
  await find(planner).fill('');
  await expect(rows(planner)).toHaveCount(PORTION);
});

test('a day found is changed, and what was changed is on the screen after that', async ({ planner }) => {
  await planner.openAs(clear, '/diary', years());
  await find(planner).fill('number 140');
  await expect(rows(planner)).toHaveCount(1);
  await rows(planner).getByRole('button', { name: new RegExp(`^${text('diary.change_entry')}:`) }).click();
  await planner.seeHeading(text('entry.title_change'));
  await planner.type(text('entry.note'), 'Another note.');
  await planner.press(text('entry.save'));
  await expect(planner.main.getByText('Another note.', { exact: true })).toBeVisible();
});

test('days before earlier sessions are there to be opened', async ({ planner }) => {
  const held = sessionsOf([{ ended: '2026-07-20T10:00Z' }, { ended: '2026-09-01T10:00Z' }]);
  await planner.openAs(clear, '/diary', years({ [SESSIONS]: held }));
  await expect(rows(planner)).toHaveCount(PORTION);
  const older = planner.main.locator('.diary-fold').first();
  await older.locator('summary').first().click();
  await more(planner).filter({ visible: true }).last().click();
  await expect(note(planner, 95)).toBeVisible();
});

test('a short diary has no field to look for days', async ({ planner }) => {
  const few = Object.fromEntries(Object.entries(years()).slice(0, PORTION));
  await planner.openAs(clear, '/diary', few);
  await expect(rows(planner)).toHaveCount(PORTION);
  await expect(find(planner)).toHaveCount(0);
  await expect(more(planner)).toHaveCount(0);
});
