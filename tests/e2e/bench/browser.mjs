// What all measurements share: the browser, its networks and a phone's screen, and what many figures come to.
import { chromium } from '@playwright/test';

import { HOW } from '../chromium.mjs';

export { HOW };

/** The processor runs at a quarter of its speed. */
export const CPU_SLOWDOWN = 4;
/** The screen of a phone. */
export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
// Latency is added to each request, in milliseconds; throughput is in bits a second.
export const CONNECTED = { name: 'slow 4G, connected', latency: 150, down: 1_600_000, up: 750_000 };
// The preset "Slow 4G" of Chrome's developer tools: its longer latency stands for connecting.
export const PRESET = { name: 'slow 4G, DevTools preset', latency: 562.5, down: 1_440_000, up: 675_000 };

export const launch = () => chromium.launch(HOW);

/** Makes a page's processor slow, and its network if one is given. */
export async function slow(page, network) {
  const session = await page.context().newCDPSession(page);
  if (network) {
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: network.latency,
      downloadThroughput: network.down / 8,
      uploadThroughput: network.up / 8,
    });
  }
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  return session;
}

/** Says in the console when the page's first words are on the screen; the browser itself notes the moment. */
export const noteText = () => {
  const look = (list) => list.getEntriesByName('first-contentful-paint').length && console.debug('text');
  new PerformanceObserver(look).observe({ type: 'paint', buffered: true });
};

/** Marks in the page when the planner says that it is ready, and says so in the console. */
export const noteReady = () => {
  new MutationObserver((_, observer) => {
    observer.disconnect();
    performance.mark('usable');
    console.debug('usable');
  }).observe(document, { subtree: true, attributeFilter: ['data-ready'] });
};

/**
 * Opens an address and waits until the page has said all of `words`. The console is listened to and the page is not asked:
 * whoever asks brings a script of their own, which takes a slow processor 40 ms in the midst of what is measured.
 */
export async function open(page, address, ...words) {
  const said = words.map((word) => page.waitForEvent('console', { predicate: (message) => message.text() === word }));
  await page.goto(address, { waitUntil: 'load' });
  await Promise.all(said);
}

/** When the page was marked usable, in milliseconds from when it was asked for. */
export const usableAt = (page) => page.evaluate(() => performance.getEntriesByName('usable')[0]?.startTime);

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** What many figures come to: the one in the middle, and the ends. */
export function summary(values, digits = 0) {
  const rounded = (value) => Number(value.toFixed(digits));
  return { median: rounded(median(values)), least: rounded(Math.min(...values)), most: rounded(Math.max(...values)) };
}
