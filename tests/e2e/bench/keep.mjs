// What keeping costs on a device that holds years of diary and all the photos it may: prints JSON for `cargo xtask bench`.
//
// The scripting of a tick is what the browser itself counts (ScriptDuration). The start is counted from the end of the
// browser's own first read of its storage, which takes as long as it takes, to the moment the page is in use.

import { launch, median } from './browser.mjs';
import { ENTRIES, fill, full, PHOTOS } from './full.mjs';

const RUNS = 15;
const TICKS = 200;
const url = process.env.PLANNER_URL;

/** Notes when storage is first read, how long that takes, and when the page is in use. */
const watch = () => {
  const seen = (window.seen = {});
  const real = Storage.prototype.getItem;
  Storage.prototype.getItem = function (key) {
    const before = performance.now();
    const text = real.call(this, key);
    if (seen.read === undefined) Object.assign(seen, { read: before, after: performance.now() });
    return text;
  };
  new MutationObserver((_, observer) => {
    if (document.querySelector('[data-ready]') && document.querySelector('#screen h1')) {
      seen.ready = performance.now();
      observer.disconnect();
    }
  }).observe(document, { subtree: true, childList: true, attributes: true });
};

const browser = await launch();

async function start(records) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  await fill(context, url, records);
  return context;
}

/** A start of the page in a window of its own: what was seen, in milliseconds. */
async function visit(context, address) {
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(`${url}${address}`);
  await page.waitForFunction(() => window.seen.ready !== undefined);
  const seen = await page.evaluate(() => {
    const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
    return { ...window.seen, painted };
  });
  await page.close();
  return seen;
}

const stores = { empty: await start({}), full: await start(full()) };
const starts = [];
for (const address of ['', '#/today']) {
  const seen = { empty: [], full: [] };
  for (let run = 0; run < RUNS; run += 1) {
    // In turn, so that whatever else the device does falls on both.
    for (const store of ['empty', 'full']) seen[store].push(await visit(stores[store], address));
  }
  const of = (store) => ({
    read: median(seen[store].map((one) => one.after - one.read)),
    after: median(seen[store].map((one) => one.ready - one.after)),
    paintedFirst: seen[store].filter((one) => one.painted !== undefined && one.painted <= one.read).length,
  });
  starts.push({ address, empty: of('empty'), full: of('full') });
}

// On a device of its own: what the visits above left to be done is not a tick's.
await Promise.all(Object.values(stores).map((store) => store.close()));
const own = await start(full());
const page = await own.newPage();
await page.goto(`${url}#/checklist/preparation/1`);
await page.waitForSelector('.ticks input');
const session = await own.newCDPSession(page);
await session.send('Performance.enable');
const scripting = async () =>
  (await session.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'ScriptDuration').value;
/** Scripting of so many taps on a box, in milliseconds each: the list's own, or one that nobody listens to. */
async function taps(listened) {
  const before = await scripting();
  await page.evaluate(async ({ listened, ticks }) => {
    const other = Object.assign(document.createElement('input'), { type: 'checkbox' });
    const box = listened ? document.querySelector('.ticks input') : document.body.appendChild(other);
    for (let tick = 0; tick < ticks; tick += 1) {
      box.click();
      await navigator.locks.request('microneedling-planner:', () => {});
      await new Promise((next) => requestAnimationFrame(next));
    }
    other.remove();
  }, { listened, ticks: TICKS });
  return ((await scripting()) - before) * 1_000 / TICKS;
}
await taps(true);
const tick = (await taps(true)) - (await taps(false));
const size = await page.evaluate(() => Object.entries(localStorage).reduce((sum, [key, text]) => sum + key.length + text.length, 0));
console.log(JSON.stringify({ entries: ENTRIES, photos: PHOTOS, characters: size, runs: RUNS, ticks: TICKS, starts, tick }));
await browser.close();
