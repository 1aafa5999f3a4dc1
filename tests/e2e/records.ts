// What is kept on the device, as the planner writes it, made out of the plain values in which tests describe people; and
// back. The plain values are those of schema 1: all answers in one object, all ticks in one list, all sessions in one.
import { crc32 } from 'node:zlib';

import { type Page } from '@playwright/test';

import { ANSWERS, PREFIX, SESSIONS, TICKS, type Kept } from './people';

/** When the people of the tests said what they said: before any test's today. */
const SAID = Date.UTC(2026, 10, 1);

/** A stamp of this time, by a window that no test opens. */
export const stamp = (millis: number, writer = 1) => `${millis.toString(16)}-0-${writer.toString(16)}`;

/** What is kept of a record with these fields: the text under its key. */
export function envelope(fields: Kept, said = stamp(SAID), version = 2): string {
  return sealed(`{"v":${version},"checksum":"`, `","stamp":"${said}","fields":${JSON.stringify(fields)}}`);
}

/** What stands before and after the checksum, with it. */
export function sealed(start: string, rest: string): string {
  return start + crc32(start + rest).toString(16).padStart(8, '0') + rest;
}

/** The key under which a text is set aside that cannot be read. */
export const aside = (key: string, text: string) =>
  `${PREFIX}aside:${crc32(text).toString(16).padStart(8, '0')}:${key.slice(PREFIX.length)}`;

const OF_PLAN = ['start', 'event', 'interval', 'price'];

/** The fields of an object, those in the named groups apart: `checks.body`. */
function apart(object: Kept, ...groups: string[]): Kept {
  const fields = Object.entries(object).flatMap(([name, value]) =>
    groups.includes(name)
      ? Object.entries(value as Kept).map(([inner, value]) => [`${name}.${inner}`, value])
      : [[name, value]]);
  return Object.fromEntries(fields);
}

/** The fields of each record, by key without the planner's name, that a plain value becomes. */
function fieldsOf(key: string, plain: Kept): Record<string, Kept> {
  const { v: _, ...value } = JSON.parse(JSON.stringify(plain)) as Kept;
  if (key === ANSWERS) {
    const isOfPlan = ([name]: [string, unknown]) => OF_PLAN.includes(name);
    const all = Object.entries(value);
    return {
      profile: apart(Object.fromEntries(all.filter((field) => !isOfPlan(field))), 'checks', 'dates'),
      plan: Object.fromEntries(all.filter(isOfPlan)),
    };
  }
  if (key === TICKS) {
    const lists: Record<string, Kept> = {};
    for (const tick of value.ticked as string[]) {
      const [list, session, row] = tick.split('/');
      (lists[`ticks:${list}:${session}`] ??= {})[row] = true;
    }
    return lists;
  }
  if (key === SESSIONS) {
    const { sessions, later, ...others } = value as { sessions: Kept[]; later: number };
    const records: Record<string, Kept> = {};
    for (const { course, number, day, time, ended, offset, zone, ...details } of sessions) {
      const stage = { day, time, ended, offset, zone };
      records[`session:${(Number(course) - 1) * 100 + Number(number)}`] = { stage, ...details };
    }
    return { ...records, course: apart({ ...others, ...(later ? { later } : {}) }, 'rules') };
  }
  return { [key.slice(PREFIX.length)]: apart(value, 'signs') };
}

/** What is kept on the device, by key, of people's plain values by key. Texts stay as they are. */
export function kept(plain: Record<string, Kept | string>): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [key, value] of Object.entries(plain)) {
    if (typeof value === 'string') {
      texts[key] = value;
      continue;
    }
    for (const [name, fields] of Object.entries(fieldsOf(key, value))) {
      if (Object.keys(fields).length > 0) texts[PREFIX + name] = envelope(fields);
    }
  }
  return texts;
}

/** Everything that is kept on the device now, by key, when all writes on the way are done. */
export async function shelf(page: Page): Promise<Record<string, string>> {
  return page.evaluate((name) => {
    const look = () => ({ ...localStorage }) as Record<string, string>;
    // Whoever wants to write has asked for a turn before this.
    return navigator.locks ? navigator.locks.request(name, look) : look();
  }, PREFIX);
}

/** What a kept text says; nothing where there is none, or none that can be read. */
export function fields(text: string | null | undefined): Kept {
  try {
    return (JSON.parse(text ?? '{}') as { fields?: Kept }).fields ?? {};
  } catch {
    return {};
  }
}

/** Fields with a dot in their name back under the name before it. */
function nested(fields: Kept): Kept {
  const object: Kept = {};
  for (const [name, value] of Object.entries(fields)) {
    const [outer, inner] = name.split('.');
    if (inner === undefined) object[outer] = value;
    else object[outer] = { ...(object[outer] as Kept), [inner]: value };
  }
  return object;
}

/** The plain values, by key, of what is kept on the device. Records that say nothing are left out. */
export function plain(texts: Record<string, string>): Record<string, Kept> {
  const values: Record<string, Kept> = {};
  const put = (key: string, more: Kept) => { values[key] = { v: 1, ...values[key], ...more }; };
  const ticked: string[] = [];
  const sessions: Kept[] = [];
  let course: Kept = {};
  for (const [key, text] of Object.entries(texts)) {
    const name = key.slice(PREFIX.length);
    const [kind, first, second] = name.split(':');
    const said = key.startsWith(PREFIX) && kind !== 'aside' && kind !== 'snapshot' ? fields(text) : {};
    if (Object.keys(said).length === 0) continue;
    if (name === 'profile' || name === 'plan') put(ANSWERS, nested(said));
    else if (kind === 'ticks') ticked.push(...Object.keys(said).map((row) => `${first}/${second}/${row}`));
    else if (name === 'course') course = nested(said);
    else if (kind === 'session') {
      const { stage, ...details } = said;
      const running = Number(first);
      sessions.push({ course: Math.floor(running / 100) + 1, number: running % 100, ...(stage as Kept), ...details });
    } else put(key, nested(said));
  }
  const order = (session: Kept) => Number(session.course) * 100 + Number(session.number);
  if (ticked.length > 0) values[TICKS] = { v: 1, ticked: ticked.sort() };
  if (sessions.length > 0 || Object.keys(course).length > 0) {
    sessions.sort((one, other) => order(one) - order(other));
    values[SESSIONS] = { v: 1, later: 0, sessions, ...course };
  }
  return values;
}
