// Where a person goes on: the address that only leads there, what the history has of it, and what it does while the
// evidence that decides about it cannot be had.
import { clear, like } from './people';
import { expect, test } from './planner';
import { questionTitle, text } from './words';

const EVIDENCE = '**/evidence.json';

test('the way to go on is one step back and leads to the first open question', async ({ planner }) => {
  await planner.openAs(like({ sun: undefined }), '/');
  const steps = await planner.page.evaluate(() => history.length);
  await planner.follow(text('start.continue'));
  await planner.seeHeading(questionTitle('sun', 'acne_scars'));
  expect(planner.address()).toBe('/questions/sun');
  expect(await planner.page.evaluate(() => history.length)).toBe(steps + 1);
  await planner.page.goBack();
  await planner.seeHeading(text('start.title'));
  expect(planner.address()).toBe('/');
});

test('without the evidence nobody is led on, what was chosen is kept, and trying again leads on', async ({ planner }) => {
  await planner.page.route(EVIDENCE, (route) => route.abort());
  await planner.open('/questions/concern');
  await planner.choose(text('concern.melasma.name'));
  await planner.goOn();
  const failed = planner.main.getByRole('alert').filter({ hasText: text('app.load_failed') });
  await expect(failed).toBeVisible();
  expect(planner.address()).toBe('/next');
  expect(await planner.saved()).toMatchObject({ concern: 'melasma' });
  await planner.page.unroute(EVIDENCE);
  await planner.press(text('app.retry'));
  await planner.seeHeading(questionTitle('severity', 'melasma'));
  expect(planner.address()).toBe('/questions/severity');
  // The browser itself reports what could not be had.
  expect(planner.problems.splice(0)).toEqual([expect.stringContaining('evidence.json')]);
});

test('evidence that is damaged on the way is not used', async ({ planner }) => {
  await planner.page.route(EVIDENCE, (route) => route.fulfill({ json: { concerns: [] } }));
  await planner.openAs(clear, '/plan');
  await expect(planner.main.getByRole('alert').filter({ hasText: text('app.load_failed') })).toBeVisible();
  await planner.page.unroute(EVIDENCE);
  await planner.press(text('app.retry'));
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
});
