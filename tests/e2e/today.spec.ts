// Today by the clock, and the sessions it counts from: booked, moved, held, on devices in three time zones.
import { type Page } from '@playwright/test';

import { ANSWERS, checksWith, clear, like, SESSIONS, sessionsOf, type Kept } from './people';
import { expect, Planner, test } from './planner';
import { counted, text } from './words';

/** The program's own now, and a look at it as a person who comes to the screen. */
async function at(page: Page, planner: Planner, time: string, address = '/today') {
  await page.clock.setFixedTime(time);
  await planner.visit('/');
  await planner.seeHeading(text('start.title'));
  await planner.visit(address);
}

const named = (n: number) => text('sessions.named', { n });
const name = (n: number) => text('timeline.session', { n });
const hours = (n: number) => text('today.after', { session: named(1), since: counted('today.hours', n) });

async function openWith(planner: Planner, address: string, sessions: Kept | undefined, answers: Kept = clear) {
  await planner.keptBefore({ [ANSWERS]: answers, ...(sessions ? { [SESSIONS]: sessions } : {}) });
  await planner.open(address);
}

const savedSessions = async (planner: Planner) => (await planner.savedAll())[SESSIONS] as { later: number; sessions: Kept[]; rules?: Kept };

/** The row of something that waits. */
const wait = (planner: Planner, id: string) =>
  planner.main.locator('.waits > li').filter({ has: planner.page.getByText(text(`limit.${id}.label`), { exact: true }) });

test('a session is booked, held and noted, and every later day follows', async ({ planner, page }) => {
  await openWith(planner, '/sessions', undefined);
  await planner.seeHeading(text('sessions.title'));
  const rows = planner.main.locator('.visits > li');
  await expect(rows.first()).toContainText('4 Jan 2027');
  await expect(rows.nth(1)).toContainText('1 Feb 2027');

  await planner.follow(text('sessions.open_named', { session: name(1) }));
  await planner.seeHeading(name(1));
  await planner.type(text('visit.book.day'), '2027-01-10');
  await planner.type(text('visit.book.time'), '14:30');
  await planner.press(text('visit.book.save'));
  await expect(planner.main.getByRole('status').filter({ hasText: text('visit.book.saved') })).toBeFocused();
  expect((await savedSessions(planner)).sessions).toEqual([
    { course: 1, number: 1, day: '2027-01-10', time: '14:30' },
  ]);
  await planner.visit('/sessions');
  await expect(rows.first()).toContainText('Sun 10 Jan, 14:30');
  await expect(rows.nth(1)).toContainText('7 Feb 2027');
  // The plan and the lists say the same days.
  await planner.visit('/plan');
  await expect(planner.main.locator('.schedule > li').nth(1)).toContainText('7 Feb 2027');
  await planner.visit('/checklist/preparation/2');
  await expect(planner.main.getByText('7 Feb 2027').first()).toBeVisible();

  // Two days later than booked it is asked about, and said to have ended then.
  await at(page, planner, '2027-01-12T09:00:00Z');
  await planner.seeHeading(text('today.missed.title', { session: named(1) }));
  await planner.follow(text('today.the_day.done'));
  await planner.seeHeading(name(1));
  await expect(planner.field(text('visit.hold.day'))).toHaveValue('2027-01-10');
  await planner.type(text('visit.hold.time'), '15:45');
  await planner.press(text('visit.hold.save'));
  await expect(planner.main.getByRole('status').filter({ hasText: text('visit.hold.saved') })).toBeVisible();
  await planner.type(text('visit.details.place'), 'High Street 5 😀');
  await planner.type(text('visit.details.depth'), '1,5');
  await planner.press(text('visit.details.save'));
  await expect(planner.main.getByRole('status').filter({ hasText: text('visit.details.saved') })).toBeVisible();
  expect((await savedSessions(planner)).sessions).toEqual([
    {
      course: 1, number: 1, ended: '2027-01-10T15:45Z', offset: 0, zone: 'Europe/London', place: 'High Street 5 😀', depth: 150,
    },
  ]);
  await planner.reload();
  await expect(planner.field(text('visit.details.place'))).toHaveValue('High Street 5 😀');
  await planner.visit('/today');
  await expect(planner.main.locator('.eyebrow').first()).toHaveText(hours(41));
});

test('what cannot be is said at its field and nothing is kept', async ({ planner }) => {
  const before = sessionsOf([{ ended: '2026-11-30T10:00Z' }, { day: '2026-12-20' }]);
  await openWith(planner, '/sessions/2', before);
  const kept = await planner.shelf();
  const refused = async (field: string, typed: string, button: string, error: string) => {
    await planner.type(text(field), typed);
    await planner.press(text(button));
    await expect(planner.main.getByRole('alert').filter({ hasText: text(error) })).toBeVisible();
    await expect(planner.field(text(field))).toBeFocused();
    expect(await planner.shelf()).toEqual(kept);
  };
  await refused('visit.book.day', '2026-11-30', 'visit.book.save', 'error.booking_past');
  await refused('visit.book.day', '', 'visit.book.save', 'error.empty');
  await planner.visit('/sessions/1');
  await planner.seeHeading(name(1));
  await refused('visit.details.depth', '15', 'visit.details.save', 'error.depth_outside');
  await planner.type(text('visit.details.depth'), '');
  await refused('visit.details.place', 'x'.repeat(501), 'visit.details.save', 'error.too_long');
  await planner.main.getByText(text('visit.hold.change')).click();
  await refused('visit.hold.day', '2026-12-02', 'visit.hold.save', 'error.session_future');
  await planner.type(text('visit.hold.day'), '2026-11-30');
  await refused('visit.hold.time', '', 'visit.hold.save', 'error.time_missing');
});

test('the clock picks the stage: before, the day, after by hours, between', async ({ planner, page }) => {
  await openWith(planner, '/today', sessionsOf([{ day: '2026-12-08', time: '10:00' }]));
  await planner.seeHeading(text('today.before.title', { session: name(1), ahead: counted('today.in_days', 7) }));
  await expect(planner.box(text('prep.no_retinoids.label'))).toBeVisible();
  await at(page, planner, '2026-12-08T08:00:00Z');
  await planner.seeHeading(text('today.the_day.title', { session: name(1) }));
  await expect(planner.box(text('prep.arrive_clean.label'))).toBeVisible();
  await expect(planner.box(text('prep.no_retinoids.label'))).toHaveCount(0);
  await page.clock.setFixedTime('2026-12-08T12:00:00Z');
  await planner.follow(text('today.the_day.done'));
  await planner.press(text('visit.hold.save'));
  await expect(planner.main.getByText(text('visit.held', { when: 'Tue 8 Dec, 10:00' }))).toBeVisible();

  await at(page, planner, '2026-12-09T12:00:00Z');
  await planner.seeHeading(text('today.day.1'));
  await expect(planner.main.locator('.eyebrow').first()).toHaveText(hours(26));
  // At most three things first, the rest below.
  await expect(planner.section(text('today.actions')).getByRole('checkbox')).toHaveCount(3);
  await expect(wait(planner, 'make_up')).toContainText(text('today.until', { when: 'Thu 10 Dec, 10:00' }));
  await expect(wait(planner, 'make_up')).toContainText(text('today.differ', { earliest: 'Wed 9 Dec, 10:00' }));
  await planner.tick(text('after.gentle_cleanser'));
  expect(await planner.savedTicks()).toEqual(['aftercare/1/gentle_cleanser']);
  await planner.untick(text('after.gentle_cleanser'));
  expect(await planner.savedTicks()).toEqual([]);

  await at(page, planner, '2026-12-10T09:59:00Z');
  await expect(wait(planner, 'make_up')).toContainText(text('today.until', { when: 'Thu 10 Dec, 10:00' }));
  await at(page, planner, '2026-12-10T10:00:00Z');
  await planner.main.getByText(text('today.allowed')).click();
  await expect(wait(planner, 'make_up')).toContainText(text('today.over', { when: 'Thu 10 Dec, 10:00' }));

  await at(page, planner, '2026-12-18T10:01:00Z');
  await planner.seeHeading(text('today.between.title'));
  await expect(planner.main.getByText(text('today.between.next', { session: name(2), when: '5 Jan 2027' }))).toBeVisible();

  // A week before the next session the day is about that one; what still waits after the last stays.
  await at(page, planner, '2026-12-30T12:00:00Z');
  await planner.seeHeading(text('today.before.title', { session: name(2), ahead: counted('today.in_days', 6) }));
  await expect(wait(planner, 'sunbathing')).toContainText(text('today.until', { when: 'Tue 5 Jan, 10:00' }));
});

test('where the plan is one to ask about first, the days to come stand under that', async ({ planner }) => {
  const ask = like({ checks: checksWith('medicines', ['anticoagulant']) });
  await openWith(planner, '/sessions', sessionsOf([{ ended: '2026-11-01T09:00Z' }]), ask);
  await expect(planner.main.locator('.card').first()).toContainText(text('plan.if_agrees'));
  await planner.visit('/today');
  await expect(planner.main.locator('.hero-day')).toContainText(text('plan.if_agrees'));
});

test('a page that stays open follows the clock by itself', async ({ planner, page }) => {
  await page.clock.install({ time: '2026-12-01T10:00:00Z' });
  await openWith(planner, '/today', sessionsOf([{ ended: '2026-12-01T09:00Z' }]));
  await expect(planner.main.locator('.eyebrow').first()).toHaveText(hours(1));
  await page.clock.runFor('01:00:20');
  await expect(planner.main.locator('.eyebrow').first()).toHaveText(hours(2));
});

test('a clinic’s own rule takes the place of ours and says so', async ({ planner }) => {
  await openWith(planner, '/today/rules', sessionsOf([{ ended: '2026-12-01T09:00Z' }]));
  await planner.seeHeading(text('rules.title'));
  const make_up = text('limit.make_up.label');
  const save = () => planner.main.getByRole('button', { name: text('rules.save') }).last().click();
  await planner.type(make_up, 'two');
  await save();
  await expect(planner.main.getByRole('alert')).toContainText(text('error.rule_not_number'));
  expect((await savedSessions(planner)).rules).toBeUndefined();
  await planner.type(make_up, '1');
  await planner.field(make_up).blur();
  await expect(planner.main.getByText(text('rules.shorter'))).toBeVisible();
  await save();
  await expect(planner.main.getByRole('status').filter({ hasText: text('rules.saved') })).toBeVisible();
  expect((await savedSessions(planner)).rules).toEqual({ make_up: 24 });
  await planner.follow(text('today.title'));
  await expect(wait(planner, 'make_up')).toContainText(text('today.until', { when: 'Wed 2 Dec, 9:00' }));
  await expect(wait(planner, 'make_up')).toContainText(text('clinic.gate.between').split('.')[0]);
});

test('the clinic’s number, once typed, is a tap away', async ({ planner }) => {
  await openWith(planner, '/today/rules', sessionsOf([{ ended: '2026-12-01T09:00Z' }]));
  const number = text('rules.phone.label');
  await planner.type(number, 'call me');
  await planner.main.getByRole('button', { name: text('rules.save') }).first().click();
  await expect(planner.main.getByRole('alert')).toContainText(text('error.not_phone'));
  await planner.type(number, '+44 20 7946 0000');
  await planner.main.getByRole('button', { name: text('rules.save') }).first().click();
  await expect(planner.main.getByRole('status').filter({ hasText: text('rules.phone.saved') })).toBeFocused();
  await planner.follow(text('today.title'));
  const call = planner.main.getByRole('link', { name: text('rules.call', { phone: '+44 20 7946 0000' }) });
  await expect(call).toHaveAttribute('href', 'tel:+442079460000');
});

test('a clock that is behind is said, and the rules of the first day hold', async ({ planner }) => {
  await openWith(planner, '/today', sessionsOf([{ ended: '2026-12-03T09:00Z' }]));
  await planner.seeHeading(text('today.day.0'));
  await expect(planner.main.getByText(text('today.clock_behind'))).toBeVisible();
  await expect(planner.main.getByText(/-\d/)).toHaveCount(0);
});

test('a second course begins after being asked once more, and the first one stays', async ({ planner }) => {
  await openWith(planner, '/sessions', sessionsOf([{ ended: '2026-11-01T09:00Z' }, { day: '2026-12-20' }]));
  await planner.press(text('sessions.another'));
  await planner.press(text('sessions.another.yes', { n: 2 }));
  await expect(planner.main.getByRole('heading', { level: 2, name: text('sessions.course', { n: 1 }) })).toBeVisible();
  await expect(planner.main.getByText(text('sessions.of_course', { n: 1, course: 2 }))).toBeVisible();
  const kept = (await savedSessions(planner));
  expect([kept.later, kept.sessions.length]).toEqual([1, 1]);
  await planner.reload();
  await expect(planner.main.getByText(text('sessions.held'), { exact: true })).toBeVisible();
});

test('without a plan a session can be told about, and Today counts from it', async ({ planner }) => {
  await planner.open('/today');
  await planner.seeHeading(text('today.nothing.title'));
  await planner.follow(text('today.had_session'));
  await planner.type(text('visit.hold.time'), '08:00');
  await planner.press(text('visit.hold.save'));
  await planner.visit('/today');
  await expect(planner.main.locator('.eyebrow').first()).toHaveText(hours(2));
});

// Each place with the evening before its clocks change, and what they show 48 hours of time later.
const CHANGES = [
  ['Europe/London', '2026-10-24T17:00Z', '2026-10-25T12:00:00Z', 'Mon 26 Oct, 17:00'],
  ['Europe/London', '2027-03-27T18:00Z', '2027-03-28T12:00:00Z', 'Mon 29 Mar, 19:00'],
  ['America/Toronto', '2026-10-31T22:00Z', '2026-11-01T17:00:00Z', 'Mon 2 Nov, 17:00'],
  ['America/Toronto', '2027-03-13T23:00Z', '2027-03-14T17:00:00Z', 'Mon 15 Mar, 19:00'],
  ['Australia/Sydney', '2027-04-03T07:00Z', '2027-04-04T02:00:00Z', 'Mon 5 Apr, 17:00'],
  ['Australia/Sydney', '2026-10-03T08:00Z', '2026-10-04T02:00:00Z', 'Mon 5 Oct, 19:00'],
];

for (const [timezoneId, ended, now, until] of CHANGES) {
  test.describe(`where clocks change: ${timezoneId}, ${ended}`, () => {
    test.use({ timezoneId });
    test('hours are time that has passed, days are those of the calendar', async ({ planner, page }) => {
      await page.clock.setFixedTime(now);
      await openWith(planner, '/today', sessionsOf([{ ended }]));
      await planner.seeHeading(text('today.day.1'));
      const passed = Math.floor((Date.parse(now) - Date.parse(ended)) / 3_600_000);
      await expect(planner.main.locator('.eyebrow').first()).toHaveText(hours(passed));
      await expect(wait(planner, 'make_up')).toContainText(text('today.until', { when: until }));
    });
  });
}
