// What is kept on the device: damaged, newer, denied or full, nothing is lost, and the page says how saving stands.
import { ANSWERS, TICKS, clear } from './people';
import { expect, test } from './planner';
import { text } from './words';

const DAMAGED: [string, string][] = [
  ['not JSON', '{broken'],
  ['a value that does not exist', JSON.stringify({ ...clear, concern: 'toes' })],
  ['an age of 300', JSON.stringify({ ...clear, age: 300 })],
  ['an impossible day', JSON.stringify({ ...clear, start: '2027-02-31' })],
  ['a field nobody knows', JSON.stringify({ ...clear, shoe_size: 43 })],
  ['no version', JSON.stringify({ concern: 'acne_scars' })],
  ['nothing', ''],
];

for (const [what, record] of DAMAGED) {
  test(`answers that cannot be read are put aside and the person is told: ${what}`, async ({ planner }) => {
    const ticks = JSON.stringify({ v: 1, ticked: ['preparation/1/sunscreen'] });
    await planner.keptBefore({ [ANSWERS]: record, [TICKS]: ticks });
    await planner.open();
    await planner.seeHeading(text('start.title'));
    await expect(planner.main.getByRole('status').filter({ hasText: text('notice.set_aside') })).toBeVisible();
    expect(await planner.kept(`${ANSWERS}.unreadable`)).toBe(record);
    await planner.choose(text('concern.melasma.name'));
    expect(await planner.saved()).toEqual({ v: 1, concern: 'melasma' });
    // Word for word, still there, and so is the other record.
    expect(await planner.kept(`${ANSWERS}.unreadable`)).toBe(record);
    expect(await planner.kept(TICKS)).toBe(ticks);
    await planner.seeSaving('saving.kept');
  });
}

test('ticks that cannot be read are put aside and the answers stay', async ({ planner }) => {
  await planner.keptBefore({ [ANSWERS]: JSON.stringify(clear), [TICKS]: '{"v":1,"ticked":["socks/1/left"]}' });
  await planner.open('/plan');
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  await expect(planner.main.getByText(text('notice.set_aside'))).toBeVisible();
  expect(await planner.kept(`${TICKS}.unreadable`)).toBe('{"v":1,"ticked":["socks/1/left"]}');
  expect(await planner.saved()).toEqual(clear);
});

for (const key of [ANSWERS, TICKS]) {
  test(`a newer record is left alone and nothing is written: ${key}`, async ({ planner }) => {
    const newer = '{"v":2,"anything":true}';
    await planner.keptBefore({ [key]: newer });
    await planner.open();
    await planner.seeSaving('saving.newer_version');
    await expect(planner.main.getByText(text('notice.newer_version'))).toBeVisible();
    await planner.choose(text('concern.keloid.name'));
    await planner.goOn();
    await planner.seeHeading(text('plan.status.stop'));
    await planner.visit('/checklist/aftercare/1');
    await planner.seeHeading(text('checklist.aftercare.title'));
    await planner.tick(text('after.cool_pack'));
    await planner.seeSaving('saving.newer_version');
    expect(await planner.page.evaluate(() => ({ ...localStorage }))).toEqual({ [key]: newer });
  });
}

test('where storage is denied the planner runs whole and says that nothing is saved', async ({ planner }) => {
  await planner.page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  });
  await planner.open();
  await planner.seeSaving('saving.memory_only');
  await planner.choose(text('concern.enlarged_pores.name'));
  await planner.seeSaving('saving.memory_only');
  await planner.goOn();
  await planner.seeHeading(text('question.severity.title'));
  while (planner.question()) await planner.sayNotSure();
  await planner.seeHeading(text('answers.title'));
  await planner.follow(text('answers.see_plan'));
  await expect(planner.section(text('plan.status.ask_clinician'))).toBeVisible();
  await planner.follow(`${text('plan.before')}: ${text('timeline.session', { n: 1 })}`);
  await planner.tick(text('prep.sunscreen.label'));
  // Kept in memory from screen to screen.
  await planner.visit('/plan');
  await expect(planner.section(text('plan.status.ask_clinician'))).toBeVisible();
  await planner.visit('/checklist/preparation/1');
  await expect(planner.box(text('prep.sunscreen.label'))).toBeChecked();
  await planner.seeSaving('saving.memory_only');
});

test('when the device is full the page says so, keeps what was there, and goes on', async ({ planner }) => {
  await planner.openAs(clear, '/questions/severity');
  await planner.seeSaving('saving.kept');
  await planner.page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
  });
  await planner.choose(text('concern.acne_scars.severity.severe'));
  await planner.seeSaving('saving.full');
  expect(await planner.saved()).toEqual(clear);
  await planner.goOn();
  await planner.seeHeading(text('answers.title'));
  await expect(planner.main.getByText(text('concern.acne_scars.severity.severe'), { exact: true })).toBeVisible();
  await planner.seeSaving('saving.full');
});

test('when there is room again the next change is kept, and the page says so', async ({ planner }) => {
  await planner.openAs(clear, '/questions/severity');
  await planner.page.evaluate(() => {
    const real = Storage.prototype.setItem;
    Storage.prototype.setItem = () => {
      Storage.prototype.setItem = real;
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
  });
  await planner.choose(text('concern.acne_scars.severity.severe'));
  await planner.seeSaving('saving.full');
  await planner.choose(text('concern.acne_scars.severity.mild'));
  await planner.seeSaving('saving.kept');
  expect(await planner.saved()).toEqual({ ...clear, severity: 'mild' });
});

test('a device too full to put a damaged record aside leaves it where it is', async ({ planner }) => {
  await planner.keptBefore({ [ANSWERS]: '{broken' });
  await planner.page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
  });
  await planner.open();
  await planner.choose(text('concern.keloid.name'));
  expect(await planner.page.evaluate(() => ({ ...localStorage }))).toEqual({ [ANSWERS]: '{broken' });
});
