// Questions about a person's own plan, one at a time: each answer is explained, nothing is a score, and nothing is kept
// unless it is asked for.
import { clear, entry, like, checksWith, TODAY } from './people';
import { expect, test } from './planner';
import { counted, sessionsRange, text } from './words';

test('five questions from the plan are explained, and only what is asked for is kept', async ({ planner }) => {
  await planner.openAs(clear, '/plan');
  await planner.follow(text('plan.to_understanding'));
  await planner.seeHeading(text('understanding.title'));
  const before = await planner.savedAll();
  const status = planner.main.getByRole('status');
  const question = (id: string) => planner.main.getByRole('heading', { level: 2, name: text(id), exact: true });

  await expect(question('understanding.range.ask')).toBeVisible();
  await planner.press(text('understanding.check'));
  await expect(planner.main).toContainText(text('error.choose_one'));
  const right = sessionsRange(3, 6);
  await planner.choose(counted('understanding.range.exactly', 4));
  await planner.press(text('understanding.check'));
  await expect(status).toContainText(text('understanding.not_quite', { right }));
  await expect(status).toContainText(text('understanding.range.exactly_astray'));
  await planner.choose(right);
  await planner.press(text('understanding.check'));
  await expect(status).toContainText(text('understanding.yes'));

  const others: [string, string][] = [
    ['first', text('plan.week_range', { low: 4, high: 12, likely: 8 })],
    ['sure', text('grade.limited')],
    ['must', text('understanding.must.right')],
    ['call', text('normal.flag.infection')],
  ];
  for (const [id, answer] of others) {
    await planner.press(text('understanding.next_one'));
    await expect(question(`understanding.${id}.ask`)).toBeFocused();
    await planner.choose(answer);
    await planner.press(text('understanding.check'));
    await expect(status).toContainText(text('understanding.yes'));
  }
  await planner.press(text('understanding.last_one'));
  await expect(question('understanding.end')).toBeFocused();
  await expect(planner.main.locator('section li')).toHaveText([new RegExp(text('understanding.range.about'))]);
  expect(await planner.savedAll()).toEqual(before);

  await planner.press(text('understanding.keep'));
  await expect(status).toHaveText(text('understanding.kept'));
  const note = text('understanding.note.again', { what: text('understanding.range.about') });
  await expect.poll(async () => (await planner.savedAll())[entry(TODAY)]?.note).toBe(note);
  await planner.follow(text('understanding.diary'));
  await expect(planner.main).toContainText(note);
});

test('where the plan has no numbers there are fewer questions, and without a plan it says what is needed', async ({ planner }) => {
  await planner.openAs(like({ checks: checksWith('body', ['pregnancy']) }), '/understanding');
  await expect(planner.main).toContainText(text('understanding.fewer'));
  await expect(planner.main).toContainText(text('question.progress', { n: 1, of: 2 }));
  await planner.choose(text('plan.status.stop'));
  await planner.press(text('understanding.check'));
  await expect(planner.main.getByRole('status')).toContainText(text('understanding.yes'));
  await planner.openAs({ v: 1 }, '/understanding');
  await expect(planner.main).toContainText(text('understanding.none'));
  await planner.follow(text('plan.nothing_yet.begin'));
  await expect.poll(() => planner.question()).toBe('concern');
});
