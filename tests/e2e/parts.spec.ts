// The parts of the program that come later: fetched without being asked for where a person may need them, said where
// they cannot be had, and had when asked for again.
import { clear } from './people';
import { expect, test } from './planner';
import { said, text } from './words';

const PEOPLE = '**/split_people.wasm';

test('once the plan is there, what comes after it is too: going on needs no network', async ({ planner, context }) => {
  const here = planner.page.waitForResponse(PEOPLE).then((response) => response.finished());
  await planner.openAs(clear, '/plan');
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  await here;
  await context.setOffline(true);
  await planner.visit('/take');
  await planner.seeHeading(text('take.title'));
  await planner.visit('/saved');
  await planner.seeHeading(text('saved.title'));
  // The browser asks for the icon of the tab once more.
  expect(planner.problems.splice(0).filter((line) => !line.includes('icon.svg'))).toEqual([]);
});

test('a part that cannot be had is said to be missing, the plan stays, and trying again helps', async ({ planner }) => {
  await planner.page.route(PEOPLE, (route) => route.abort());
  await planner.openAs(clear, '/take');
  const failed = planner.main.getByRole('alert').filter({ hasText: text('app.load_failed') });
  await expect(failed).toBeVisible();
  await planner.visit('/plan');
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  await planner.visit('/take');
  await expect(failed).toBeVisible();
  await planner.page.unroute(PEOPLE);
  await planner.press(text('app.retry'));
  await planner.seeHeading(text('take.title'));
  // The browser and the part that was missing report it.
  expect(planner.problems.splice(0).length).toBeGreaterThan(0);
});

test('another language chosen while a part and its words are on the way is spoken there too, and nothing is called missing', async ({ planner }) => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => { release = resolve; });
  await planner.page.route('**/proofs.en.json', async (route) => {
    await gate;
    await route.continue();
  });
  await planner.openAs(clear, '/plan');
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  const asked = planner.page.waitForRequest('**/proofs.en.json');
  await planner.visit('/evidence');
  await asked;
  await planner.page.locator('footer a[lang=fr]').click();
  await expect(planner.root).toHaveAttribute('lang', 'fr');
  release();
  await planner.seeHeading(said('fr', 'evidence.title'));
});
