// What keeping costs on a device that holds years of diary and all the photos it may: prints JSON for `cargo xtask bench`.
//
// The scripting of a tick is what the browser itself counts (ScriptDuration). The start is counted from the end of the
// browser's own first read of its storage, which takes as long as it takes, to the moment the page is in use.

import { crc32 } from 'node:zlib';
import { chromium } from 'playwright-core';

const ENTRIES = 5_000;
const PHOTOS = 60;
const RUNS = 15;
const TICKS = 200;
const url = process.env.PLANNER_URL;

/** A record as the planner keeps it. */
function kept(fields) {
  const start = '{"v":2,"checksum":"';
  const rest = `","stamp":"19b00000000-0-1","fields":${JSON.stringify(fields)}}`;
  return `${start}${crc32(start + rest).toString(16).padStart(8, '0')}${rest}`;
}

const day = (place) => new Date(Date.UTC(2013, 0, 1 + place)).toISOString().slice(0, 10);

/** Everything there can be: about four million characters. */
function full() {
  const nothing = { ticked: [], unsure: false };
  const groups = ['skin_now', 'skin_history', 'recent', 'medicines', 'body', 'allergy_implants', 'feelings'];
  const records = {
    profile: {
      concern: 'acne_scars', severity: 'moderate', scar_type: 'boxcar', area: 'face_cheeks', device: 'mechanical', sun: 2,
      age: 34, add: [], not_if: false, ...Object.fromEntries(groups.map((group) => [`checks.${group}`, nothing])),
    },
    plan: { start: '2027-01-04', event: null, interval: null, price: null },
    'session:1': { stage: { day: '2027-01-04' } },
    'ticks:preparation:1': { sunscreen: true },
  };
  for (let place = 0; place < ENTRIES; place += 1) {
    records[`entry:${day(place)}`] = { 'signs.tight': 'some', 'signs.flaking': 'little', note: `A short note about day ${place}.` };
  }
  const jpeg = `/9j/${'A'.repeat(39_996)}`;
  for (let place = 0; place < PHOTOS; place += 1) {
    records[`photo:${1_700_000_000_000 + place}`] = { day: day(place), view: 'front', jpeg };
  }
  return Object.fromEntries(Object.entries(records).map(([key, fields]) => [`microneedling-planner:${key}`, kept(fields)]));
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

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

const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});

async function start(records) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(`${url}icon.svg`).catch(() => {});
  await page.goto(url);
  await page.waitForSelector('[data-ready]');
  await page.evaluate((all) => Object.entries(all).forEach(([key, text]) => localStorage.setItem(key, text)), records);
  await page.close();
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
