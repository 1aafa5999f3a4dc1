// Every screen has no violation that axe-core can find: light and dark, narrow and wide, large, and in the colours of
// people who set their own.
import type { Page } from '@playwright/test';
import axe from 'axe-core';

import { PREFIX, clear } from './people';
import { expect, test, type Planner } from './planner';
import { GROUPS, walk } from './screens';
import { text } from './words';

test.use({ contextOptions: { reducedMotion: 'reduce' } });
test.describe.configure({ timeout: 180_000 });

test.beforeEach(async ({ page }) => {
  await page.addInitScript(axe.source);
});

/** What axe-core finds on the screen as it is; only by some rules, where these are named. */
async function violations(planner: Planner, rules?: string[]): Promise<string[]> {
  return planner.page.evaluate(async (rules) => {
    // Rules that axe-core has but does not use unless asked.
    const more = { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } };
    const which = rules ? { runOnly: { type: 'rule' as const, values: rules } } : { rules: more };
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(
      // The preview for clinics is the planner once more, which all other screens look at.
      { include: [document.documentElement], exclude: ['microneedling-planner'] },
      { resultTypes: ['violations'], ...which },
    );
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html).join(' ')}`);
  }, rules);
}

/** The narrowest phone, and where everything has its widest form; between them nothing has a form of its own. */
const WIDTHS = [320, 1280];

/** The rules whose outcome depends on colours. All else about a screen is the same in every scheme. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

const NO_WISH = { colorScheme: 'light', forcedColors: 'none', contrast: 'no-preference' } as const;

/** Nothing is wrong at any width, in light or dark, with more contrast, and in a person's own colours. */
async function seeNoViolation(planner: Planner, screen: string) {
  const { page } = planner;
  const look = async (how: string, rules?: string[]) => {
    expect.soft(await violations(planner, rules), `${screen}, ${how}`).toEqual([]);
  };
  // Colours are the same at every width.
  await page.emulateMedia(NO_WISH);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await look(`light, ${width} px`);
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  await look('dark', OF_COLOUR);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, contrast: 'more' });
    await look(`${colorScheme}, more contrast`, OF_COLOUR);
  }
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference', forcedColors: 'active' });
  await look('forced colours', OF_COLOUR);
  expect.soft(await onGround(page), `${screen}, forced colours`).toEqual([]);
}

/** Words in the colour of the ground. In forced colours the browser lays that ground under words, whatever lies there. */
function onGround(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const ground = getComputedStyle(document.body).backgroundColor;
    return [...document.querySelectorAll<HTMLElement>('#planner *')]
      .filter((element) => !element.closest('svg') && element.checkVisibility())
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()))
      .filter((element) => getComputedStyle(element).color === ground)
      .map((element) => element.outerHTML.slice(0, 120));
  });
}

test('the measure finds a fault, and one of colour', async ({ planner }) => {
  await planner.openAs(clear, '/');
  await planner.page.evaluate(() => {
    document.getElementById('screen')?.append(document.createElement('button'));
    document.documentElement.style.setProperty('--ink', '#999999');
  });
  const found = (await violations(planner)).join();
  expect(found).toContain('button-name');
  expect(found).toContain('color-contrast');
});

for (const [group, screens] of Object.entries(GROUPS)) {
  test(`${group}, light at 320 and 1280 px, dark, more contrast, forced colours`, async ({ planner }) => {
    await walk(planner, screens, ({ name }) => seeNoViolation(planner, name));
  });
}

test('in a person’s own colours, where no ground is drawn, what can be pressed and what is chosen still show', async ({ planner }) => {
  await planner.page.emulateMedia({ forcedColors: 'active' });
  await planner.openAs(clear, '/questions/severity');
  const line = (selector: string, what: 'border' | 'outline') =>
    planner.main.locator(selector).first().evaluate((element, what) => {
      const style = getComputedStyle(element);
      return style.getPropertyValue(`${what}-style`) === 'none' ? '0px' : style.getPropertyValue(`${what}-width`);
    }, what);
  await planner.seeHeading(text('question.severity.title'));
  expect(parseFloat(await line('.btn', 'border'))).toBeGreaterThan(0);
  expect(parseFloat(await line('.option:has(:checked)', 'outline'))).toBeGreaterThan(1);
  expect(parseFloat(await line('.option:not(:has(:checked))', 'outline'))).toBe(0);
  await planner.visit('/checklist/preparation/1');
  await planner.seeHeading(text('checklist.preparation.title'));
  expect(parseFloat(await line('.tabs [aria-current]', 'outline'))).toBeGreaterThan(1);
  expect(parseFloat(await line('.tabs a:not([aria-current])', 'outline'))).toBe(0);
});

test('the prerendered page and a prerendered step, before the program runs', async ({ planner }) => {
  await planner.page.route('**/*.wasm', () => {
    // Held back for good.
  });
  await planner.page.goto('./', { waitUntil: 'commit' });
  await planner.seeHeading(text('start.title'));
  await seeNoViolation(planner, 'start');
  await planner.visit('/learn/session');
  await planner.seeHeading(text('step.session.title'));
  await seeNoViolation(planner, 'session');
});

test('a notice about a record that cannot be read', async ({ planner }) => {
  await planner.keptBefore({ [`${PREFIX}profile`]: '{broken' });
  await planner.open();
  await expect(planner.main.getByText(text('notice.set_aside'))).toBeVisible();
  await seeNoViolation(planner, 'a notice');
});
