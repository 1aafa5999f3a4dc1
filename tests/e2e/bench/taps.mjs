// How long each tap and key waits for its next frame on a slow phone (Event Timing), on a device that has kept nothing and
// on one that holds years of diary; prints JSON for `cargo xtask bench`. What each step took goes to standard error.
import { CPU_SLOWDOWN, launch, median, PHONE, slow } from './browser.mjs';
import { ENTRIES, fill, full, PHOTOS } from './full.mjs';
import { further } from './further.mjs';
import { walk } from './walk.mjs';

const WALKS = Number(process.env.WALKS ?? 5);
/** In milliseconds. The browser rounds to 8 of them. */
const LIMIT = 50;
const url = process.env.PLANNER_URL;

/** Notes every tap and key that takes longer than a frame, and every shift of the layout that nobody asked for. */
const watch = () => {
  window.noted = [];
  window.shifts = [];
  // Told while a finger is still down: looked into at the end, so that measuring does not weigh on what is measured.
  const observer = new PerformanceObserver((list) => noted.push(list));
  observer.observe({ type: 'event', durationThreshold: 16, buffered: true });
  observer.observe({ type: 'first-input', buffered: true });
  new PerformanceObserver((list) => {
    for (const { value, startTime, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shifts.push({ value, startTime });
  }).observe({ type: 'layout-shift', buffered: true });
};

/** What the page has noted. */
const read = (page) => page.evaluate(() => noted.flatMap((list) => list.getEntries()).filter(({ interactionId }) => interactionId).map(
  ({ name, startTime, processingStart, processingEnd, duration, interactionId }) =>
    ({ name, startTime, processingStart, processingEnd, duration, interactionId }),
));

/** The longest of the taps and keys of each step, with its parts. */
function worst(entries, steps) {
  return steps.map(({ name, from }, place) => {
    const until = steps[place + 1]?.from ?? Infinity;
    const own = entries.filter(({ startTime }) => startTime >= from && startTime < until);
    const longest = own.reduce((most, entry) => (entry.duration > (most?.duration ?? 0) ? entry : most), undefined);
    if (!longest) return { name, duration: 0, delay: 0, processing: 0, presentation: 0 };
    const { startTime, processingStart, duration, interactionId } = longest;
    const same = own.filter((entry) => entry.interactionId === interactionId && entry.processingEnd <= startTime + duration + 8);
    const end = Math.max(...same.map(({ processingEnd }) => processingEnd));
    return {
      name, duration, delay: processingStart - startTime, processing: end - processingStart,
      presentation: Math.max(0, startTime + duration - end),
    };
  });
}

/** A finger and a keyboard on a page, and what was done with them when. */
function hands(page, session) {
  const steps = [];
  const times = new Map();
  // What is done several times is named by which time it is: each tap is held against itself in the other walks.
  const note = async (name) => {
    times.set(name, (times.get(name) ?? 0) + 1);
    const which = times.get(name) > 1 ? `${name}, time ${times.get(name)}` : name;
    steps.push({ name: which, from: await page.evaluate(() => performance.now()) });
  };
  const frame = () => page.evaluate(() => new Promise((next) => requestAnimationFrame(() => setTimeout(next))));
  // As a quick person would: what a step set going goes on beside the next.
  const rest = async () => {
    await page.waitForTimeout(250);
    await frame();
  };
  const touch = (type, touchPoints) => session.send('Input.dispatchTouchEvent', { type, touchPoints });
  return {
    steps,
    /** Taps the middle of something, or its start. All looking is done before: while a finger is down, nobody asks. */
    async press(name, target, atStart = false) {
      const { x, y } = await target.evaluate((element, atStart) => {
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { left, top, width, height } = element.getBoundingClientRect();
        return { x: left + (atStart ? 24 : width / 2), y: top + height / 2 };
      }, atStart);
      await note(name);
      await page.waitForTimeout(100);
      await touch('touchStart', [{ x, y }]);
      await page.waitForTimeout(60);
      await touch('touchEnd', []);
      await rest();
    },
    async type(name, text) {
      await note(name);
      await page.keyboard.type(text, { delay: 80 });
      await rest();
    },
    /** Presses a key on something. */
    async key(name, target, pressed) {
      await target.focus();
      await note(name);
      await page.waitForTimeout(100);
      await page.keyboard.press(pressed, { delay: 60 });
      await rest();
    },
  };
}

async function one(browser, device) {
  const context = await browser.newContext({ ...PHONE, serviceWorkers: 'block' });
  context.setDefaultTimeout(20_000);
  if (device.filled) await fill(context, url, full());
  const page = await context.newPage();
  const { steps, press, type, key } = hands(page, await slow(page));
  await page.addInitScript(watch);
  await page.goto(url);
  await page.waitForSelector('[data-ready]');
  const whole = async () => {
    if (process.env.WALK !== 'further') await walk(page, device.filled, press, type);
    await further(page, press, type, key);
  };
  await whole().catch(async (error) => {
    if (process.env.PICTURE) await page.screenshot({ path: process.env.PICTURE });
    throw new Error(`after "${steps.at(-1)?.name}" at ${page.url()}: ${error}`);
  });
  await page.waitForTimeout(500);
  const shifts = await page.evaluate(() => window.shifts);
  const entries = await read(page);
  await context.close();
  return { steps: worst(entries, steps), shift: shifts.reduce((sum, { value }) => sum + value, 0) };
}

/** What a tap takes on a page with nothing but a box. */
async function floor(browser) {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await page.route('**/empty.html', (route) => route.fulfill({
    contentType: 'text/html',
    body: '<!doctype html><link rel="icon" href="data:,"><input type="checkbox" style="width: 50px; height: 50px">',
  }));
  const { steps, press } = hands(page, await slow(page));
  await page.addInitScript(watch);
  await page.goto(`${url}empty.html`);
  for (let tap = 0; tap < 9; tap += 1) await press('tap', page.locator('input'));
  await page.waitForTimeout(300);
  const entries = await read(page);
  await context.close();
  return median(worst(entries, steps).map(({ duration }) => duration));
}

const browser = await launch();
const DEVICES = [
  { name: 'an empty device', filled: false },
  { name: `a device with ${ENTRIES} diary entries and ${PHOTOS} photos`, filled: true },
].filter(({ filled }) => !process.env.DEVICE || (process.env.DEVICE === 'full') === filled);
const seen = DEVICES.map(() => []);
const floors = [];
for (let run = 0; run < WALKS; run += 1) {
  floors.push(await floor(browser));
  for (const [place, device] of DEVICES.entries()) seen[place].push(await one(browser, device));
}
const devices = DEVICES.map((device, place) => {
  const walks = seen[place];
  const all = walks[0].steps.map(({ name }) => {
    const same = walks.map(({ steps }) => steps.find((step) => step.name === name)).filter(Boolean);
    return same.toSorted((a, b) => a.duration - b.duration)[Math.floor(same.length / 2)];
  }).toSorted((a, b) => b.duration - a.duration);
  console.error(`\n${device.name}: duration = delay + processing + presentation`);
  for (const { name, duration, delay, processing, presentation } of all) {
    console.error(`${[duration, delay, processing, presentation].map((ms) => ms.toFixed(0).padStart(6)).join('')}  ${name}`);
  }
  const single = walks.flatMap(({ steps }) => steps);
  const over = (steps) => steps.filter(({ duration }) => duration > LIMIT).length;
  const shift = median(walks.map(({ shift }) => shift));
  console.error(`layout shift ${shift.toFixed(4)}`);
  return {
    ...device, interactions: all.length, over: over(all), single: single.length, singleOver: over(single), shift,
    worst: all.slice(0, 10),
  };
});
console.log(JSON.stringify({ walks: WALKS, limit: LIMIT, cpu: CPU_SLOWDOWN, floor: median(floors), devices }));
await browser.close();
