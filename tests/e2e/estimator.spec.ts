// How the estimate works: a copy of the answers to try things with, of which nothing is kept, and the published cases
// worked out in the person's own browser.
import { readFileSync } from 'node:fs';

import { clear } from './people';
import { expect, test } from './planner';
import { questionTitle, range, text } from './words';

const CASES = new URL('../vectors.json', import.meta.url);

test('what an answer moves is said at once, bad input loses nothing, and nothing of it is kept', async ({ planner }) => {
  await planner.openAs(clear, '/plan');
  await planner.follow(text('plan.to_estimator'));
  await planner.seeHeading(text('estimator.title'));
  const before = await planner.savedAll();
  const sandbox = planner.section(text('estimator.try.title'));
  const status = sandbox.getByRole('status');
  await expect(status).toHaveText(text('estimator.try.begin'));

  const strong = planner.field(questionTitle('severity', 'acne_scars'));
  await strong.selectOption('mild');
  const sessions = { what: text('estimator.of.sessions'), after: range(2, 4), before: range(3, 6) };
  await expect(status).toContainText(text('estimator.moved', sessions));

  const age = planner.field(text('form.age'));
  await age.fill('70');
  await age.blur();
  await expect(status).toHaveText(text('estimator.try.nothing') + text('estimator.try.never'));
  await age.fill('old');
  await age.blur();
  await expect(sandbox).toContainText(text('error.age_not_number'));
  await expect(age).toHaveAttribute('aria-invalid', 'true');
  // Another concern draws other fields; what cannot be read stays where it is, and the rest is worked out.
  await planner.field(questionTitle('concern', 'acne_scars')).selectOption('melasma');
  await expect(planner.field(questionTitle('partner', 'melasma'))).toBeVisible();
  await expect(age).toHaveValue('old');
  await expect(strong).toHaveValue('mild');

  await planner.press(text('estimator.try.back'));
  await expect(status).toHaveText(text('estimator.try.is_back'));
  await expect(age).toHaveValue('34');
  await expect(strong).toHaveValue('moderate');
  await expect(sandbox).not.toContainText(text('error.age_not_number'));
  expect(await planner.savedAll()).toEqual(before);
});

test('the cases are asked for by a tap, worked out here, and one that differs is seen to differ', async ({ planner, page }) => {
  const whole = readFileSync(CASES, 'utf8');
  const number = JSON.parse(whole).length;
  const answers = ['', whole.replace('"likely": 4', '"likely": 5')];
  let asked = 0;
  await page.route('**/vectors.json', (route) => {
    const body = answers[asked++];
    return body === undefined ? route.fallback() : route.fulfill({ status: 200, body });
  });
  await planner.openAs(clear, '/estimator');
  const cases = planner.section(text('estimator.cases.title'));
  await expect(cases).toContainText(text('estimator.cases.intro'));
  expect(asked, 'before anybody wants them').toBe(0);
  await planner.press(text('estimator.cases.open'));
  await expect(cases).toContainText(text('app.load_failed'));
  await planner.press(text('app.retry'));
  await expect(cases).toContainText(text('estimator.cases.agree', { n: number - 1, of: number }));
  await planner.field(text('estimator.cases.filter')).selectOption('differ');
  await expect(cases.locator('li')).toHaveCount(1);
  await cases.locator('summary').click();
  const cells = cases.getByRole('row', { name: /^sessions/ }).getByRole('cell');
  await expect(cells).toHaveText(['low 3, likely 5, high 6', `low 3, likely 4, high 6 ${text('estimator.cases.no')}`]);

  // As the site has it.
  await planner.visit('/plan');
  await planner.visit('/estimator');
  await planner.press(text('estimator.cases.open'));
  await expect(cases).toContainText(text('estimator.cases.agree', { n: number, of: number }));
  await expect(cases.locator('li')).toHaveCount(number);
});
