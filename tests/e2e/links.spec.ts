// From a number to the row it comes from, by keyboard, and back to the same place with the back button; and what an
// address does not say on the way.
import type { Locator } from '@playwright/test';

import { clear, SESSIONS, sessionsOf } from './people';
import { expect, test, type Planner } from './planner';
import { text } from './words';

const FRESH = { [SESSIONS]: sessionsOf([{ ended: '2026-12-01T07:00Z' }]) };

const top = async (link: Locator) => (await link.boundingBox())?.y ?? NaN;

/** Follows a link with the keyboard, sees a row with these words that has focus, and comes back. */
async function thereAndBack(planner: Planner, link: Locator, address: string, row: string) {
  const from = planner.address();
  await link.focus();
  const before = await top(link);
  await planner.page.keyboard.press('Enter');
  await expect.poll(() => planner.address()).toBe(address);
  await expect(planner.main.locator('.sought')).toBeFocused();
  await expect(planner.main.locator('.sought')).toContainText(row);
  await planner.page.goBack();
  await expect.poll(() => planner.address()).toBe(from);
  await expect(link).toBeFocused();
  await expect.poll(async () => Math.abs((await top(link)) - before)).toBeLessThan(3);
}

test('a number leads to its row, and back leads to the number', async ({ planner }) => {
  await planner.openAs(clear, '/plan', FRESH);
  const named = (what: string) => planner.main.getByRole('link', { name: text('source.of', { what }), exact: true });
  await thereAndBack(planner, named(text('sources.interval')), '/evidence/acne_scars/interval', text('sources.interval'));
  await thereAndBack(planner, named(text('plan.maintenance')), '/evidence/acne_scars/maintenance', text('evidence.row.maintenance'));

  await planner.visit('/today');
  await planner.seeHeading(text('today.day.0'));
  await thereAndBack(planner, named(text('limit.sweat.label')), '/evidence/restrictions/sweat', text('limit.sweat.label'));
  // What was folded away is open again.
  const signs = planner.main.locator('details.status');
  await signs.locator('summary').click();
  await thereAndBack(planner, named(text('normal.flag.infection')), '/evidence/healing/flag-infection', text('red_flag.infection'));
  await expect(signs).toHaveAttribute('open');

  await planner.visit('/checklist/preparation/1');
  await planner.seeHeading(text('checklist.preparation.title'));
  await thereAndBack(planner, planner.main.locator('a[href$="/no_retinoids"]'), '/evidence/preparation/no_retinoids', text('prep.no_retinoids.label'));
});

test('whoever goes elsewhere from there begins at the top', async ({ planner }) => {
  await planner.openAs(clear, '/plan');
  await planner.main.getByRole('link', { name: text('source.of', { what: text('plan.maintenance') }) }).click();
  await expect.poll(() => planner.address()).toBe('/evidence/acne_scars/maintenance');
  await planner.visit('/answers');
  await planner.seeHeading(text('answers.title'));
  await planner.visit('/plan');
  await expect(planner.main.getByRole('heading', { level: 1 })).toBeFocused();
  expect(await planner.page.evaluate(() => scrollY)).toBe(0);
});

test('a row that depends on an answer stands in no address', async ({ planner }) => {
  const addresses: string[] = [];
  planner.page.on('framenavigated', (frame) => addresses.push(new URL(frame.url()).hash));
  const asks = { ...clear, checks: { ...(clear.checks as object), medicines: { ticked: ['anticoagulant'], unsure: false } } };
  await planner.openAs(asks, '/plan');
  const named = (what: string) => planner.main.getByRole('link', { name: text('source.of', { what }), exact: true });
  await thereAndBack(planner, named(text('plan.range_title')), '/evidence/acne_scars', text('concern.acne_scars.severity.moderate'));
  await thereAndBack(planner, named(text('flag.anticoagulant.title')), '/evidence/screening', text('flag.anticoagulant.title'));
  expect(addresses.join(' ')).not.toMatch(/moderate|anticoagulant|depth/);
});
