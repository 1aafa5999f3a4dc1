// The planner on other people's pages, which `cargo xtask test hosts` runs against the release site at PLANNER_URL.
import { defineConfig } from '@playwright/test';

import journeys from '../playwright.config';

export default defineConfig({
  ...journeys,
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../../target/playwright-hosts',
  timeout: 30_000,
  projects: [{ name: 'hosts', use: { viewport: { width: 800, height: 900 } } }],
});
