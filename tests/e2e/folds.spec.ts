// What is folded is laid out while nobody waits: opening it then only has to show it.
import { clear } from './people';
import { expect, test } from './planner';

/** What a page was asked to do when it has nothing else to do; the test does it when it pleases. */
declare global {
  interface Window { whenIdle: (() => void)[] }
}

test('a fold is laid out before it is opened, one at a time, once the page has nothing else to do', async ({ planner, page }) => {
  await page.addInitScript(() => {
    window.whenIdle = [];
    window.requestIdleCallback = (act) => window.whenIdle.push(() => act({ didTimeout: false, timeRemaining: () => 50 }));
  });
  await planner.openAs(clear, '/evidence/acne_scars');
  const folds = planner.main.locator('details:not([open]):has(> summary + *)');
  await expect(folds).toHaveCount(6);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  /** How many parts of the page have a layout. */
  const laidOut = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'LayoutObjects')?.value ?? NaN;
  };
  /** How many more have one after a fold was opened. */
  const open = async (place: number) => {
    const before = await laidOut();
    await folds.nth(place).locator('> summary').click();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    return (await laidOut()) - before;
  };
  expect(await open(0)).toBeGreaterThan(40);
  // One when it is idle, so that a tap in between waits for no more than that.
  const steps = await page.evaluate(() => {
    let steps = 0;
    for (let act; (act = window.whenIdle.shift()); steps += 1) act();
    return steps;
  });
  expect(steps).toBeGreaterThanOrEqual(await folds.count());
  for (let left = await folds.count(); left > 0; left -= 1) expect(await open(0)).toBe(0);
});
