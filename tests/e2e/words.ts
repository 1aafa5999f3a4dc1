// What the pages say, read by id from the content, and how a test says a day, a price or a range in the same words.
import { readdirSync, readFileSync } from 'node:fs';

type Entry = Record<string, unknown>;

const entries: Record<string, Entry> = {};
for (const folder of ['../../content/en/', '../../content/en/plan/'].map((path) => new URL(path, import.meta.url))) {
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    Object.assign(entries, JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
  }
}

const KINDS = ['label', 'instruction', 'judgement', 'fact'];

function raw(id: string): string | Record<string, string> {
  const entry = entries[id];
  if (!entry) throw new Error(`content/en has no text ${id}`);
  return entry[KINDS.find((kind) => kind in entry)!] as string | Record<string, string>;
}

function withoutMarks(text: string): string {
  return text.replace(/\[\[([^\]|]+)(?:\|([^\]]+))?\]\]/g, (_, id, shown) => shown ?? single(`glossary.${id}.term`));
}

function single(id: string): string {
  const found = raw(id);
  if (typeof found !== 'string') throw new Error(`${id} has plural forms`);
  return withoutMarks(found);
}

/** Whether there is a text of this id. */
export function has(id: string): boolean {
  return id in entries;
}

/** The text `id`, its placeholders filled. */
export function text(id: string, values: Record<string, string | number> = {}): string {
  return fill(single(id), values);
}

function fill(words: string, values: Record<string, string | number>): string {
  return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, String(value)), words);
}

/** The text `id` in the plural that goes with `count`; `shown` stands in it, the count itself unless told otherwise. */
export function counted(id: string, count: number, shown: string = String(count)): string {
  const forms = raw(id) as Record<string, string>;
  return fill(withoutMarks(count === 1 ? forms.one : forms.other), { n: shown });
}

export const sessions = (count: number) => counted('unit.sessions', count);
export const weeks = (count: number) => counted('unit.weeks', count);

/** "3 to 6", or "3" when both ends are the same. */
export const range = (low: number | string, high: number | string) =>
  low === high ? String(low) : text('unit.range', { low, high });

export const sessionsRange = (low: number, high: number) => counted('unit.sessions', high, range(low, high));

/** The day `count` weeks after an ISO day, as an ISO day. */
export function weeksAfter(day: string, count: number): string {
  return daysAfter(day, count * 7);
}

export function daysAfter(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

function dated(day: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** "4 Jan 2027". */
export const day = (iso: string) => dated(iso, { day: 'numeric', month: 'short', year: 'numeric' });

/** "January 2027". */
export const month = (iso: string) => dated(iso, { month: 'long', year: 'numeric' });

/** "€1,050", cents only where there are any. */
export function money(cents: number, currency: string): string {
  const digits = cents % 100 === 0 ? { maximumFractionDigits: 0 } : {};
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency, ...digits }).format(cents / 100);
}

/** The heading of a question's page. */
export function questionTitle(question: string, concern: string): string {
  if (has(`checks.${question}.title`)) return text(`checks.${question}.title`);
  if (question === 'partner') return text(`question.partner.title.${concern}`);
  return text(`question.${question}.title`);
}
