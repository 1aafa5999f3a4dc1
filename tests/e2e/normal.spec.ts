// "Is this normal?": emergencies first, each verdict, the right hours in any zone, nothing kept but what is asked for.
import { SESSIONS, TODAY, clear, entry, sessionsOf, type Kept } from './people';
import { Planner, expect, test } from './planner';
import { counted, day, text } from './words';

const flag = (id: string) => text(`normal.flag.${id}`);
const sign = (id: string) => text(`sign.${id}.name`);
const worse = (id: string) => text('normal.worse', { sign: sign(id) });

/** One session that ended then. */
const held = (ended: string, more: Kept = { device: 'mechanical' }) => sessionsOf([{ ended, ...more }]);

const none = (planner: Planner) => planner.press(text('normal.none'));
const whatNow = (planner: Planner) => planner.press(text('normal.what_now'));
const verdict = (planner: Planner, id: string) => planner.seeHeading(text(`normal.verdict.${id}.title`));

async function toCalls(planner: Planner) {
  await planner.seeHeading(text('normal.title'));
  await none(planner);
  await planner.seeHeading(text('normal.call.title'));
}

async function toSigns(planner: Planner) {
  await toCalls(planner);
  await none(planner);
  await planner.seeHeading(text('normal.signs.title'));
}

/** Opens the first page with these records on the device. */
async function openWith(planner: Planner, kept: Record<string, Kept>) {
  await planner.keptBefore(kept);
  await planner.open('/normal');
}

/** The line of one sign on the last page. */
const line = (planner: Planner, id: string) =>
  planner.main.getByRole('listitem').filter({ has: planner.page.getByRole('heading', { level: 3, name: sign(id) }) });

const bloodLine = (planner: Planner) => planner.main.getByText(text('red_flag.blood_contact'));

test('an emergency: the numbers, what was ticked, the way back, and nothing else', async ({ planner }) => {
  await planner.open('/normal');
  await planner.seeHeading(text('normal.title'));
  await expect(bloodLine(planner)).toBeVisible();
  await planner.tick(flag('breathing'));
  await whatNow(planner);
  await verdict(planner, 'emergency');
  expect(planner.address()).toBe('/normal/outcome');
  const links = await planner.main.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(links).toEqual(['#/normal', 'tel:999', 'tel:112', 'tel:911', 'tel:000']);
  await expect(planner.main.getByRole('button')).toHaveCount(0);
  await expect(planner.main.getByText(text('red_flag.breathing'))).toBeVisible();
  await expect(bloodLine(planner)).toBeVisible();
  await expect(planner.main.getByText(text('normal.no_diagnosis'))).toHaveCount(0);

  await planner.follow(text('question.back'));
  await expect(planner.box(flag('breathing'))).toBeChecked();
  await planner.untick(flag('breathing'));
  await none(planner);
  await planner.seeHeading(text('normal.call.title'));
});

test('without a plan: device, day and time are asked, and each page has the line about blood', async ({ planner }) => {
  await planner.open('/normal');
  await toCalls(planner);
  await expect(bloodLine(planner)).toBeVisible();
  await planner.choose(text('question.device.option.rf'));
  await none(planner);
  await planner.seeHeading(text('normal.signs.title'));
  await expect(bloodLine(planner)).toBeVisible();
  await planner.type(text('normal.when.day'), '2026-11-30');
  await planner.type(text('normal.when.time'), '10:00');
  await planner.tick(sign('colour_change'));
  await whatNow(planner);
  await verdict(planner, 'expected');
  await expect(bloodLine(planner)).toBeVisible();
  await expect(planner.main.getByText(text('normal.no_diagnosis'))).toBeVisible();
  const since = counted('normal.since.hours', 24);
  await expect(planner.main.getByText(text('normal.counted.time', { date: day('2026-11-30'), time: '10:00', since }))).toBeVisible();
  await expect(line(planner, 'colour_change')).toContainText(/Monday,? 7 December 2026/);
  await expect(line(planner, 'colour_change')).toContainText(text('normal.longer'));
  // Nothing of it is on the device.
  expect(await planner.shelf(true)).toEqual({});
});

test('what a clinic should hear about today ends the asking', async ({ planner }) => {
  await openWith(planner, { [SESSIONS]: held('2026-11-30T10:00Z') });
  await toCalls(planner);
  await planner.tick(flag('infection'));
  await whatNow(planner);
  await verdict(planner, 'call_today');
  await expect(planner.main.getByText(text('red_flag.infection'))).toBeVisible();
  await planner.follow(text('question.back'));
  await planner.seeHeading(text('normal.call.title'));
});

test('what can wait for a working day goes on to the signs, and the worst answer wins', async ({ planner }) => {
  await openWith(planner, { [SESSIONS]: held('2026-11-28T10:00Z') });
  await toCalls(planner);
  await planner.tick(flag('new_marks'));
  await whatNow(planner);
  await planner.seeHeading(text('normal.signs.title'));
  await none(planner);
  await verdict(planner, 'call');
  await planner.follow(text('question.back'));
  await planner.tick(sign('itch'));
  await planner.tick(worse('itch'));
  await whatNow(planner);
  await verdict(planner, 'call_today');
});

test('with a session that was noted the clock decides, to the minute, and the worst of all wins', async ({ planner, page }) => {
  test.slow();
  await openWith(planner, { [SESSIONS]: held('2026-11-29T10:00Z') });
  for (const [what, now, ticks, result] of [
    ['48 hours of swelling', '2026-12-01T10:00', [sign('swelling')], 'expected'],
    ['a minute more', '2026-12-01T10:01', [sign('swelling')], 'watch'],
    ['3 days of swelling', '2026-12-02T10:00', [sign('swelling')], 'watch'],
    ['3 days of swelling and a minute', '2026-12-02T10:01', [sign('swelling')], 'call'],
    ['worse at 48 hours', '2026-12-01T10:00', [sign('flaking'), worse('flaking')], 'expected'],
    ['worse a minute later', '2026-12-01T10:01', [sign('flaking'), worse('flaking')], 'call_today'],
    ['the worst of two', '2026-12-01T10:00', [sign('flaking'), sign('pinpoint_bleeding')], 'call'],
    ['something else', '2026-11-30T10:00', [text('normal.else')], 'call'],
  ] as const) {
    await test.step(what, async () => {
      await page.clock.setFixedTime(`${now}:00Z`);
      await toSigns(planner);
      for (const tick of ticks) await planner.tick(tick);
      await whatNow(planner);
      await verdict(planner, result);
      await planner.press(text('normal.again'));
    });
  }
});

test('nothing ticked: what to expect today, and the list of that session', async ({ planner }) => {
  await openWith(planner, { [SESSIONS]: held('2026-11-29T18:00Z') });
  await toSigns(planner);
  await none(planner);
  await verdict(planner, 'nothing');
  await expect(planner.section(text('normal.today'))).toContainText(text('day.2'));
  await expect(planner.main.getByRole('button', { name: text('normal.keep') })).toHaveCount(0);
  await planner.follow(text('normal.aftercare'));
  await planner.seeHeading(text('checklist.aftercare.title'));
  expect(planner.address()).toBe('/checklist/aftercare/1');
});

test('the sign of a burn is left out only where there was no heat', async ({ planner }) => {
  await openWith(planner, { [SESSIONS]: held('2026-11-29T18:00Z') });
  await toCalls(planner);
  await expect(planner.box(flag('infection'))).toBeVisible();
  await expect(planner.box(flag('rf_burn'))).toHaveCount(0);
  await planner.choose(text('normal.session.other'));
  await expect(planner.box(flag('rf_burn'))).toBeVisible();
  await planner.choose(text('question.device.option.mechanical'));
  await expect(planner.box(flag('rf_burn'))).toHaveCount(0);
  await planner.choose(text('question.device.option.rf'));
  await planner.tick(flag('rf_burn'));
  await whatNow(planner);
  await verdict(planner, 'call_today');
});

test('a session noted without its device: the device is asked, the day is not', async ({ planner }) => {
  await openWith(planner, { [SESSIONS]: held('2026-11-29T18:00Z', {}) });
  await toCalls(planner);
  await expect(planner.box(flag('rf_burn'))).toBeVisible();
  await planner.choose(text('question.device.option.mechanical'));
  await expect(planner.box(flag('rf_burn'))).toHaveCount(0);
  await none(planner);
  await planner.seeHeading(text('normal.signs.title'));
  await expect(planner.field(text('normal.when.day'))).toHaveCount(0);
});

test('at home: never shared, never on spots, never with serums', async ({ planner }) => {
  await planner.open('/normal');
  await toCalls(planner);
  await planner.choose(text('question.device.option.home'));
  await expect(planner.main.getByText(text('normal.home'))).toBeVisible();
  await none(planner);
  await planner.tick(text('normal.when.unknown'));
  await none(planner);
  await verdict(planner, 'nothing');
  await expect(planner.main.getByText(text('normal.home'))).toBeVisible();
});

test('a noted session that is still to come by this clock: it says so and asks', async ({ planner }) => {
  await openWith(planner, { [SESSIONS]: held('2026-12-02T10:00Z') });
  await toCalls(planner);
  await expect(planner.main.getByText(text('normal.session.ahead', { date: day('2026-12-02') }))).toBeVisible();
  await none(planner);
  await expect(planner.field(text('normal.when.day'))).toBeVisible();
});

test('a day that is not known: no sign is called expected', async ({ planner }) => {
  await planner.open('/normal');
  await toSigns(planner);
  await planner.tick(sign('itch'));
  await planner.tick(text('normal.when.unknown'));
  await whatNow(planner);
  await verdict(planner, 'call');
  await expect(planner.main.getByText(text('normal.counted.unknown'))).toBeVisible();
  // A day typed after all is the better answer.
  await planner.follow(text('question.back'));
  await expect(planner.box(text('normal.when.unknown'))).toBeChecked();
  await planner.type(text('normal.when.day'), '2026-11-30');
  await whatNow(planner);
  await verdict(planner, 'expected');
});

test('only the day is known: the longest time it can be is counted', async ({ planner }) => {
  await planner.open('/normal');
  await toSigns(planner);
  await planner.type(text('normal.when.day'), '2026-11-29');
  await planner.tick(sign('swelling'));
  await whatNow(planner);
  // 58 hours since that day began, where 48 are expected.
  await verdict(planner, 'watch');
  const since = counted('normal.since.hours', 58);
  await expect(planner.main.getByText(text('normal.counted.day', { date: day('2026-11-29'), since }))).toBeVisible();
});

test('more than 60 days ago: said plainly', async ({ planner }) => {
  await planner.open('/normal');
  await toSigns(planner);
  await planner.type(text('normal.when.day'), '2026-10-01');
  await planner.tick(sign('itch'));
  await whatNow(planner);
  await verdict(planner, 'call');
  await expect(planner.main.getByText(counted('normal.long_ago', 61))).toBeVisible();
});

test('what is wrong with day or time is said at its field, and nothing that was told is lost', async ({ planner }) => {
  await planner.open('/normal');
  await toSigns(planner);
  await planner.tick(sign('itch'));
  for (const [typedDay, typedTime, wrong, error] of [
    ['', '', 'day', 'no_day'],
    ['2026-12-02', '', 'day', 'day_ahead'],
    [TODAY, '10:01', 'time', 'time_ahead'],
  ] as const) {
    await planner.type(text('normal.when.day'), typedDay);
    await planner.type(text('normal.when.time'), typedTime);
    await whatNow(planner);
    await expect(planner.main.getByRole('alert').getByRole('button', { name: text(`normal.error.${error}`) })).toBeVisible();
    const field = planner.field(text(`normal.when.${wrong}`));
    await expect(field).toBeFocused();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(planner.box(sign('itch'))).toBeChecked();
  }
  await planner.type(text('normal.when.day'), '2026-11-30');
  await whatNow(planner);
  await verdict(planner, 'expected');
});

test('kept in the diary of today, beside what is there', async ({ planner }) => {
  const before = { v: 1, signs: { itch: 'lot' }, change: 'same', note: 'Went fine.' };
  await openWith(planner, { [SESSIONS]: held('2026-11-30T10:00Z'), [entry(TODAY)]: before });
  await toSigns(planner);
  await planner.tick(sign('itch'));
  await planner.tick(sign('flaking'));
  await whatNow(planner);
  await verdict(planner, 'expected');
  expect((await planner.savedAll())[entry(TODAY)]).toEqual(before);
  await planner.press(text('normal.keep'));
  const button = planner.main.getByRole('button', { name: text('normal.in_diary'), exact: true });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(button).toBeFocused();
  await expect(planner.main.getByRole('status')).toHaveText(text('normal.kept'));
  const lines = [text('normal.note', { verdict: text('normal.verdict.expected.title') }), `• ${sign('flaking')}`, `• ${sign('itch')}`];
  const after = { ...before, signs: { itch: 'lot', flaking: 'some' }, note: ['Went fine.', ...lines].join('\n') };
  expect((await planner.savedAll())[entry(TODAY)]).toEqual(after);
});

test('with a warning sign alone, the answer can be kept too', async ({ planner }) => {
  await openWith(planner, { [SESSIONS]: held('2026-11-30T10:00Z') });
  await toCalls(planner);
  await planner.tick(flag('infection'));
  await whatNow(planner);
  await verdict(planner, 'call_today');
  await planner.press(text('normal.keep'));
  const note = `${text('normal.note', { verdict: text('normal.verdict.call_today.title') })}\n• ${flag('infection')}`;
  expect((await planner.savedAll())[entry(TODAY)]).toEqual({ v: 1, note });
});

test('what is told stays while pages change, and begins anew when the person does', async ({ planner }) => {
  await openWith(planner, { [SESSIONS]: held('2026-11-30T10:00Z') });
  await toSigns(planner);
  await planner.tick(sign('itch'));
  await whatNow(planner);
  await verdict(planner, 'expected');
  await planner.follow(text('normal.aftercare'));
  await planner.seeHeading(text('checklist.aftercare.title'));
  await planner.page.goBack();
  await verdict(planner, 'expected');
  await expect(line(planner, 'itch')).toBeVisible();
  await planner.press(text('normal.again'));
  await toSigns(planner);
  await expect(planner.box(sign('itch'))).not.toBeChecked();
  await planner.tick(sign('itch'));
  await planner.visit('/learn/healing');
  await planner.seeHeading(text('healing.title'));
  await planner.visit('/normal');
  await toSigns(planner);
  await expect(planner.box(sign('itch'))).not.toBeChecked();
});

test('an old link into the middle leads to the emergencies', async ({ planner }) => {
  await planner.open('/normal/call');
  for (const address of ['/normal/call', '/normal/signs', '/normal/outcome']) {
    await planner.visit(address);
    await planner.seeHeading(text('normal.lost.title'));
    await planner.follow(text('normal.lost.begin'));
    await planner.seeHeading(text('normal.title'));
  }
});

test('a page left open says more when more hours have gone by', async ({ browser }) => {
  // A page of its own: here the clock has to run.
  const page = await (await browser.newContext()).newPage();
  await page.clock.install({ time: `${TODAY}T10:00:00Z` });
  const planner = new Planner(page);
  await openWith(planner, { [SESSIONS]: held('2026-11-29T10:01Z') });
  await toSigns(planner);
  await planner.tick(sign('swelling'));
  await whatNow(planner);
  await verdict(planner, 'expected');
  await page.clock.runFor(3 * 60_000);
  await verdict(planner, 'watch');
  await planner.seeNoProblem();
});

test('offline, once the planner is here', async ({ planner }) => {
  await planner.openAs(clear, '/plan');
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  await planner.page.context().setOffline(true);
  await planner.visit('/normal');
  await toSigns(planner);
  await planner.type(text('normal.when.day'), TODAY);
  await planner.tick(sign('soreness'));
  await whatNow(planner);
  await verdict(planner, 'expected');
  // The browser looks for the picture in its tab again; nothing else is missed.
  expect(planner.problems.splice(0).filter((problem) => !problem.includes('icon.svg'))).toEqual([]);
  // The next test goes on in this browser.
  await planner.page.context().setOffline(false);
});

test('with the keyboard alone', async ({ planner }) => {
  await openWith(planner, { [SESSIONS]: held('2026-11-30T10:00Z') });
  const { keyboard } = planner.page;
  const to = async (name: string, role: 'checkbox' | 'button') => {
    const wanted = planner.main.getByRole(role, { name, exact: true });
    await expect(wanted).toBeVisible();
    for (let presses = 0; presses < 60; presses += 1) {
      if (await wanted.evaluate((node) => node === document.activeElement)) return;
      await keyboard.press('Tab');
    }
    throw new Error(`no way to ${name} with the Tab key`);
  };
  await planner.seeHeading(text('normal.title'));
  await to(text('normal.none'), 'button');
  await keyboard.press('Enter');
  await planner.seeHeading(text('normal.call.title'));
  await expect(planner.main.getByRole('heading', { level: 1 })).toBeFocused();
  await to(text('normal.none'), 'button');
  await keyboard.press('Enter');
  await planner.seeHeading(text('normal.signs.title'));
  await to(sign('itch'), 'checkbox');
  await keyboard.press('Space');
  await to(worse('itch'), 'checkbox');
  await keyboard.press('Space');
  await to(text('normal.what_now'), 'button');
  await keyboard.press('Enter');
  await verdict(planner, 'expected');
  await expect(planner.main.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(line(planner, 'itch')).toContainText(counted('normal.worse_soon', 48));
});

// Clocks change between the session and now: 48 hours go by while the clock on the wall shows an hour less or more.
for (const [timezoneId, typedDay, typedTime, now] of [
  ['Europe/London', '2026-10-24', '10:00', '2026-10-26T09:00'],
  ['America/Toronto', '2026-10-31', '10:00', '2026-11-02T14:00'],
  ['Australia/Sydney', '2026-10-03', '10:00', '2026-10-05T00:00'],
] as const) {
  test.describe(timezoneId, () => {
    test.use({ timezoneId });

    test('clocks changed since the session: expected to the minute, and no longer', async ({ planner, page }) => {
      await page.clock.setFixedTime(`${now}:00Z`);
      await planner.open('/normal');
      await toSigns(planner);
      await planner.type(text('normal.when.day'), typedDay);
      await planner.type(text('normal.when.time'), typedTime);
      await planner.tick(sign('swelling'));
      await whatNow(planner);
      await verdict(planner, 'expected');
      const since = counted('normal.since.hours', 48);
      const said = text('normal.counted.time', { date: day(typedDay), time: typedTime, since });
      await expect(planner.main.getByText(said)).toBeVisible();
      await page.clock.setFixedTime(Date.parse(`${now}:00Z`) + 60_000);
      await planner.follow(text('question.back'));
      await planner.seeHeading(text('normal.signs.title'));
      await whatNow(planner);
      await verdict(planner, 'watch');
      await expect(planner.main.getByText(said)).toBeVisible();
    });
  });
}

test.describe('a time that clocks skip', () => {
  test.use({ timezoneId: 'Australia/Sydney' });

  test('is named at its field', async ({ planner }) => {
    await planner.page.clock.setFixedTime('2026-10-05T00:00:00Z');
    await planner.open('/normal');
    await toSigns(planner);
    await planner.type(text('normal.when.day'), '2026-10-04');
    await planner.type(text('normal.when.time'), '02:30');
    await planner.tick(sign('swelling'));
    await whatNow(planner);
    const field = planner.field(text('normal.when.time'));
    await expect(field).toBeFocused();
    await expect(field).toHaveAccessibleDescription(new RegExp(text('error.time_skipped')));
  });
});
