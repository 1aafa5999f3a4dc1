// Journeys run against the release site, which `cargo xtask test journeys` serves at PLANNER_URL.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  // Other people's pages have a configuration of their own.
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
    // What a worker answers no test can hold back or change: offline.spec.ts is about it, and has one.
    serviceWorkers: 'block',
    actionTimeout: 5_000,
    // Recording costs a third of the time, so it is asked for: TRACE=1 keeps what a failing journey did.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: process.env.CHROME_PATH,
      // No sandbox: containers run as root. The rest keeps the browser from calling home.
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
    },
  },
  projects: [
    // What does not depend on the size of the screen runs at one of them.
    {
      name: 'phone',
      testIgnore: [
        'storage.spec.ts', 'privacy.spec.ts', 'axe.spec.ts', 'fits.spec.ts', 'accent.spec.ts', 'print.spec.ts',
        'skin.spec.ts', 'rates.spec.ts', 'for_clinics.spec.ts', 'check.spec.ts', 'clinic_schema.spec.ts', 'offline.spec.ts',
        'languages.spec.ts', 'search.spec.ts',
      ],
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
    {
      name: 'desktop',
      testIgnore: [
        'concerns.spec.ts', 'bad_input.spec.ts', 'touch.spec.ts', 'arrive.spec.ts', 'carry.spec.ts', 'normal.spec.ts',
        'today.spec.ts', 'photos.spec.ts', 'take.spec.ts', 'diary.spec.ts', 'plan.spec.ts', 'body.spec.ts',
        'windows.spec.ts', 'fuzz.spec.ts', 'saved.spec.ts', 'snapshots.spec.ts',
        'journey.spec.ts', 'clinic.spec.ts', 'offline.spec.ts', 'settings.spec.ts', 'diary_long.spec.ts', 'onward.spec.ts',
        'parts.spec.ts',
      ],
      use: { viewport: { width: 1280, height: 800 } },
    },
    {
      name: 'offline',
      testMatch: 'offline.spec.ts',
      use: { viewport: { width: 390, height: 844 }, serviceWorkers: 'allow' },
    },
  ],
});
