// People and what they answered. Today is TODAY for each of them.

/** The day every dated test runs on. */
export const TODAY = '2026-12-01';

/** Stands before every key. */
export const PREFIX = 'microneedling-planner:';

// Under these names tests say what people answered, ticked and booked, each as one plain value. records.ts knows what is
// kept of it under which keys. In schema 1 they were keys themselves.
export const ANSWERS = `${PREFIX}answers`;
export const TICKS = `${PREFIX}ticks`;
export const SESSIONS = `${PREFIX}sessions`;
export const CALENDAR = `${PREFIX}calendar`;
export const PHOTO = `${PREFIX}photo:`;
export const entry = (day: string) => `${PREFIX}entry:${day}`;

export type Kept = Record<string, unknown>;

const NOTHING = { ticked: [], unsure: false };
const ALL_CLEAR = {
  skin_now: NOTHING,
  skin_history: NOTHING,
  recent: NOTHING,
  medicines: NOTHING,
  body: NOTHING,
  allergy_implants: NOTHING,
  feelings: NOTHING,
};

/** Acne scars, everything answered, nothing in the way: 3 to 6 sessions, likely 4, each 4 weeks. */
export const clear: Kept = {
  v: 1,
  concern: 'acne_scars',
  severity: 'moderate',
  scar_type: 'boxcar',
  area: 'face_cheeks',
  device: 'mechanical',
  sun: 2,
  age: 34,
  checks: ALL_CLEAR,
  add: [],
  not_if: false,
  start: '2027-01-04',
  event: null,
  interval: null,
  price: null,
};

/** Someone else with most answers of `clear`. */
export const like = (changes: Kept): Kept => ({ ...clear, ...changes });

/** The health checks of `clear` with one page changed. */
export const checksWith = (group: string, ticked: string[], unsure = false) => ({
  ...ALL_CLEAR,
  [group]: { ticked, unsure },
});

/** Thinning hair with weekly sessions: a course of 12 to 24 weeks. */
export const hair: Kept = like({
  concern: 'alopecia_androgenetic',
  scar_type: undefined,
  area: 'scalp',
  partner: true,
  interval: 1,
});

export const CONCERNS = [
  'acne_scars',
  'acne_active',
  'surgical_traumatic_scars',
  'burn_scars',
  'alopecia_androgenetic',
  'alopecia_areata',
  'rejuvenation',
  'enlarged_pores',
  'melasma',
  'hyperpigmentation_pih',
  'stretch_marks',
  'hyperhidrosis',
  'keloid',
  'drug_delivery',
];

/** Sessions of the first course in their order: those with `ended` took place, the others are booked. */
export const sessionsOf = (list: Kept[]): Kept => ({
  v: 1,
  later: 0,
  sessions: list.map((session, place) => ({
    course: 1,
    number: place + 1,
    ...('ended' in session ? { offset: 0, zone: 'Europe/London' } : {}),
    ...session,
  })),
});
