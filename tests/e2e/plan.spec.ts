// The plan's figures: the headline, the range, the timeline's list, picture and table, and the schedule say the same,
// and so do the cost, the day to be ready for, and the status.
import { clear, checksWith, hair, like, TODAY, type Kept } from './people';
import { expect, test, type Planner } from './planner';
import { counted, day, money, month, range, sessions, sessionsRange, text, weeks, weeksAfter } from './words';

/** What a plan must say, written down by hand from the evidence. */
interface Expected {
  who: string;
  answers: Kept;
  concern: string;
  headline: 'seen' | 'partly' | 'judgement';
  sessions: { low: number; likely: number; high: number };
  every: number;
  /** Weeks between sessions in the studies. */
  studied: { low: number; high: number };
  first: string;
  /** Weeks from the first session. */
  change: { low: number; likely: number; high: number };
  result: { low: number; likely: number; high: number };
}

const PLANS: Expected[] = [
  {
    who: 'moderate acne scars',
    answers: clear,
    concern: 'acne_scars',
    headline: 'seen',
    sessions: { low: 3, likely: 4, high: 6 },
    every: 4,
    studied: { low: 2, high: 6 },
    first: '2027-01-04',
    change: { low: 4, likely: 8, high: 12 },
    result: { low: 2 * 4 + 12, likely: 3 * 4 + 24, high: 5 * 4 + 52 },
  },
  {
    who: 'mild rolling scars at the clinic’s own gap',
    answers: like({ severity: 'mild', scar_type: 'rolling', interval: 6 }),
    concern: 'acne_scars',
    headline: 'partly',
    sessions: { low: 2, likely: 3, high: 4 },
    every: 6,
    studied: { low: 2, high: 6 },
    first: '2027-01-04',
    change: { low: 4, likely: 8, high: 12 },
    result: { low: 6 + 12, likely: 2 * 6 + 24, high: 3 * 6 + 52 },
  },
  {
    who: 'thinning hair, weekly',
    answers: hair,
    concern: 'alopecia_androgenetic',
    headline: 'seen',
    sessions: { low: 12, likely: 16, high: 24 },
    every: 1,
    studied: { low: 1, high: 4 },
    first: '2027-01-04',
    change: { low: 6, likely: 12, high: 24 },
    result: { low: 11 + 4, likely: 15 + 12, high: 23 + 26 },
  },
];

for (const plan of PLANS) {
  test(`every view of one plan agrees: ${plan.who}`, async ({ planner }) => {
    await planner.openAs(plan.answers, '/plan');
    const { low, likely, high } = plan.sessions;
    const at = (count: number) => weeksAfter(plan.first, count);

    await planner.seeHeading(
      text(`plan.headline.${plan.headline}`, {
        concern: text(`concern.${plan.concern}.in_sentence`),
        sessions: sessionsRange(low, high),
      }),
    );
    const figures = planner.section(text('plan.range_title'));
    await expect(figures).toContainText(`${low}–${high}`);
    await expect(figures).toContainText(text('plan.likely', { n: likely }));
    const studied = text('unit.range', plan.studied);
    await expect(figures).toContainText(text('plan.apart.studied', { weeks: weeks(plan.every), range: studied }));
    await expect(figures).toContainText(text('plan.week_range', plan.change));
    await expect(figures).toContainText(month(at(plan.result.likely)));
    await expect(figures).toContainText(
      text('plan.result_range', { low: month(at(plan.result.low)), high: month(at(plan.result.high)) }),
    );

    const timeline = planner.section(text('timeline.title'));
    const caption = text('timeline.caption', {
      sessions: sessionsRange(low, high),
      likely,
      first: day(plan.first),
      low: month(at(plan.result.low)),
      high: month(at(plan.result.high)),
      result: month(at(plan.result.likely)),
    });
    await expect(timeline.locator('#timeline-caption')).toHaveText(caption);

    await planner.main.getByText(text('timeline.as_table'), { exact: true }).click();
    const cells = await timeline.getByRole('row').evaluateAll((rows) =>
      rows.slice(1).map((row) => [...row.children].map((cell) => {
        const words = cell.cloneNode(true) as Element;
        words.querySelector('.source-of')?.remove();
        return (words.textContent ?? '').trim();
      })),
    );
    // The list stands where the picture is too narrow; both come from the rows of the table.
    const listed = await timeline.locator('figure ol > li').evaluateAll((items) =>
      items.map((item) => {
        const note = item.querySelector('small')?.textContent ?? '';
        const [when, whatAndNote] = [...item.children].map((part) => part.textContent ?? '');
        return [whatAndNote.slice(0, whatAndNote.length - note.length).trim(), when.trim(), note.trim()];
      }),
    );
    expect(listed).toEqual(cells);

    const rows = Object.fromEntries(cells.map(([what, when]) => [what, when]));
    expect(rows).toMatchObject({
      [text('timeline.today')]: day(TODAY),
      [text('timeline.session', { n: 1 })]: day(plan.first),
      [text('timeline.first_change')]: range(day(at(plan.change.low)), day(at(plan.change.high))),
      [text('timeline.result')]: range(day(at(plan.result.low)), day(at(plan.result.high))),
    });
    const notes = Object.fromEntries(cells.map(([what, , note]) => [what, note]));
    expect(notes).toMatchObject({
      [text('timeline.first_change')]: text('timeline.likely_around', { date: day(at(plan.change.likely)) }),
      [text('timeline.result')]: text('timeline.likely_around', { date: day(at(plan.result.likely)) }),
    });
    const days = Array.from({ length: high }, (_, place) => day(at(place * plan.every)));
    if (high <= 8) {
      for (const [place, when] of days.entries()) {
        const id = place < likely ? 'timeline.session' : 'timeline.session_if_needed';
        expect(rows[text(id, { n: place + 1 })]).toBe(when);
      }
    } else {
      const between = text('timeline.sessions', { first: 2, last: likely - 1 });
      const rest = text('timeline.sessions_if_needed', { first: likely + 1, last: high });
      expect(rows).toMatchObject({
        [between]: range(days[1], days[likely - 2]),
        [text('timeline.session', { n: likely })]: days[likely - 1],
        [rest]: range(days[likely], days[high - 1]),
      });
    }

    const schedule = await planner.section(text('plan.schedule')).getByRole('listitem').evaluateAll((items) =>
      items.map((item) => [...item.children].slice(0, 2).map((part) => (part.textContent ?? '').trim())),
    );
    expect(schedule).toEqual(
      days.map((when, place) => {
        const id = place < likely ? 'timeline.session' : 'timeline.session_if_needed';
        return [text(id, { n: place + 1 }), when];
      }),
    );

    // The picture has a mark for each session, and stands alone for those who cannot see it.
    await expect(timeline.locator('svg.drawing circle')).toHaveCount(high);
    // The standing list shows each row's place in the whole time.
    await expect(timeline.locator('figure ol > li svg')).toHaveCount(cells.length);
    const picture = timeline.getByRole('img', { name: caption });
    await expect(timeline.getByRole('figure').getByRole('list')).toBeVisible();
    await expect(picture).toBeHidden();
    await planner.page.setViewportSize({ width: 1280, height: 800 });
    await expect(picture).toBeVisible();
    await expect(timeline.locator('figure ol')).toBeHidden();
  });
}

test('the cost is the typed price times the sessions, and nothing is guessed without one', async ({ planner }) => {
  await planner.openAs(like({ price: { cents: 34950, currency: 'EUR' } }), '/plan');
  const total = (count: number) => money(34950 * count, 'EUR');
  const card = planner.section(text('plan.cost.title'));
  await expect(card).toContainText(range(total(3), total(6)));
  await expect(card).toContainText(text('plan.cost.likely', { total: total(4), sessions: sessions(4), each: total(1) }));
  await expect(planner.section(text('plan.range_title'))).toContainText(range(total(3), total(6)));

  await planner.visit('/questions/price');
  await planner.press(text('form.skip'));
  await planner.follow(text('answers.see_plan'));
  await expect(card).toContainText(text('plan.cost.none'));
  await expect(card).not.toContainText('€');
  await card.getByRole('link', { name: text('plan.cost.add'), exact: true }).click();
  await planner.seeHeading(text('question.price.title'));
});

// Sessions every 4 weeks from 4 January 2027, 2 weeks to heal; the full result is likely after 36 weeks.
const EVENTS = [
  { date: '2027-01-10', verdict: 'do_not_start', fit: 0 },
  { date: '2027-01-25', verdict: 'no_visible_change_expected', fit: 1 },
  { date: '2027-03-01', verdict: 'partial_series', fit: 2 },
  { date: '2027-06-19', verdict: 'series_done_result_partial', fit: 6 },
  { date: '2027-12-24', verdict: 'full_result_before_event', fit: 6 },
];

for (const { date, verdict, fit } of EVENTS) {
  test(`ready for ${date}: ${verdict}`, async ({ planner }) => {
    await planner.openAs(like({ event: date }), '/plan');
    const card = planner.section(text('plan.event.title', { date: day(date) }));
    await expect(card).toContainText(text(`plan.event.${verdict}`));
    const said = fit === 0
      ? text('plan.event.none_fit', { weeks: weeks(2) })
      : text('plan.event.fit', { sessions: sessions(fit), high: 6, weeks: weeks(2) });
    await expect(card).toContainText(said);
    const latest = [3, 4, 6].map((count) => {
      const start = weeksAfter(date, -(2 + 4 * (count - 1)));
      return start >= '2027-01-04'
        ? text('plan.event.latest', { sessions: sessions(count), date: day(start) })
        : text('plan.event.too_late', { sessions: sessions(count) });
    });
    await expect(card.getByRole('listitem')).toHaveText(latest);
    const table = planner.section(text('timeline.title'));
    await planner.main.getByText(text('timeline.as_table'), { exact: true }).click();
    await expect(table.getByRole('row', { name: text('timeline.event') })).toContainText(day(date));
  });
}

test('status: nothing in the way', async ({ planner }) => {
  await planner.openAs(clear, '/plan');
  await expect(planner.section(text('plan.status.ok'))).toContainText(text('plan.lead.ok'));
  await expect(planner.main.getByText(text('plan.if_agrees'))).toHaveCount(0);
});

test('status: ask first, with the reason, and every figure only if the clinician agrees', async ({ planner }) => {
  await planner.openAs(like({ checks: checksWith('medicines', ['anticoagulant']), not_if: true }), '/plan');
  const card = planner.section(text('plan.status.ask_clinician'));
  await expect(card).toContainText(text('flag.anticoagulant.title'));
  await expect(card).toContainText(text('plan.ask.not_if_yes.title'));
  await expect(planner.section(text('timeline.title'))).toContainText(text('plan.if_agrees'));
  await expect(planner.section(text('plan.schedule'))).toContainText(text('plan.if_agrees'));
});

test('status: unsure on a page of health checks names that page and leads back to it', async ({ planner }) => {
  await planner.openAs(like({ checks: checksWith('body', [], true) }), '/plan');
  const title = text('plan.ask.unsure.title', { page: text('checks.body.title') });
  await expect(planner.section(text('plan.status.ask_clinician'))).toContainText(title);
  await planner.follow(text('answers.change_named', { what: title }));
  await planner.seeHeading(text('checks.body.title'));
});

test('status: a wait moves every date behind it', async ({ planner }) => {
  const answers = like({
    checks: checksWith('medicines', ['isotretinoin_recent']),
    dates: { isotretinoin_recent: '2026-10-01' },
  });
  await planner.openAs(answers, '/plan');
  // 182 days after the last dose.
  const until = day(weeksAfter('2026-10-01', 26));
  const card = planner.section(text('plan.status.delay', { date: until }));
  await expect(card).toContainText(text('flag.isotretinoin_recent.title'));
  await expect(planner.section(text('plan.schedule')).getByRole('listitem').first()).toContainText(until);
  await expect(planner.section(text('timeline.title')).locator('figcaption')).toContainText(until);
});

async function seeNoNumbers(planner: Planner) {
  for (const heading of ['plan.range_title', 'timeline.title', 'plan.schedule', 'plan.cost.title']) {
    await expect(planner.section(text(heading))).toHaveCount(0);
  }
  await expect(planner.section(text('plan.instead'))).toBeVisible();
}

const REFUSALS: [string, Kept, string, string][] = [
  ['stop, pregnancy', like({ checks: checksWith('body', ['pregnancy']) }), 'stop', 'flag.pregnancy.title'],
  ['stop, a child', like({ age: 16 }), 'stop', 'flag.age_under_18.title'],
  ['stop, keloid', { v: 1, concern: 'keloid' }, 'stop', 'flag.keloid.title'],
  ['no plan for home use', like({ device: 'home' }), 'no_estimate', 'flag.home_device.title'],
  ['not a concern', { v: 1, concern: 'drug_delivery' }, 'not_a_concern', 'flag.choose_underlying_concern.title'],
];

for (const [who, answers, status, reason] of REFUSALS) {
  test(`status: ${who}; no number and no date, but the reason and other choices`, async ({ planner }) => {
    await planner.openAs(answers, '/plan');
    await planner.seeHeading(text(`plan.status.${status}`));
    await expect(planner.main).toContainText(text(`plan.lead.${status}`));
    await expect(planner.main).toContainText(text(reason));
    await seeNoNumbers(planner);
  });
}

test('without an answer there is no plan, and the first question is offered', async ({ planner }) => {
  await planner.open('/plan');
  await planner.seeHeading(text('plan.nothing_yet.title'));
  await planner.follow(text('plan.nothing_yet.begin'));
  await planner.seeHeading(text('question.concern.title'));
});

test('an unfinished plan says so and leads to the open question', async ({ planner }) => {
  const { price, interval, ...begun } = clear;
  await planner.openAs(begun, '/plan');
  await expect(planner.main.getByText(text('plan.unfinished'))).toBeVisible();
  await planner.follow(text('answers.go_on'));
  await planner.seeHeading(text('question.interval.title'));
});

test('a plan never mixes one person’s answers with another session’s days: aftercare counts from its own session', async ({ planner }) => {
  await planner.openAs(clear, '/plan');
  await planner.follow(`${text('plan.after')}: ${text('timeline.session', { n: 3 })}`);
  await planner.seeHeading(text('checklist.aftercare.title'));
  await expect(planner.main).toContainText(
    text('checklist.planned', { n: 3, date: day(weeksAfter('2027-01-04', 8)) }),
  );
});

test('the sources of a concern are listed with the count of their own plan', async ({ planner }) => {
  await planner.openAs(clear, '/evidence/acne_scars');
  await planner.seeHeading(text('sources.title', { concern: text('concern.acne_scars.in_sentence') }));
  await expect(planner.section(text('sources.figures'))).toContainText(
    text('sources.sessions', { sessions: counted('unit.sessions', 6, range(3, 6)), likely: 4 }),
  );
  const studies = planner.section(text('sources.studies'));
  await expect(studies.getByRole('heading', { name: text('sources.also'), exact: true })).toBeVisible();
  expect(await studies.getByRole('listitem').count()).toBeGreaterThan(3);
});
