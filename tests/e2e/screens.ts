// Every screen in every state that looks different, for the tests that look at all of them, and a walk through them
// that loads the page once for each person.
import { fileURLToPath } from 'node:url';

import { type Locator } from '@playwright/test';

import { checksWith, clear, hair, like, type Kept } from './people';
import { expect, type Planner } from './planner';
import { questionTitle, text } from './words';

/** A screen as it stands when a test looks at it. */
export interface Screen {
  name: string;
  who: Kept;
  address: string;
  /** Its heading; without one, any heading will do. */
  heading?: string;
  /** What is done on it before looking, and what must then be seen. */
  then?: (planner: Planner) => Promise<void>;
}

const STEPS = ['consultation', 'preparation', 'session', 'aftercare'];

const QUESTIONS = [
  'concern', 'severity', 'scar_type', 'area', 'device', 'sun', 'age', 'skin_now', 'skin_history', 'recent', 'medicines',
  'body', 'allergy_implants', 'feelings', 'add', 'not_if', 'start', 'event', 'interval', 'price',
];

const see = (what: (planner: Planner) => Locator) => (planner: Planner) => expect(what(planner)).toBeVisible();

/** A screen of someone with a finished plan. */
const screen = (address: string, id: string): Screen => ({ name: address, who: clear, address, heading: text(id) });

const question = (question: string, who: Kept = clear): Screen => ({
  name: `question ${question}`,
  who,
  address: `/questions/${question}`,
  heading: questionTitle(question, String(who.concern)),
});

const plan = (name: string, who: Kept): Screen => ({ name: `plan: ${name}`, who, address: '/plan' });

/** Opens every row of the screen that can be opened: tables, reasons, warning signs. */
async function openAll(planner: Planner) {
  for (const summary of await planner.main.locator('summary').filter({ visible: true }).all()) await summary.click();
}

/** All 24 sessions, a day to be ready for and as many reasons to ask as one person can have. */
export const crowded: Kept = like({
  ...hair,
  severity: 'severe',
  sun: 4,
  age: 29,
  scar_date: '2026-01-31',
  checks: {
    skin_now: { ticked: ['hair_loss_undiagnosed'], unsure: true },
    skin_history: {
      ticked: [
        'cold_sore_history', 'keloid_family', 'dark_marks_history', 'eczema_psoriasis', 'rosacea_quiet', 'vitiligo',
        'tattoo_pmu', 'irradiated_skin',
      ],
      unsure: true,
    },
    recent: { ticked: ['filler', 'surgery_area'], unsure: true },
    medicines: { ticked: ['anticoagulant', 'immunosuppression', 'photosensitising_medicine'], unsure: true },
    body: { ticked: ['connective_tissue', 'hepatitis_bbv', 'heart_condition', 'smoker'], unsure: true },
    allergy_implants: { ticked: ['anaesthetic_allergy'], unsure: true },
    feelings: { ticked: ['appearance_distress'], unsure: true },
  },
  add: null,
  not_if: null,
  start: null,
  event: '2027-06-19',
  price: { cents: 35050, currency: 'CAD' },
});

/** Nothing in the way, with a day to be ready for and a price. */
export const ready: Kept = like({ event: '2027-06-19', price: { cents: 35000, currency: 'GBP' } });

/** Not now: no plan, the reason and other choices. */
export const notNow: Kept = like({ checks: checksWith('body', ['pregnancy']) });

const ticked = like({ checks: checksWith('recent', ['retinoid']) });

/** What is looked at together: each group is one test, so that two run at a time. */
export const GROUPS: Record<string, Screen[]> = {
  'the pages to read and the lists': [
    screen('/', 'start.title'),
    ...STEPS.map((step) => screen(`/learn/${step}`, `step.${step}.title`)),
    screen('/learn/healing', 'healing.title'),
    screen('/learn/uses', 'uses.title'),
    screen('/learn/skin', 'skin.title'),
    screen('/answers', 'answers.title'),
    screen('/checklist/questions', 'checklist.questions.title'),
    screen('/checklist/preparation/1', 'checklist.preparation.title'),
    screen('/checklist/session_day/2', 'checklist.session_day.title'),
    { ...screen('/checklist/aftercare/1', 'checklist.aftercare.title'), then: openAll },
    ...['acne_scars', 'alopecia_androgenetic', 'drug_delivery'].map((concern): Screen => ({
      name: `/sources/${concern}`,
      who: clear,
      address: `/sources/${concern}`,
      heading: text('sources.title', { concern: text(`concern.${concern}.in_sentence`) }),
      then: see(({ main }) => main.getByRole('heading', { name: text('sources.also'), exact: true })),
    })),
    screen('/styleguide', 'styleguide.title'),
    screen('/nowhere', 'unknown.title'),
  ],
  'the questions': [
    ...QUESTIONS.map((id) => question(id)),
    { name: 'a question that is not asked', who: clear, address: '/questions/partner', heading: text('question.not_yours.title') },
    question('partner', { v: 1, concern: 'melasma' }),
    question('scar_date', { v: 1, concern: 'burn_scars' }),
  ],
  'the plans': [
    { ...plan('nothing in the way, every table open', ready), then: openAll },
    plan('ask', like({ age: null, checks: checksWith('medicines', ['anticoagulant'], true) })),
    plan('wait', like({ checks: checksWith('recent', ['laser_peel']) })),
    plan('not now', notNow),
    plan('no estimate', like({ device: 'home' })),
    plan('not a concern', { v: 1, concern: 'drug_delivery' }),
    plan('24 sessions and every reason to ask', crowded),
    plan('unfinished', { v: 1, concern: 'burn_scars' }),
    plan('nothing yet', { v: 1 }),
  ],
  'what a person has done': [
    {
      ...question('age', ticked),
      name: 'an error at a field',
      then: async (planner) => {
        await planner.type(text('form.age'), '300');
        await planner.goOn();
        await expect(planner.main.getByRole('alert')).toBeVisible();
      },
    },
    { ...question('recent', ticked), name: 'a follow-up', then: see((planner) => planner.field(text('check.retinoid.date'))) },
    {
      ...screen('/learn/preparation', 'step.preparation.title'),
      name: 'an open term',
      then: async (planner) => {
        await planner.main.getByRole('button').first().click();
        await expect(planner.main.locator('[popover]:popover-open')).toBeVisible();
      },
    },
    {
      ...screen('/answers', 'answers.title'),
      name: 'the question before deleting',
      then: async (planner) => {
        await planner.press(text('answers.clear'));
        await expect(planner.main.getByText(text('answers.clear_sure'))).toBeVisible();
      },
    },
    {
      ...question('skin_now', { v: 1, concern: 'melasma' }),
      name: 'an error at a group',
      then: async (planner) => {
        await planner.goOn();
        await expect(planner.main.getByRole('alert')).toBeVisible();
      },
    },
  ],
  'carrying a plan along': [
    {
      name: '/take with a restore link',
      who: ready,
      address: '/take',
      then: async (planner) => {
        await planner.press(text('carry.link.make'));
        await expect(planner.main.locator('svg.qr')).toBeVisible();
      },
    },
    screen('/take/restore', 'restore.title'),
    {
      ...screen('/take/restore', 'restore.title'),
      name: 'a file before it is put back',
      then: async (planner) => {
        await planner.field(text('restore.file.label')).setInputFiles(fileURLToPath(new URL('../records/backup-1.json', import.meta.url)));
        await expect(planner.main.getByRole('heading', { name: text('restore.in_file') })).toBeVisible();
      },
    },
    {
      ...screen('/take/restore', 'restore.title'),
      name: 'a link that was cut',
      then: async (planner) => {
        await planner.type(text('restore.link.label'), 'cut');
        await planner.press(text('restore.link.open'));
        await expect(planner.main.getByRole('alert')).toBeVisible();
      },
    },
  ],
};

/** Goes through screens, one load of the page for each person, and looks at each. */
export async function walk(planner: Planner, screens: Screen[], look: (screen: Screen) => Promise<void>) {
  let who: Kept | undefined;
  for (const screen of screens) {
    if (screen.who === who) {
      await planner.visit(screen.address);
    } else {
      await planner.openAs(screen.who, screen.address);
      who = screen.who;
    }
    if (screen.heading) await planner.seeHeading(screen.heading);
    else await expect(planner.main.getByRole('heading', { level: 1 })).toBeVisible();
    await screen.then?.(planner);
    await look(screen);
  }
}
