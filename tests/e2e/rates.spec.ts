// Who got better and who did not: pictures of 100 people, gain and harm in one size, and the same in words and tables.
import { clear, like } from './people';
import { expect, test, type Planner } from './planner';
import { text } from './words';

const SCARS = '/evidence/acne_scars';
const counted = (planner: Planner) => planner.section(text('counted.title'));
const panel = (planner: Planner, id: string) =>
  counted(planner).locator('.panel').filter({ has: planner.page.getByRole('heading', { name: text(`rate.${id}.title`), exact: true }) });

test('the plan leads to what was counted, with harm beside gain', async ({ planner }) => {
  await planner.openAs(clear, '/plan');
  await planner.follow(text('counted.see'));
  const gain = panel(planner, 'as_ben_ishfaq');
  await expect(gain).toContainText(text('rate.as_ben_ishfaq.story'));
  await expect(gain).toContainText(text('rate.as_ben_ishfaq.limits'));
  const needling = gain.getByRole('img', { name: /^Needling 73 of 100 .* 22 of 30 people\. 56 to 86 of 100 would also fit\. 27 of 100 / });
  await expect(needling).toBeVisible();
  await expect(gain.getByRole('img', { name: /^Acid peel 33 of 100 .* 67 of 100 / })).toBeVisible();
  await expect(panel(planner, 'h_pih_dogra').getByRole('img', { name: /^Dark marks 17 of 100 / })).toBeVisible();
  await expect(panel(planner, 'h_pih_dogra').getByRole('img', { name: /^Lines of scars 7 of 100 / })).toBeVisible();
  await expect(panel(planner, 'h_pih_idoj').getByRole('img', { name: /^Laser 30 of 100 / })).toBeVisible();
  await expect(panel(planner, 'h_pih_dogra')).toContainText(text('rates.alone'));
});

test('every picture is drawn in one size, two side by side on a phone and one below the other on a narrow one', async ({ planner, page }) => {
  await planner.openAs(clear, SCARS);
  const pictures = counted(planner).getByRole('img');
  await expect(pictures).toHaveCount(8);
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    const boxes = await pictures.evaluateAll((all) => all.map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return { x: Math.round(x), y: Math.round(y), size: `${Math.round(width)} by ${Math.round(height)}` };
    }));
    expect(new Set(boxes.map((box) => box.size)).size, JSON.stringify(boxes)).toBe(1);
    expect(boxes[0].y === boxes[1].y, `side by side at ${width}`).toBe(width === 390);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `sideways at ${width}`).toBeLessThanOrEqual(0);
  }
});

test('as many figures are filled as the number says, and 100 are drawn', async ({ planner }) => {
  await planner.openAs(clear, SCARS);
  const pictures = counted(planner).getByRole('img');
  await expect(pictures).toHaveCount(8);
  // A figure is a head and a body; each begins with one move to its cell.
  const figures = await pictures.evaluateAll((all) =>
    all.map((one) => ['full', 'half', 'open'].map((part) => (one.querySelector(`.${part}`)!.getAttribute('d')!.match(/M/g) ?? []).length)),
  );
  for (const parts of figures) expect(parts.reduce((sum, part) => sum + part)).toBe(200);
  expect(figures[0]).toEqual([146, 0, 54]);
  expect(figures[2]).toEqual([14, 56, 130]);
});

test('a table says the same numbers', async ({ planner }) => {
  await planner.openAs(clear, SCARS);
  const gain = panel(planner, 'as_ben_ishfaq');
  await gain.getByText(text('timeline.as_table')).click();
  const rows = gain.getByRole('row');
  await expect(rows).toHaveCount(5);
  await expect(rows.nth(1)).toHaveText(/Needling.*73 of 100.*22 of 30 people.*56 to 86/);
  await expect(rows.nth(4)).toHaveText(/Acid peel.*67 of 100.*20 of 30 people.*49 to 81/);
  await expect(gain.getByRole('link', { name: /glycolic acid/ })).toBeVisible();
});

test('where harm was not measured, and where nothing can be drawn, the page says so', async ({ planner }) => {
  await planner.openAs(like({ concern: 'rejuvenation' }), '/evidence/rejuvenation');
  await expect(counted(planner)).toContainText(text('rates.harms_not_measured'));
  await expect(panel(planner, 'rej_neck_ben').getByRole('img')).toHaveCount(2);
  await planner.visit('/evidence/alopecia_androgenetic');
  await expect(counted(planner)).toContainText(text('rates.no_picture'));
  await expect(counted(planner)).toContainText(text('rates.harms_not_measured'));
  await expect(counted(planner)).toContainText(text('rate.aga_ben_kumar_self.told'));
  await expect(counted(planner).getByRole('img')).toHaveCount(0);
});

test('while the counts are on the way nothing in sight moves, and after a failure they can be asked for again', async ({ planner, page }) => {
  let fail = true;
  await page.route('**/details.json', (route) => (fail ? route.fulfill({ status: 200, body: '{' }) : route.fallback()));
  await planner.openAs(clear, SCARS);
  await expect(counted(planner).getByRole('alert')).toBeVisible();
  const figures = planner.section(text('sources.figures'));
  await expect(figures).not.toBeInViewport();
  const top = await counted(planner).evaluate((card) => card.getBoundingClientRect().top);
  fail = false;
  await counted(planner).getByRole('button', { name: text('app.retry') }).click();
  await expect(panel(planner, 'as_ben_ishfaq')).toBeVisible();
  await expect(figures).not.toBeInViewport();
  expect(await counted(planner).evaluate((card) => card.getBoundingClientRect().top)).toBe(top);
});
