// Every screen, in light and dark, has no violation that axe-core can find.
import axe from 'axe-core';

import { ANSWERS, CONCERNS, checksWith, clear, like, type Kept } from './people';
import { expect, test, type Planner } from './planner';
import { questionTitle, text } from './words';

/** What axe-core finds on the screen as it is. */
async function violations(planner: Planner): Promise<string[]> {
  const found = await planner.page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html).join(' ')}`);
  });
  return found;
}

async function seeNoViolation(planner: Planner, screen: string) {
  expect.soft(await violations(planner), screen).toEqual([]);
}

/** Loads an address as someone, with axe-core at hand. */
async function openAs(planner: Planner, answers: Kept, address: string) {
  await planner.openAs(answers, address);
  await planner.page.evaluate(axe.source);
}

const SCREENS: [string, () => string][] = [
  ['/', () => text('start.title')],
  ...['consultation', 'preparation', 'session', 'aftercare'].map((step): [string, () => string] => [
    `/learn/${step}`,
    () => text(`step.${step}.title`),
  ]),
  ['/learn/healing', () => text('healing.title')],
  ['/learn/uses', () => text('uses.title')],
  ['/answers', () => text('answers.title')],
  ['/checklist/questions', () => text('checklist.questions.title')],
  ['/checklist/preparation/1', () => text('checklist.preparation.title')],
  ['/checklist/session_day/2', () => text('checklist.session_day.title')],
  ['/checklist/aftercare/1', () => text('checklist.aftercare.title')],
  ...CONCERNS.map((concern): [string, () => string] => [
    `/sources/${concern}`,
    () => text('sources.title', { concern: text(`concern.${concern}.in_sentence`) }),
  ]),
  ['/nowhere', () => text('unknown.title')],
];

const QUESTIONS = [
  'concern', 'severity', 'scar_type', 'area', 'device', 'sun', 'age', 'skin_now', 'skin_history', 'recent', 'medicines',
  'body', 'allergy_implants', 'feelings', 'add', 'not_if', 'start', 'event', 'interval', 'price',
];

const PLANS: [string, Kept][] = [
  ['ok, with a day and a price', like({ event: '2027-06-19', price: { cents: 35000, currency: 'GBP' } })],
  ['ask', like({ age: null, checks: checksWith('medicines', ['anticoagulant'], true) })],
  ['delay', like({ checks: checksWith('recent', ['laser_peel']) })],
  ['stop', like({ checks: checksWith('body', ['pregnancy']) })],
  ['no estimate', like({ device: 'home' })],
  ['not a concern', { v: 1, concern: 'drug_delivery' }],
  ['unfinished', { v: 1, concern: 'burn_scars' }],
  ['nothing yet', { v: 1 }],
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });
    test.describe.configure({ timeout: 60_000 });

    test('the measure finds a fault', async ({ planner }) => {
      await openAs(planner, clear, '/');
      await planner.page.evaluate(() => document.getElementById('screen')?.append(document.createElement('button')));
      expect((await violations(planner)).join()).toContain('button-name');
    });

    test('every screen', async ({ planner }) => {
      await openAs(planner, clear, '/');
      for (const [address, heading] of SCREENS) {
        await planner.visit(address);
        await planner.seeHeading(heading());
        if (address.startsWith('/sources')) {
          await expect(planner.main.getByRole('heading', { name: text('sources.also'), exact: true })).toBeVisible();
        }
        await seeNoViolation(planner, address);
      }
    });

    test('every question', async ({ planner }) => {
      await openAs(planner, clear, '/');
      for (const question of QUESTIONS) {
        await planner.visit(`/questions/${question}`);
        await planner.seeHeading(questionTitle(question, 'acne_scars'));
        await seeNoViolation(planner, question);
      }
      await planner.visit('/questions/partner');
      await planner.seeHeading(text('question.not_yours.title'));
      await seeNoViolation(planner, 'a question that is not asked');
      await openAs(planner, { v: 1, concern: 'melasma' }, '/questions/partner');
      await planner.seeHeading(questionTitle('partner', 'melasma'));
      await seeNoViolation(planner, 'partner');
      await openAs(planner, { v: 1, concern: 'burn_scars' }, '/questions/scar_date');
      await planner.seeHeading(text('question.scar_date.title'));
      await seeNoViolation(planner, 'scar_date');
    });

    test('every status of a plan', async ({ planner }) => {
      for (const [status, answers] of PLANS) {
        await openAs(planner, answers, '/plan');
        await expect(planner.main.getByRole('heading', { level: 1 })).toBeVisible();
        const table = planner.main.getByText(text('timeline.as_table'), { exact: true });
        if (await table.isVisible()) await table.click();
        await seeNoViolation(planner, status);
      }
    });

    test('errors, an open term, a follow-up, the question before deleting, a notice', async ({ planner }) => {
      await openAs(planner, like({ checks: checksWith('recent', ['retinoid']) }), '/questions/age');
      await planner.type(text('form.age'), '300');
      await planner.goOn();
      await expect(planner.main.getByRole('alert')).toBeVisible();
      await seeNoViolation(planner, 'an error at a field');
      await planner.visit('/questions/recent');
      await expect(planner.field(text('check.retinoid.date'))).toBeVisible();
      await seeNoViolation(planner, 'a follow-up');
      await planner.visit('/learn/preparation');
      await planner.main.getByRole('button').first().click();
      await seeNoViolation(planner, 'an open term');
      await planner.visit('/answers');
      await planner.press(text('answers.clear'));
      await expect(planner.main.getByText(text('answers.clear_sure'))).toBeVisible();
      await seeNoViolation(planner, 'the question before deleting');
      await planner.keptBefore({ [ANSWERS]: '{broken' });
      await planner.open();
      await planner.page.evaluate(axe.source);
      await planner.goOn();
      await expect(planner.main.getByRole('alert')).toBeVisible();
      await seeNoViolation(planner, 'a notice and an error at a group');
    });

    test('the prerendered page and a prerendered step, before the program runs', async ({ planner }) => {
      await planner.page.route('**/*.wasm', () => {
        // Held back for good.
      });
      await planner.page.goto('./', { waitUntil: 'commit' });
      await planner.seeHeading(text('start.title'));
      await planner.page.evaluate(axe.source);
      await seeNoViolation(planner, 'start');
      await planner.visit('/learn/session');
      await planner.seeHeading(text('step.session.title'));
      await seeNoViolation(planner, 'session');
    });
  });
}
