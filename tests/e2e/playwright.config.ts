// Journeys run against the release site, which `cargo xtask test journeys` serves at PLANNER_URL.
import { defineConfig } from '@playwright/test';

import { HOW } from './chromium.mjs';

/** What needs the room of a desktop, or sets its own sizes. All else runs on a phone. */
const WIDE = [
  'screens', 'languages', 'print', 'accent', 'skin', 'rates', 'for_clinics', 'check', 'clinic_schema', 'storage', 'privacy', 'search',
];

/**
 * What is fetched or gone back to, and what starts windows of its own: each of these tests begins in a browser that nobody
 * has used. The others go on in one that is emptied between tests, which costs a second less each; after a failure a new
 * one begins, so that what a test left behind shows as one that passes at the second try.
 */
const ANEW = ['arrive', 'fuzz', 'parts', 'prerender', 'privacy'];

/** What is kept by a worker. */
const WORKERS = ['offline', 'newer'];

/**
 * Which of the looks that take turns each screen gets (looks.ts): drawn for each run, the same for all workers and at a
 * second try, which know it from here. `TURN=…` repeats a run's.
 */
if (!process.env.TURN) {
  process.env.TURN = String(Math.floor(Math.random() * 4));
  console.log(`TURN=${process.env.TURN}`);
}

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const DESKTOP = { viewport: { width: 1280, height: 800 } };

// Other people's pages have a configuration of their own.
const specs = (names: string[]) => names.map((name) => new RegExp(`e2e[/\\\\]${name}\\.spec\\.ts$`));

export default defineConfig({
  testDir: '.',
  testMatch: /e2e[/\\][^/\\]+\.spec\.ts$/,
  outputDir: '../../target/playwright',
  reporter: 'list',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  // On a busy machine one journey of hundreds may miss its time. One that passes only at the second try is listed as
  // flaky at the end: a bug to find.
  retries: 1,
  timeout: 20_000,
  use: {
    baseURL: process.env.PLANNER_URL,
    // How days and money are written, and which day it is, must not depend on the machine.
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // What a worker answers no test can hold back or change: those that are about it have one.
    serviceWorkers: 'block',
    actionTimeout: 5_000,
    // Recording costs a third of the time, so it is asked for: TRACE=1 keeps what a failing journey did.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    launchOptions: HOW,
  },
  projects: [
    // The longest walks come first, so that none is left for the end alone.
    { name: 'desktop', testMatch: specs(WIDE.filter((name) => !ANEW.includes(name))), use: { ...DESKTOP, reuseContext: true } },
    { name: 'phone', testIgnore: specs([...WIDE, ...ANEW, ...WORKERS]), use: { ...PHONE, reuseContext: true } },
    { name: 'phone, anew', testMatch: specs(ANEW.filter((name) => !WIDE.includes(name))), use: PHONE },
    { name: 'desktop, anew', testMatch: specs(WIDE.filter((name) => ANEW.includes(name))), use: DESKTOP },
    // Whether anything moves while the page comes and when the program takes over depends on the room there is.
    { name: 'desktop, taking over', testMatch: specs(['prerender']), grep: /nothing moves|stays where it is/, use: DESKTOP },
    { name: 'offline', testMatch: specs(WORKERS), use: { viewport: PHONE.viewport, serviceWorkers: 'allow' } },
  ],
});
