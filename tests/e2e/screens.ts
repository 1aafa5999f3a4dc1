// Every screen in every state that looks different, for the tests that look at all of them, and a walk through them
// that loads the page once for each person.
import { fileURLToPath } from 'node:url';

import { type Locator } from '@playwright/test';

import { checksWith, clear, entry, hair, like, SESSIONS, sessionsOf, type Kept } from './people';
import { expect, type Planner } from './planner';
import { escaped, questionTitle, text } from './words';

/** A screen as it stands when a test looks at it. */
export interface Screen {
  name: string;
  who: Kept;
  /** What else is on the device, by key. */
  also?: Record<string, Kept>;
  address: string;
  /** Its heading in the language spoken; without one, any heading will do. */
  heading?: () => string;
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
const screen = (address: string, id: string): Screen => ({ name: address, who: clear, address, heading: () => text(id) });

const question = (question: string, who: Kept = clear): Screen => ({
  name: `question ${question}`,
  who,
  address: `/questions/${question}`,
  heading: () => questionTitle(question, String(who.concern)),
});

const plan = (name: string, who: Kept): Screen => ({ name: `plan: ${name}`, who, address: '/plan' });

const AHEAD = { [SESSIONS]: sessionsOf([{ day: '2026-12-20', time: '10:00' }]) };
const CLOSE = { [SESSIONS]: sessionsOf([{ ended: '2026-11-30T10:00Z' }, { day: '2026-12-07' }]) };
const FRESH = { [SESSIONS]: sessionsOf([{ ended: '2026-12-01T07:00Z' }]) };

/** Two courses, with everything that can be noted. */
const HISTORY = {
  [SESSIONS]: {
    v: 1,
    later: 1,
    sessions: [
      {
        course: 1, number: 1, ended: '2026-06-01T09:30Z', offset: 60, zone: 'Europe/London',
        place: 'Skin Co', who: 'Dr Lee',
        device: 'mechanical', depth: 150, area: 'face_cheeks',
      },
      { course: 2, number: 1, ended: '2026-11-01T09:30Z', offset: 0, zone: 'Europe/London' },
      { course: 2, number: 2, day: '2026-12-08' },
    ],
    rules: { make_up: 72 },
  },
};

const SIGNS = [
  'colour_change', 'swelling', 'pinpoint_bleeding', 'tight_dry_rough', 'flaking', 'bruising', 'small_spots', 'itch', 'soreness',
];

/** Entries of the diary by day. */
const entries = (list: Record<string, Kept>): Record<string, Kept> =>
  Object.fromEntries(Object.entries(list).map(([day, said]) => [entry(day), { v: 1, ...said }]));

/** Every sign at once, in each strength. */
const everySign = (from: number) =>
  Object.fromEntries(SIGNS.map((sign, place) => [sign, ['little', 'some', 'lot'][(place + from) % 3]]));

/** One session with an entry on its day and the day after. */
const HEALS = { ...FRESH, ...entries({ '2026-12-01': { signs: { colour_change: 'lot', soreness: 'some' }, note: 'It went fine.' } }) };

/** Two courses and entries before, between and after, with the longest words people write. */
const DIARY = {
  ...HISTORY,
  ...entries({
    '2026-05-20': { note: 'ماذا أتوقع؟ 😀😀' },
    '2026-06-01': { signs: everySign(0) },
    '2026-06-03': { signs: everySign(1), note: 'x'.repeat(2000) },
    '2026-09-01': { change: 'little_better', note: '😀'.repeat(2000) },
    '2026-11-01': { signs: everySign(2) },
    '2026-11-04': { signs: everySign(0), note: 'It itches at night. '.repeat(99) },
    '2026-11-20': { signs: { itch: 'little' }, change: 'worse' },
    '2026-11-30': { change: 'same' },
  }),
};

/** A screen of someone with these sessions. */
const at = (name: string, address: string, who: Kept, also?: Record<string, Kept>, id?: string): Screen => ({
  name,
  who,
  also: also && ('v' in also ? { [SESSIONS]: also } : also),
  address,
  heading: id ? () => text(id) : undefined,
});

const optionsTable = ({ main }: Planner) => main.getByRole('table', { name: text('options.grid.name') });

/** Opens every row of the screen that can be opened: tables, reasons, warning signs, and what is folded away within them. */
async function openAll({ main }: Planner) {
  // In the page, until none is left: the screen may be drawn once more while it opens, and a tap from outside waits for
  // seconds when the row it was meant for is open already.
  await expect.poll(() => main.evaluate((main) => {
    const closed = [...main.querySelectorAll<HTMLElement>('details:not([open]) > summary')].filter((summary) => summary.checkVisibility());
    for (const summary of closed) summary.click();
    return closed.length;
  }), { intervals: [0, 20, 50, 100] }).toBe(0);
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

/** "Is this normal?" from its second page on, each time by someone who loads the page: nothing is ticked yet. */
const normal = (name: string, then: (planner: Planner) => Promise<void>): Screen => ({
  ...screen('/normal', 'normal.title'),
  name,
  who: { ...clear },
  then: async (planner) => {
    await planner.press(text('normal.none'));
    await planner.seeHeading(text('normal.call.title'));
    await then(planner);
  },
});
/** Chooses a picture, which the page draws for it. */
async function choosePhoto({ page, main }: Planner) {
  const address = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 300, height: 400 });
    canvas.getContext('2d')!.fillRect(60, 60, 180, 280);
    return canvas.toDataURL('image/jpeg');
  });
  const buffer = Buffer.from(address.split(',')[1], 'base64');
  await main.locator('#photo-file').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer });
  await expect(main.getByRole('group', { name: text('photo.preview') })).toBeVisible();
}

/** What is looked at together: each group is one test, so that two run at a time. */
export const GROUPS: Record<string, Screen[]> = {
  'the pages to read and the lists': [
    screen('/', 'start.title'),
    ...STEPS.map((step) => screen(`/learn/${step}`, `step.${step}.title`)),
    screen('/learn/healing', 'healing.title'),
    screen('/learn/uses', 'uses.title'),
    screen('/learn/skin', 'skin.title'),
    { ...screen('/learn/skin', 'skin.title'), name: 'the skin, every table open', then: openAll },
    screen('/answers', 'answers.title'),
    screen('/checklist/questions', 'checklist.questions.title'),
    screen('/checklist/preparation/1', 'checklist.preparation.title'),
    screen('/checklist/session_day/2', 'checklist.session_day.title'),
    { ...screen('/checklist/aftercare/1', 'checklist.aftercare.title'), then: openAll },
    ...['acne_scars', 'alopecia_androgenetic', 'drug_delivery'].map((concern): Screen => ({
      name: `/evidence/${concern}`,
      who: clear,
      address: `/evidence/${concern}`,
      heading: () => text('sources.title', { concern: text(`concern.${concern}.in_sentence`) }),
      then: see(({ main }) => main.getByRole('heading', { name: text('sources.also'), exact: true })),
    })),
    screen('/styleguide', 'styleguide.title'),
    screen('/nowhere', 'unknown.title'),
  ],
  'the questions': [
    ...QUESTIONS.map((id) => question(id)),
    { name: 'a question that is not asked', who: clear, address: '/questions/partner', heading: () => text('question.not_yours.title') },
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
  'today and the sessions': [
    at('nothing planned', '/today', { v: 1 }, undefined, 'today.nothing.title'),
    at('before a session', '/today', clear, AHEAD),
    at('a session booked too close', '/sessions/2', clear, CLOSE),
    at('the day of a session', '/today', clear, sessionsOf([{ day: '2026-12-01', time: '16:00' }])),
    at('a session that was missed', '/today', clear, sessionsOf([{ day: '2026-11-30' }])),
    { ...at('a few hours after', '/today', clear, FRESH, 'today.day.0'), then: openAll },
    at('skin that is calm', '/today', clear, sessionsOf([{ ended: '2026-11-18T10:00Z' }]), 'today.between.title'),
    { ...at('all sessions', '/sessions', clear, HISTORY, 'sessions.title'), then: (planner) => planner.press(text('sessions.another')) },
    { ...at('a session that took place', '/sessions/1', clear, HISTORY), then: openAll },
    at('the clinic’s own rules', '/today/rules', clear, HISTORY, 'rules.title'),
    {
      ...at('an error at each form of a session', '/sessions/102', clear, HISTORY),
      then: async (planner) => {
        await openAll(planner);
        for (const button of ['visit.book.save', 'visit.hold.save']) {
          const field = button === 'visit.book.save' ? 'visit.book.day' : 'visit.hold.day';
          await planner.type(text(field), '');
          await planner.press(text(button));
        }
        await expect(planner.main.getByRole('alert')).toHaveCount(2);
      },
    },
  ],
  'is this normal': [
    screen('/normal', 'normal.title'),
    normal('what a clinic should hear about', async () => {}),
    normal('the signs', async (planner) => {
      await planner.press(text('normal.none'));
      await planner.seeHeading(text('normal.signs.title'));
      await planner.tick(text('sign.itch.name'));
      await planner.press(text('normal.what_now'));
      await expect(planner.main.getByRole('alert')).toBeVisible();
    }),
    normal('each kind of line', async (planner) => {
      await planner.choose(text('question.device.option.rf'));
      await planner.tick(text('normal.flag.new_marks'));
      await planner.press(text('normal.what_now'));
      await planner.seeHeading(text('normal.signs.title'));
      await planner.type(text('normal.when.day'), '2026-11-27');
      for (const sign of ['swelling', 'flaking', 'itch', 'bruising']) await planner.tick(text(`sign.${sign}.name`));
      await planner.tick(text('normal.worse', { sign: text('sign.itch.name') }));
      await planner.press(text('normal.what_now'));
      await planner.seeHeading(text('normal.verdict.call_today.title'));
      await planner.press(text('normal.keep'));
      await expect(planner.main.getByRole('status')).toHaveText(text('normal.kept'));
    }),
    normal('nothing ticked, at home', async (planner) => {
      await planner.choose(text('question.device.option.home'));
      await planner.press(text('normal.none'));
      await planner.seeHeading(text('normal.signs.title'));
      await planner.type(text('normal.when.day'), '2026-11-30');
      await planner.press(text('normal.none'));
      await planner.seeHeading(text('normal.verdict.nothing.title'));
    }),
    {
      ...screen('/normal', 'normal.title'),
      name: 'an emergency',
      who: { ...clear },
      then: async (planner) => {
        await planner.tick(text('normal.flag.eye'));
        await planner.press(text('normal.what_now'));
        await planner.seeHeading(text('normal.verdict.emergency.title'));
      },
    },
    { ...screen('/normal/signs', 'normal.lost.title'), who: { ...clear } },
  ],
  'the diary': [
    at('an empty diary', '/diary', clear, undefined, 'diary.title'),
    { ...at('an entry before any session', '/diary/entry', clear, undefined, 'entry.title'), then: openAll },
    { ...at('one session', '/diary', clear, HEALS, 'diary.title'), then: openAll },
    { ...at('today’s entry, all signs', '/diary/entry', clear, HEALS, 'entry.title_change'), then: openAll },
    { ...at('two courses with many entries', '/diary', clear, DIARY, 'diary.title'), then: openAll },
    at('two courses without a plan', '/diary', { v: 1 }, DIARY, 'diary.title'),
    {
      ...at('an entry that was deleted', '/diary', clear, HEALS, 'diary.title'),
      then: async (planner) => {
        await planner.main.getByRole('button', { name: new RegExp(escaped(text('diary.delete_entry'))) }).first().click();
        await expect(planner.main.getByRole('button', { name: text('diary.undo'), exact: true })).toBeVisible();
      },
    },
    {
      ...at('errors of an entry', '/diary/entry', clear, DIARY, 'entry.title'),
      then: async (planner) => {
        await planner.type(text('entry.day'), '2026-12-02');
        await planner.type(text('entry.note'), 'word '.repeat(500));
        await planner.press(text('entry.save'));
        await expect(planner.main.getByRole('alert').first()).toBeVisible();
      },
    },
  ],
  'the photos': [
    { ...screen('/diary/photos', 'photo.title'), name: 'no photos yet' },
    {
      ...screen('/diary/photos', 'photo.title'),
      name: 'a file that is no picture',
      then: async ({ main }) => {
        await main.locator('#photo-file').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('x') });
        await expect(main.getByRole('alert')).toHaveText(text('photo.no_picture'));
      },
    },
    { ...screen('/diary/photos', 'photo.title'), name: 'a photo before it is kept', then: choosePhoto },
    {
      ...screen('/diary/photos', 'photo.title'),
      name: 'two photos, and the question before deleting',
      then: async (planner) => {
        for (const view of ['front', 'front']) {
          if (await planner.main.getByRole('group', { name: text('photo.preview') }).isHidden()) await choosePhoto(planner);
          await planner.choose(text(`photo.view.${view}`));
          await planner.press(text('photo.keep'));
          await expect(planner.main.getByRole('group', { name: text('photo.preview') })).toBeHidden();
        }
        await expect(planner.section(text('photo.compare.title'))).toBeVisible();
        await planner.press(text('photo.delete_all'));
        await expect(planner.main.getByText(text('photo.delete_all_sure'))).toBeVisible();
      },
    },
  ],
  'what can be taken along': [
    { ...screen('/take', 'take.title'), then: openAll },
    screen('/take/consultation', 'consult.title'),
    { ...screen('/take/consultation', 'consult.title'), name: 'the sheet of someone with every reason to ask', who: crowded },
    { ...screen('/take', 'take.title'), name: 'nothing to take along yet', who: { v: 1 } },
    { ...screen('/take/consultation', 'consult.title'), name: 'an empty sheet', who: { v: 1 } },
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
  'snapshots': [
    {
      ...screen('/saved', 'saved.title'),
      name: 'a list of snapshots',
      then: async (planner) => {
        // Leaving the page makes one.
        await planner.reload();
        await expect(planner.section(text('snapshots.title')).locator('li')).toHaveCount(1);
      },
    },
    {
      ...screen('/saved', 'saved.title'),
      name: 'a snapshot before it is put back',
      then: async (planner) => {
        await planner.section(text('snapshots.title')).locator('li button').click();
        await expect(planner.main.getByRole('heading', { name: text('snapshots.in_it') })).toBeVisible();
      },
    },
  ],
  'what is kept on the device': [
    {
      ...at('with earlier copies and what could not be read', '/saved', { ...clear }, {
        ...DIARY,
        'microneedling-planner:aside:1a2b3c4d:photo:3': { broken: true },
        'microneedling-planner:snapshot:1796119200000': { of: 'yesterday' },
      }, 'saved.title'),
      then: see((planner) => planner.section(text('saved.aside.title'))),
    },
    {
      ...screen('/saved', 'saved.title'),
      name: 'the questions before erasing',
      who: { ...clear },
      then: async (planner) => {
        await planner.press(text('saved.shared.use'));
        await planner.press(text('saved.erase.button'));
        await expect(planner.main.getByText(text('saved.erase.sure'))).toBeVisible();
      },
    },
    {
      ...screen('/saved', 'saved.title'),
      name: 'a device with no room left',
      who: { ...clear },
      then: async (planner) => {
        await planner.page.evaluate(() => {
          Storage.prototype.setItem = () => {
            throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
          };
        });
        await planner.visit('/questions/severity');
        await planner.choose(text('concern.acne_scars.severity.severe'));
        await planner.visit('/saved');
        await expect(planner.section(text('saved.full.title'))).toBeVisible();
      },
    },
    {
      ...screen('/saved', 'saved.title'),
      name: 'a shared computer',
      who: { ...clear },
      then: async (planner) => {
        await planner.press(text('saved.shared.use'));
        await planner.press(text('saved.shared.yes'));
        await expect(planner.section(text('saved.shared_on.title'))).toBeVisible();
      },
    },
  ],
  'the settings': [screen('/settings', 'settings.title')],
  'the evidence': [
    screen('/evidence', 'evidence.title'),
    {
      ...screen('/evidence', 'evidence.title'),
      name: 'the evidence that could not be checked',
      then: async (planner) => {
        await planner.field(text('evidence.filter.ground')).selectOption('not_verified');
        await expect(planner.main.locator('.evidence-rows > li').first()).toBeVisible();
      },
    },
    { ...screen('/evidence/conflicts', 'evidence.topic.conflicts'), then: see(({ main }) => main.locator('.sides').first()) },
    { ...screen('/evidence/fda/class_rule', 'evidence.topic.fda'), then: see(({ main }) => main.locator('.sought')) },
    {
      name: 'every row of a concern',
      who: clear,
      address: '/evidence/hyperhidrosis/rate-hh_relapse',
      then: async (planner) => {
        await expect(planner.main.locator('.sought')).toBeVisible();
        await openAll(planner);
      },
    },
  ],
  'the options': [
    { ...screen('/options', 'options.title'), then: see(optionsTable) },
    { ...screen('/options', 'options.title'), name: 'the options before a concern', who: { v: 1 } },
    {
      ...at('the options of someone whose plan stops, ranked', '/options', like({ concern: 'keloid' }), {
        'microneedling-planner:matters': { order: ['no_needles', 'lower_cost', 'sooner_result'] },
      }, 'options.title'),
      then: see(({ main }) => main.locator('.standing').first()),
    },
  ],
  'who makes it and what it knows': [
    { ...screen('/about', 'about.title'), then: openAll },
    {
      ...at('what the page knows', '/privacy', clear, DIARY, 'privacy.title'),
      then: async (planner) => {
        await openAll(planner);
        await expect(planner.section(text('privacy.asked.title')).locator('tbody th').first()).toBeVisible();
      },
    },
  ],
  'for clinics': [
    screen('/for-clinics', 'clinics.title'),
    { ...screen('/for-clinics', 'clinics.title'), name: 'all that is folded away for clinics', then: openAll },
    {
      ...screen('/for-clinics', 'clinics.title'),
      who: { ...clear },
      name: 'errors of the form for clinics',
      then: async (planner) => {
        await openAll(planner);
        for (const [field, typed] of [['accent', 'x'], ['phone', 'x'], ['booking', 'x'], ['price', 'x'], ['weeks-melasma', '99']]) {
          await planner.main.locator(`#${field}`).fill(typed);
        }
        await planner.press(text('clinics.check'));
        await expect(planner.main.getByRole('alert').first()).toBeVisible();
      },
    },
    {
      ...screen('/for-clinics', 'clinics.title'),
      who: { ...clear },
      name: 'the preview for clinics',
      then: async ({ main }) => {
        await main.locator('microneedling-planner').scrollIntoViewIfNeeded();
        await expect(main.locator('microneedling-planner')).toHaveAttribute('data-state', 'ready');
      },
    },
  ],
  'how the estimate works': [
    { ...screen('/estimator', 'estimator.title'), name: 'every rule and check of the estimate', then: openAll },
    {
      ...screen('/estimator', 'estimator.title'),
      name: 'an answer that moved, one that cannot be read, and the cases',
      who: { ...clear },
      then: async (planner) => {
        await planner.field(questionTitle('concern', 'acne_scars')).selectOption('burn_scars');
        const age = planner.field(text('form.age'));
        await age.fill('x');
        await age.blur();
        await planner.press(text('estimator.cases.open'));
        await planner.main.locator('.cases summary').first().click();
        await expect(planner.main.getByRole('table').first()).toBeVisible();
      },
    },
    { ...screen('/estimator', 'estimator.title'), name: 'an example without any answer', who: { v: 1 } },
    {
      ...screen('/understanding', 'understanding.title'),
      name: 'a question and what is right',
      who: { ...clear },
      then: async (planner) => {
        await planner.main.locator('.option label').first().click();
        await planner.press(text('understanding.check'));
        await expect(planner.main.getByRole('status')).toContainText(/./);
      },
    },
    { ...screen('/understanding', 'understanding.title'), name: 'fewer questions', who: notNow },
    { ...screen('/understanding', 'understanding.title'), name: 'no plan to ask about', who: { v: 1 } },
  ],
};

/** Goes through screens, one load of the page for each person, and looks at each. */
export async function walk(planner: Planner, screens: Screen[], look: (screen: Screen, place: number) => Promise<void>) {
  let last: Screen | undefined;
  for (const [place, screen] of screens.entries()) {
    if (last && screen.who === last.who && screen.also === last.also) {
      await planner.visit(screen.address);
    } else {
      await planner.openAs(screen.who, screen.address, screen.also);
    }
    last = screen;
    if (screen.heading) await planner.seeHeading(screen.heading());
    else await expect(planner.main.getByRole('heading', { level: 1 })).toBeVisible();
    await screen.then?.(planner);
    await look(screen, place);
  }
}
