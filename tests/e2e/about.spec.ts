// The screens that say who makes the planner and what the page knows: nothing is claimed that was not done, and what is
// counted is what a browser's own ears hear.
import { clear, CONCERNS, like, PREFIX } from './people';
import { expect, test } from './planner';
import { counted, day, text } from './words';

const reviewed = '2026-11-22';

test('who makes it, who pays and what was not done is said, and nothing that needs people is called met', async ({ planner }) => {
  await planner.openAs(clear, '/about');
  await planner.seeHeading(text('about.title'));
  for (const id of ['about.makers.not_reviewed', 'about.pays.text', 'learn.sold_here', 'about.not_done.text']) {
    await expect(planner.main.getByText(text(id), { exact: true })).toBeVisible();
  }
  await expect(planner.section(text('about.dates.title'))).toContainText(day(reviewed));
  for (const summary of await planner.main.locator('details > summary').all()) await summary.click();
  const rows = planner.section(text('about.score.title')).locator('.ruled > li');
  await expect(rows).toHaveCount(35);
  for (const id of ['k12', 'k13', 'k14', 'k15', 'k16', 'k17', 'k22', 'k23']) {
    const row = rows.filter({ has: planner.page.getByText(text(`about.asks.${id}`), { exact: true }) });
    await expect(row.locator('[data-state]')).toHaveText(text('about.state.needs_people'));
  }
  const met = await rows.locator('[data-state="met"]').count();
  await expect(planner.section(text('about.score.title')).locator('.figure')).toContainText(String(met));
  // Each way to see it leads to a screen that is there.
  const links = await rows.getByRole('link').evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href')!))]);
  expect(links.length).toBeGreaterThan(8);
  for (const link of links) {
    await planner.visit(link.slice(1));
    await expect(planner.main.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(planner.main).not.toContainText(text('unknown.text'));
  }
});

test('when the evidence is overdue for review, each screen with figures says so, and paper too', async ({ planner, page }) => {
  const line = planner.main.getByText(text('review.overdue', { date: day(reviewed) }), { exact: true });
  await page.clock.setFixedTime('2027-11-22T10:00:00Z');
  await planner.openAs(like({ start: null }), '/plan');
  await expect(planner.main.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(line).toHaveCount(0);
  await page.clock.setFixedTime('2027-11-23T10:00:00Z');
  await planner.reload();
  await expect(line).toBeVisible();
  for (const address of ['/take/consultation', '/learn/session', '/evidence', '/today']) {
    await planner.visit(address);
    await expect(line).toBeVisible();
  }
  await page.emulateMedia({ media: 'print' });
  for (const address of ['/plan', '/take/consultation']) {
    await planner.visit(address);
    await expect(line).toBeVisible();
  }
});

test('the page counts what it asked for as the browser does, while one looks, and lists what it keeps', async ({ planner, page }) => {
  const heard = new Set<string>();
  page.on('request', (request) => heard.add(request.url()));
  await planner.openAs(clear, '/privacy');
  await planner.seeHeading(text('privacy.title'));
  const asked = planner.section(text('privacy.asked.title'));
  await expect(asked.locator('.figure')).toContainText(counted('privacy.asked.elsewhere', 0));
  await asked.locator('summary').click();
  const listed = async () => asked.locator('tbody th').allTextContents();
  // Every file of the planner's that the browser was heard asking for stands in the list.
  const own = () => [...heard].map((address) => address.match(/\/\d[\w.-]*\/([^/]+\.(?:js|wasm|css|json))$/)?.[1]).filter((name) => name !== undefined);
  await expect.poll(async () => { const there = await listed(); return own().filter((name) => !there.includes(name)); }).toEqual([]);
  expect(own().length).toBeGreaterThan(8);
  const before = (await listed()).length;
  await expect(asked.locator('.figure')).toContainText(counted('privacy.asked.count', before));
  // More is asked for while it is looked at.
  await page.evaluate(() => fetch('./files.json').then((answer) => answer.text()));
  await expect(asked.locator('.figure')).toContainText(counted('privacy.asked.count', before + 1));

  const kept = planner.section(text('privacy.kept.title'));
  await expect(kept).toContainText(PREFIX);
  await kept.locator('summary').click();
  await expect(kept.locator('tbody code')).not.toHaveCount(0);
  const names = await kept.locator('tbody code').allTextContents();
  const there = await page.evaluate(() => Object.keys(localStorage));
  expect(names.map((name) => PREFIX + name).sort()).toEqual(there.filter((key) => key.startsWith(PREFIX)).sort());
  for (const concern of CONCERNS) expect(names.join(' ')).not.toContain(concern);
});
