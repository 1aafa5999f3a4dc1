// What cannot be used is named at its field, focus goes there, a summary lists it, and nothing else is lost.
import { type Locator } from '@playwright/test';

import { clear, checksWith, like } from './people';
import { expect, test, type Planner } from './planner';
import { text } from './words';

/** The error stands at the field and in the summary, which leads to the field. */
async function seeError(planner: Planner, field: Locator, id: string) {
  const message = text(id);
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(new RegExp(message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  await expect(planner.main.getByRole('paragraph').filter({ hasText: message })).toBeVisible();
  const summary = planner.main.getByRole('alert');
  await expect(summary.getByRole('heading', { name: text('error.summary'), exact: true })).toBeVisible();
  await summary.getByRole('button', { name: message, exact: true }).click();
  await expect(field).toBeFocused();
}

const LINES: { question: string; typed: string; error: string; good: string; saved: unknown }[] = [
  { question: 'age', typed: '300', error: 'error.age_outside', good: '34', saved: 34 },
  { question: 'age', typed: 'forty', error: 'error.age_not_number', good: '0', saved: 0 },
  { question: 'age', typed: '-1', error: 'error.age_not_number', good: '120', saved: 120 },
  { question: 'start', typed: '2026-11-30', error: 'error.start_past', good: '2026-12-01', saved: '2026-12-01' },
  { question: 'event', typed: '2026-11-30', error: 'error.event_past', good: '2027-06-19', saved: '2027-06-19' },
  { question: 'start', typed: '2999-01-01', error: 'error.date_outside', good: '2027-01-04', saved: '2027-01-04' },
  { question: 'interval', typed: '0', error: 'error.interval_outside', good: '4', saved: 4 },
  { question: 'interval', typed: '4.5', error: 'error.interval_not_number', good: '52', saved: 52 },
  { question: 'price', typed: 'abc', error: 'error.price_not_number', good: '1,200', saved: { cents: 120000, currency: 'GBP' } },
  { question: 'price', typed: '0', error: 'error.price_outside', good: '0.01', saved: { cents: 1, currency: 'GBP' } },
];

for (const { question, typed, error, good, saved } of LINES) {
  test(`${question}: ${typed}`, async ({ planner }) => {
    const before = { ...clear };
    delete before[question];
    await planner.openAs(before, `/questions/${question}`);
    const field = planner.field(text(`form.${question}`));
    await field.fill(typed);
    await planner.goOn();
    await seeError(planner, field, error);
    await expect(field).toHaveValue(typed);
    expect(planner.question()).toBe(question);
    expect(await planner.saved()).toEqual(before);

    await field.fill(good);
    await planner.goOn();
    await planner.seeHeading(text('answers.title'));
    expect(await planner.saved()).toEqual({ ...before, [question]: saved });
  });
}

test('a scar cannot have closed in the future', async ({ planner }) => {
  const before = like({ concern: 'burn_scars', scar_type: undefined });
  await planner.openAs(before, '/questions/scar_date');
  const field = planner.field(text('form.scar_date'));
  await field.fill('2026-12-02');
  await planner.goOn();
  await seeError(planner, field, 'error.scar_future');
  await expect(field).toHaveValue('2026-12-02');
});

/** Types a day into a date field as a person does, in the order its parts stand in this browser. */
async function typeDay(field: Locator, day: string, month: string, year: string) {
  await field.fill('');
  await field.focus();
  await field.pressSequentially('01022027');
  const dayFirst = (await field.inputValue()) === '2027-02-01';
  await field.fill('');
  await field.blur();
  await field.focus();
  await field.pressSequentially((dayFirst ? day + month : month + day) + year);
}

for (const [what, parts] of [['that does not exist', ['31', '02', '2027']], ['that is half typed', ['31', '12', '']]] as const) {
  for (const question of ['start', 'event']) {
    test(`${question}: a day ${what}`, async ({ planner }) => {
      const before = { ...clear };
      delete before[question];
      await planner.openAs(before, `/questions/${question}`);
      const field = planner.field(text(`form.${question}`));
      await typeDay(field, parts[0], parts[1], parts[2]);
      const incomplete = () => field.evaluate((input: HTMLInputElement) => input.validity.badInput);
      expect(await incomplete(), 'the browser knows that this is no day').toBe(true);
      const kept = await planner.saved();
      await planner.goOn();
      await seeError(planner, field, 'error.date_impossible');
      // What was typed still stands there.
      expect(await incomplete()).toBe(true);
      expect(await planner.saved()).toEqual(kept);
    });
  }
}

test('a day of an exposure that does not exist', async ({ planner }) => {
  const before = like({ checks: checksWith('recent', ['tan_sunburn', 'retinoid']) });
  await planner.openAs(before, '/questions/recent');
  const field = planner.field(text('check.retinoid.date'));
  await typeDay(field, '31', '02', '2026');
  await planner.goOn();
  await seeError(planner, field, 'error.date_impossible');
  await expect(planner.box(text('check.tan_sunburn.label'))).toBeChecked();
  expect((await planner.saved()).checks).toEqual(before.checks);
});

/** Nothing was chosen: the group takes focus, with its error above it. */
async function seeGroupError(planner: Planner, question: string, error: string) {
  const message = text(error);
  const summary = planner.main.getByRole('alert');
  await expect(summary.getByRole('button', { name: message, exact: true })).toBeVisible();
  await expect(planner.main.getByRole('paragraph').filter({ hasText: message })).toBeVisible();
  const focused = planner.main.locator(':focus');
  await expect(focused).toHaveCount(1);
  await expect(focused.getByRole('radio').or(focused.getByRole('checkbox')).first()).toBeVisible();
  expect(planner.question() ?? 'concern').toBe(question);
}

test('going on from the start without a choice', async ({ planner }) => {
  await planner.open();
  await planner.goOn();
  await seeGroupError(planner, 'concern', 'error.choose_one');
  await planner.choose(text('concern.melasma.name'));
  await planner.goOn();
  await planner.seeHeading(text('question.severity.title'));
});

test('going on without an answer, whatever is asked', async ({ planner }) => {
  const questions = { severity: 'choose_one', area: 'choose_one', not_if: 'choose_one', add: 'choose_any' };
  const { severity, area, not_if, add, ...before } = clear;
  await planner.openAs(before, '/questions/severity');
  for (const [question, error] of Object.entries(questions)) {
    await planner.visit(`/questions/${question}`);
    await planner.seeHeading(text(`question.${question}.title`));
    await planner.goOn();
    await seeGroupError(planner, question, `error.${error}`);
    expect(await planner.saved(), question).toEqual(before);
  }
});

test('health checks: going on without a tick, and "none" is never assumed', async ({ planner }) => {
  const { body, ...others } = clear.checks as Record<string, unknown>;
  const before = like({ checks: others });
  await planner.openAs(before, '/questions/body');
  await planner.goOn();
  await seeGroupError(planner, 'body', 'error.choose_any');
  expect(await planner.saved()).toEqual(before);
  await planner.tick(text('check.pregnancy.label'));
  await planner.tick(text('checks.none'));
  await expect(planner.box(text('check.pregnancy.label'))).not.toBeChecked();
  await planner.tick(text('check.smoker.label'));
  await expect(planner.box(text('checks.none'))).not.toBeChecked();
  await planner.goOn();
  await planner.seeHeading(text('answers.title'));
  expect((await planner.saved()).checks).toMatchObject({ body: { ticked: ['smoker'], unsure: false } });
});

test('addresses that mean nothing say so, lead on, and take nothing away, on arrival and later', async ({ planner }) => {
  const arrived = ['/plan/7', '/%E0%A4%A', '//'];
  for (const address of arrived) {
    await planner.openAs(clear, address);
    // An address of slashes alone is the start.
    await planner.seeHeading(text(address === '//' ? 'start.title' : 'unknown.title'));
    expect(await planner.saved(), address).toEqual(clear);
  }
  for (const address of [...arrived.slice(0, 2), '/questions/shoe_size', '/evidence/<script>', '/checklist/aftercare/0', '/%00', '/learn']) {
    await planner.visit(address);
    await planner.seeHeading(text('unknown.title'));
    expect(await planner.saved(), address).toEqual(clear);
    await planner.follow(text('unknown.start'));
    await planner.seeHeading(text('start.title'));
  }
  await planner.visit('/nowhere');
  await planner.seeHeading(text('unknown.title'));
  await planner.follow(text('nav.plan'));
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
});

test('a question that is not asked for this concern leads to one that is', async ({ planner }) => {
  const { price, ...begun } = clear;
  await planner.openAs(begun, '/questions/scar_date');
  await planner.seeHeading(text('question.not_yours.title'));
  await planner.follow(text('answers.go_on'));
  await planner.seeHeading(text('question.price.title'));
  expect(await planner.saved()).toEqual(begun);
});
