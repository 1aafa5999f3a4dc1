// The whole way: every question, the check of the answers, the plan, the ticks; by touch or mouse, and by keyboard.
import { type Locator } from '@playwright/test';

import { clear, TODAY } from './people';
import { expect, test, type Planner } from './planner';
import { day, questionTitle, sessionsRange, text, weeksAfter } from './words';

test('acne scars, from the first question to the ticks of the second session, found again after a reload', async ({ planner }) => {
  // The whole visit in one: on a busy machine it takes longer than one step of it may.
  test.slow();
  const title = (question: string) => planner.seeHeading(questionTitle(question, 'acne_scars'));
  const option = (question: string, id: string) => planner.choose(text(`question.${question}.option.${id}`));

  await planner.open();
  await planner.seeHeading(text('start.title'));
  await planner.seeSaving('saving.nothing');
  await planner.choose(text('concern.acne_scars.name'));
  await planner.seeSaving('saving.kept');
  await planner.goOn();

  await title('severity');
  await planner.choose(text('concern.acne_scars.severity.moderate'));
  await planner.goOn();
  await title('scar_type');
  await option('scar_type', 'boxcar');
  await planner.goOn();
  await title('area');
  await option('area', 'face_cheeks');
  await planner.goOn();
  await title('device');
  await option('device', 'mechanical');
  await planner.goOn();
  await title('sun');
  await option('sun', '2');
  await planner.goOn();

  await title('age');
  await planner.type(text('form.age'), '34');
  await planner.field(text('form.age')).blur();
  // Kept on change, before the person goes on: a reload in the middle loses nothing.
  expect(await planner.saved()).toMatchObject({ concern: 'acne_scars', sun: 2, age: 34 });
  await planner.reload();
  await title('age');
  await expect(planner.field(text('form.age'))).toHaveValue('34');
  await planner.goOn();

  for (const group of ['skin_now', 'skin_history']) {
    await title(group);
    await planner.tick(text('checks.none'));
    await planner.goOn();
  }
  await title('recent');
  await planner.tick(text('check.retinoid.label'));
  await planner.type(text('check.retinoid.date'), '2026-11-30');
  await planner.goOn();
  for (const group of ['medicines', 'body', 'allergy_implants', 'feelings']) {
    await title(group);
    await planner.tick(text('checks.none'));
    await planner.goOn();
  }
  await title('add');
  await planner.tick(text('question.add.option.prp'));
  await planner.tick(text('question.add.option.subcision'));
  await planner.goOn();
  await title('not_if');
  await planner.choose(text('question.option.no'));
  await planner.goOn();
  await title('start');
  await planner.type(text('form.start'), '2027-01-04');
  await planner.goOn();
  await title('event');
  await planner.type(text('form.event'), '2027-06-19');
  await planner.goOn();
  await title('interval');
  await planner.type(text('form.interval'), '5');
  await planner.goOn();
  await title('price');
  await planner.type(text('form.price'), '349,50');
  await planner.field(text('form.currency')).selectOption('EUR');
  await planner.goOn();

  await planner.seeHeading(text('answers.title'));
  const none = { ticked: [], unsure: false };
  const everything = {
    v: 1,
    concern: 'acne_scars',
    severity: 'moderate',
    scar_type: 'boxcar',
    area: 'face_cheeks',
    device: 'mechanical',
    sun: 2,
    age: 34,
    checks: {
      skin_now: none,
      skin_history: none,
      recent: { ticked: ['retinoid'], unsure: false },
      medicines: none,
      body: none,
      allergy_implants: none,
      feelings: none,
    },
    dates: { retinoid: '2026-11-30' },
    add: ['prp', 'subcision'],
    not_if: false,
    start: '2027-01-04',
    event: '2027-06-19',
    interval: 5,
    price: { cents: 34950, currency: 'EUR' },
  };
  expect(await planner.saved()).toEqual(everything);

  await planner.follow(text('answers.see_plan'));
  const headline = text('plan.headline.seen', {
    concern: text('concern.acne_scars.in_sentence'),
    sessions: sessionsRange(3, 6),
  });
  await planner.seeHeading(headline);
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();

  // The checklist of the second session, five weeks after the first.
  await planner.follow(`${text('plan.before')}: ${text('timeline.session', { n: 2 })}`);
  await planner.seeHeading(text('checklist.preparation.title'));
  await expect(planner.main.getByText(day(weeksAfter('2027-01-04', 5))).first()).toBeVisible();
  const rows = ['no_fake_tan', 'no_retinoids', 'check_skin'];
  for (const row of rows) await planner.tick(text(`prep.${row}.label`));
  const kept = rows.map((row) => `preparation/2/${row}`).sort();
  expect(await planner.savedTicks()).toEqual(kept);

  await planner.reload();
  await planner.seeSaving('saving.kept');
  const box = (row: string) => planner.box(text(`prep.${row}.label`));
  for (const row of rows) await expect(box(row)).toBeChecked();
  await expect(box('no_exfoliants')).not.toBeChecked();
  // Ticks belong to one session: those of the first are untouched.
  await planner.follow(text('timeline.session', { n: 1 }));
  await planner.seeTicksOf('preparation', 1);
  await expect(box('no_fake_tan')).not.toBeChecked();
  await planner.tick(text('prep.sunscreen.label'));
  await planner.follow(text('timeline.session', { n: 2 }));
  await planner.seeTicksOf('preparation', 2);
  await planner.untick(text('prep.check_skin.label'));
  const after = ['preparation/1/sunscreen', 'preparation/2/no_fake_tan', 'preparation/2/no_retinoids'];
  expect(await planner.savedTicks()).toEqual(after);

  await planner.open('/plan');
  await planner.reload();
  await planner.seeHeading(headline);
  expect(await planner.saved()).toEqual(everything);
  expect(await planner.savedTicks()).toEqual(after);
});

test('an answer is changed from the check page and the person comes back to it', async ({ planner }) => {
  await planner.openAs(clear, '/answers');
  const row = (question: string) => text('answers.change_named', { what: questionTitle(question, 'acne_scars') });
  await expect(planner.main.getByText(text('question.area.option.face_cheeks'), { exact: true })).toBeVisible();

  await planner.follow(row('area'));
  await planner.seeHeading(text('question.area.title'));
  const before = planner.main.getByRole('radio', { name: text('question.area.option.face_cheeks'), exact: true });
  await expect(before).toBeChecked();
  await planner.choose(text('question.area.option.back'));
  await planner.goOn();

  await planner.seeHeading(text('answers.title'));
  await expect(planner.main.getByText(text('question.area.option.back'), { exact: true })).toBeVisible();
  await expect(planner.main.getByText(text('question.area.option.face_cheeks'), { exact: true })).toBeHidden();

  await planner.follow(row('age'));
  await planner.type(text('form.age'), '20');
  await planner.goOn();
  await planner.seeHeading(text('answers.title'));
  expect(await planner.saved()).toEqual({ ...clear, area: 'back', age: 20 });
  await planner.follow(text('answers.see_plan'));
  await expect(planner.section(text('plan.status.ask_clinician'))).toContainText(text('flag.age_18_21.title'));
});

test('another concern keeps what is about the person and asks again what is about the concern', async ({ planner }) => {
  await planner.openAs(clear, '/answers');
  await planner.follow(text('answers.change_named', { what: text('question.concern.title') }));
  await planner.choose(text('concern.stretch_marks.name'));
  await planner.goOn();
  await planner.seeHeading(text('question.severity.title'));
  const { v, device, sun, age, checks, start, event, price } = clear;
  expect(await planner.saved()).toEqual({ v, concern: 'stretch_marks', device, sun, age, checks, start, event, price });
  await planner.visit('/plan');
  await expect(planner.main.getByText(text('plan.unfinished'))).toBeVisible();
});

test('a question opens with nothing chosen and nothing typed, whatever was given on the page before', async ({ planner }) => {
  const { concern, v, severity, scar_type } = clear;
  await planner.openAs({ v, concern, severity, scar_type }, '/questions/area');
  const chosen = planner.main.getByRole('radio', { checked: true });
  for (const [question, first, kept] of [['area', 'face_cheeks', 'face_cheeks'], ['device', 'mechanical', 'mechanical'], ['sun', '1', 1]]) {
    await planner.seeHeading(text(`question.${question}.title`));
    await expect.soft(chosen, `chosen already on ${question}`).toHaveCount(0);
    await planner.choose(text(`question.${question}.option.${first}`));
    expect.soft(await planner.saved(), `${question} is kept`).toMatchObject({ [question]: kept });
    await planner.goOn();
  }
  await planner.visit('/questions/start');
  await planner.type(text('form.start'), '2027-01-04');
  await planner.goOn();
  await planner.seeHeading(text('question.event.title'));
  await expect.soft(planner.field(text('form.event'))).toHaveValue('');
  await planner.visit('/questions/age');
  await planner.type(text('form.age'), '34');
  await planner.field(text('form.age')).blur();
  await planner.visit('/questions/interval');
  await planner.seeHeading(text('question.interval.title'));
  await expect.soft(planner.field(text('form.interval'))).toHaveValue('');
});

test('everything is deleted only after being asked once more', async ({ planner }) => {
  await planner.openAs(clear, '/checklist/aftercare/1');
  await planner.main.getByRole('checkbox').first().check();
  await planner.visit('/answers');
  await planner.press(text('answers.clear'));
  await planner.press(text('answers.clear_no'));
  expect(await planner.saved()).toEqual(clear);
  await planner.press(text('answers.clear'));
  await planner.press(text('answers.clear_yes'));
  await planner.seeHeading(text('start.title'));
  await expect(planner.main.getByText(text('notice.erased_here'))).toBeVisible();
  await planner.seeSaving('saving.nothing');
  expect(await planner.shelf(true)).toEqual({});
  await expect(planner.main.getByRole('radio', { checked: true })).toHaveCount(0);
  await planner.reload();
  await expect(planner.main.getByRole('radio', { checked: true })).toHaveCount(0);
});

/** Presses a key until focus is on `target`. */
async function keyTo(planner: Planner, key: string, target: Locator) {
  await expect(target.first()).toBeVisible();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluateAll((elements) => elements.some((element) => element === document.activeElement))) return;
    await planner.page.keyboard.press(key);
  }
  throw new Error(`${target} was not reached with ${key}`);
}

const tabTo = (planner: Planner, target: Locator) => keyTo(planner, 'Tab', target);

/** Tab leads into the radio buttons, the arrows from one to the next. */
async function pick(planner: Planner, radio: Locator) {
  await tabTo(planner, planner.main.getByRole('radio'));
  await keyTo(planner, 'ArrowDown', radio);
  await planner.page.keyboard.press('Space');
  await expect(radio).toBeChecked();
}

test('the whole way with the keyboard alone', async ({ planner }) => {
  // One press at a time through every question: on a busy machine that takes longer than other journeys.
  test.setTimeout(60_000);
  const { page, main } = planner;
  const radio = (name: string) => main.getByRole('radio', { name, exact: true });
  const heading = async (words: string) => {
    // Focus follows to the heading of the new page, so that it is read out and Tab goes on from there.
    await expect(main.getByRole('heading', { level: 1, name: words, exact: true })).toBeFocused();
  };
  const goOn = async () => {
    await tabTo(planner, main.getByRole('button', { name: text('form.continue'), exact: true }));
    await page.keyboard.press('Enter');
  };

  await planner.open();
  await pick(planner, radio(text('concern.acne_scars.name')));
  // The arrows move the choice down and up again.
  await page.keyboard.press('ArrowDown');
  await expect(radio(text('concern.acne_active.name'))).toBeChecked();
  await page.keyboard.press('ArrowUp');
  await expect(radio(text('concern.acne_scars.name'))).toBeChecked();
  await goOn();

  const chosen: Record<string, string> = {
    severity: text('concern.acne_scars.severity.mild'),
    scar_type: text('question.scar_type.option.rolling'),
    area: text('question.area.option.face_cheeks'),
    device: text('question.device.option.mechanical'),
    sun: text('question.sun.option.1'),
  };
  for (const [question, label] of Object.entries(chosen)) {
    await heading(questionTitle(question, 'acne_scars'));
    await pick(planner, radio(label));
    await goOn();
  }
  await heading(text('question.age.title'));
  await tabTo(planner, planner.field(text('form.age')));
  await page.keyboard.type('41');
  await page.keyboard.press('Enter');
  for (const group of ['skin_now', 'skin_history', 'recent', 'medicines', 'body', 'allergy_implants', 'feelings']) {
    await heading(questionTitle(group, 'acne_scars'));
    await tabTo(planner, main.getByRole('checkbox', { name: text('checks.none'), exact: true }));
    await page.keyboard.press('Space');
    await goOn();
  }
  await heading(text('question.add.title'));
  await tabTo(planner, main.getByRole('checkbox', { name: text('checks.none'), exact: true }));
  await page.keyboard.press('Space');
  await goOn();
  await heading(text('question.not_if.title'));
  await pick(planner, radio(text('question.option.no')));
  await goOn();
  for (const [question, skip] of [['start', 'form.not_sure'], ['event', 'form.no_event'], ['interval', 'form.skip']]) {
    await heading(questionTitle(question, 'acne_scars'));
    await tabTo(planner, main.getByRole('button', { name: text(skip), exact: true }));
    await page.keyboard.press('Enter');
  }
  await heading(text('question.price.title'));
  await tabTo(planner, planner.field(text('form.price')));
  await page.keyboard.type('200');
  await goOn();

  await heading(text('answers.title'));
  await tabTo(planner, main.getByRole('link', { name: text('answers.see_plan'), exact: true }));
  await page.keyboard.press('Enter');
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  const before = `${text('plan.before')}: ${text('timeline.session', { n: 1 })}`;
  await tabTo(planner, main.getByRole('link', { name: before, exact: true }));
  await page.keyboard.press('Enter');
  await heading(text('checklist.preparation.title'));
  await tabTo(planner, main.getByRole('checkbox', { name: text('prep.sunscreen.label'), exact: true }));
  await page.keyboard.press('Space');
  expect(await planner.savedTicks()).toEqual(['preparation/1/sunscreen']);
  expect(await planner.saved()).toMatchObject({
    concern: 'acne_scars', severity: 'mild', scar_type: 'rolling', sun: 1, age: 41, start: null, event: null,
    interval: null, not_if: false, price: { cents: 20000, currency: 'GBP' },
  });
});

test('a term opens its meaning in place and closes again', async ({ planner }) => {
  await planner.open('/learn/preparation');
  const term = planner.main.getByRole('button', { name: 'retinoids' }).first();
  const meaning = planner.page.getByText(text('glossary.retinoid.meaning')).filter({ visible: true });
  await expect(meaning).toHaveCount(0);
  await term.click();
  await expect(meaning).toHaveCount(1);
  await planner.page.keyboard.press('Escape');
  await expect(meaning).toHaveCount(0);
  await expect(term).toBeFocused();
});

test('without a wished day the first session leaves time to prepare', async ({ planner }) => {
  await planner.openAs({ ...clear, start: null }, '/plan');
  await expect(planner.section(text('timeline.title')).getByRole('figure')).toContainText(day(weeksAfter(TODAY, 1)));
});
