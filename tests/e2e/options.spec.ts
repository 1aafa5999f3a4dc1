// The comparison of options: chosen in place, every option in one order and size on narrow and wide columns, ranked by the
// person with the keyboard alone, kept, and fetched again after a failure.
import { PREFIX, clear, like } from './people';
import { expect, test, type Planner } from './planner';
import { text } from './words';

const OPTIONS = '**/options*.json';
const MATTERS = `${PREFIX}matters`;
const ASKED = ['what', 'course', 'result', 'benefits', 'risks', 'skin', 'downtime', 'not_for', 'sure', 'cost'];

const table = ({ main }: Planner) => main.getByRole('table', { name: text('options.grid.name') });
const matter = (id: string) => text(`matter.${id}`);

/** The options in their order, as the heads of the columns name them. */
async function order(planner: Planner): Promise<string[]> {
  await expect(table(planner)).toBeVisible();
  const heads = await table(planner).getByRole('columnheader').allTextContents();
  return heads.slice(1);
}

/** What has a place, in the order in which it is shown. */
const ranked = ({ main }: Planner) => main.locator('.standing h4');

test('someone who has not said what they want to treat says so in place', async ({ planner }) => {
  await planner.openAs({ v: 1 }, '/options');
  await planner.press(text('options.choose.go'));
  await expect(planner.main.getByRole('alert')).toHaveText(text('options.choose.none'));
  await planner.choose(text('concern.keloid.name'));
  await planner.press(text('options.choose.go'));
  await expect(table(planner)).toContainText(text('options.needling.stop'));
  const shown = await order(planner);
  expect(shown.slice(0, 2)).toEqual([text('options.nothing.name'), text('options.needling.name')]);
  const questions = table(planner).getByRole('rowheader');
  await expect(questions).toHaveText(ASKED.map((ask) => text(`options.ask.${ask}`)));
});

test('what matters is ranked with the keyboard, kept, and moves no option', async ({ planner, page }) => {
  await planner.openAs(like({ price: { cents: 20_000, currency: 'CAD' } }), '/options');
  const before = await order(planner);
  await expect(ranked(planner)).toHaveCount(0);
  for (const id of ['no_needles', 'lower_cost', 'less_downtime']) {
    await planner.field(matter(id)).focus();
    await page.keyboard.press('ArrowDown');
  }
  // Each took the first place, and the ones before it moved down.
  const nth = (ids: string[]) => ids.map((id, place) => text('options.matters.nth', { n: place + 1, matter: matter(id) }));
  await expect(ranked(planner)).toHaveText(nth(['less_downtime', 'lower_cost', 'no_needles']));
  const up = planner.main.getByRole('button', { name: text('options.matters.up', { matter: matter('no_needles') }) });
  await up.focus();
  await page.keyboard.press('Enter');
  await expect(ranked(planner)).toHaveText(nth(['less_downtime', 'no_needles', 'lower_cost']));
  await expect(up).toBeFocused();
  const standing = planner.main.locator('.standing');
  for (const place of [0, 1, 2]) await expect(standing.nth(place).locator('dt')).toHaveText(before);
  await expect(standing.nth(2)).toContainText('CA$');
  expect(await order(planner)).toEqual(before);
  const kept = async () => (await planner.savedAll())[MATTERS];
  await expect.poll(kept).toMatchObject({ order: ['less_downtime', 'no_needles', 'lower_cost'] });
  expect(planner.address()).toBe('/options');
  await planner.reload();
  await expect(ranked(planner)).toHaveText(nth(['less_downtime', 'no_needles', 'lower_cost']));
  await expect(planner.field(matter('no_needles'))).toHaveValue('2');
  await planner.press(text('options.matters.skip'));
  await expect(ranked(planner)).toHaveCount(0);
  await expect(planner.main.getByText(text('options.matters.skipped'))).toBeVisible();
  expect(await order(planner)).toEqual(before);
});

test('a narrow column hides nothing, and on a wide one the question stays beside its answers', async ({ planner, page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await planner.openAs(clear, '/options');
  const options = await order(planner);
  const cells = table(planner).getByRole('cell');
  await expect(cells).toHaveCount(options.length * ASKED.length);
  const named = await cells.evaluateAll((all) => all.map((cell) => {
    const name = cell.querySelector<HTMLElement>('.of')!;
    return name.offsetHeight > 0 && cell.clientWidth === cell.scrollWidth ? name.textContent : '';
  }));
  expect(named).toEqual(ASKED.flatMap(() => options));
  const widths = new Set(await cells.evaluateAll((all) => all.map((cell) => Math.round(cell.getBoundingClientRect().width))));
  expect(widths.size, 'every option has as much room').toBe(1);
  const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(await sideways()).toBeLessThanOrEqual(0);

  await page.setViewportSize({ width: 1280, height: 800 });
  const scroll = planner.main.getByRole('region', { name: text('options.grid.name') });
  const first = table(planner).getByRole('rowheader').first();
  const left = (await first.boundingBox())!.x;
  await scroll.evaluate((box) => { box.scrollLeft = box.scrollWidth; });
  expect((await first.boundingBox())!.x).toBeCloseTo(left, 0);
  const last = (await cells.nth(options.length - 1).boundingBox())!;
  const question = (await first.boundingBox())!;
  expect(last.x).toBeGreaterThanOrEqual(question.x + question.width - 1);
  expect(await sideways()).toBeLessThanOrEqual(0);
});

test('after a failure the options are asked for again, and in another language once more', async ({ planner }) => {
  await planner.page.route(OPTIONS, (route) => route.abort());
  await planner.openAs(clear, '/options');
  await expect(planner.main.getByRole('alert')).toContainText(text('app.load_failed'));
  planner.problems.length = 0;
  await planner.page.unroute(OPTIONS);
  await planner.press(text('app.retry'));
  await expect(table(planner)).toBeVisible();
  const english = await order(planner);
  await planner.visit('/language/fr');
  const french = planner.main.getByRole('table', { name: text('options.grid.name', {}, 'fr') });
  await expect(french).toBeVisible();
  expect(await french.getByRole('columnheader').count()).toBe(english.length + 1);
  await expect(french.getByRole('columnheader').nth(1)).toHaveText(text('options.nothing.name', {}, 'fr'));
});
