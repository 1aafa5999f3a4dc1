// Opens the site as a first-time visitor on a slow phone does, again and again, and prints what it saw as JSON.
// Run by `cargo xtask bench`, which serves the release site, packed, at PLANNER_URL.
import { chromium } from '@playwright/test';

const RUNS = 7;
const CPU_SLOWDOWN = 4;
// Latency is added to each request, in milliseconds; throughput is in bits a second.
const NETWORKS = [
  { name: 'slow 4G, connected', latency: 150, down: 1_600_000, up: 750_000 },
  // The preset "Slow 4G" of Chrome's developer tools: its longer latency stands for connecting.
  { name: 'slow 4G, DevTools preset', latency: 562.5, down: 1_440_000, up: 675_000 },
];

async function visit(browser, network) {
  // A context of its own has an empty cache.
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  let wire = 0;
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => (wire += encodedDataLength));
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: network.latency,
    downloadThroughput: network.down / 8,
    uploadThroughput: network.up / 8,
  });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  const unpacked = [];
  page.on('response', (response) => {
    if (response.headers()['content-encoding'] !== 'br') unpacked.push(response.url());
  });
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('#planner[data-ready]')) return;
      window.readyAt = performance.now();
      observer.disconnect();
    }).observe(document, { subtree: true, attributeFilter: ['data-ready'] });
  });
  await page.goto(process.env.PLANNER_URL, { waitUntil: 'load' });
  await page.waitForSelector('#planner[data-ready]');
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  const times = await page.evaluate(() => ({
    text: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    ready: window.readyAt,
  }));
  await context.close();
  if (unpacked.length > 0) throw new Error(`not sent in brotli: ${unpacked}`);
  return { ...times, wire };
}

function summary(values) {
  const sorted = values.toSorted((a, b) => a - b).map(Math.round);
  return { median: sorted[Math.floor(sorted.length / 2)], least: sorted[0], most: sorted.at(-1) };
}

const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH,
  // As in playwright.config.ts.
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const networks = [];
for (const network of NETWORKS) {
  const visits = [];
  for (let run = 0; run < RUNS; run++) visits.push(await visit(browser, network));
  networks.push({
    ...network,
    text: summary(visits.map(({ text }) => text)),
    ready: summary(visits.map(({ ready }) => ready)),
    wire: summary(visits.map(({ wire }) => wire)),
  });
}
console.log(
  JSON.stringify({
    date: new Date().toISOString().slice(0, 10),
    chromium: browser.version(),
    runs: RUNS,
    cpu: CPU_SLOWDOWN,
    networks,
  }),
);
await browser.close();
