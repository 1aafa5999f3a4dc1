// What the pages say, read by id from the content in the language that is spoken, and how a test says a day, a price or a
// range in the same words.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { lengthened, PSEUDO } from './pseudo';

type Forms = Record<string, string>;

const CONTENT = new URL('../../content/', import.meta.url);
const FOLDERS = ['', 'plan/', 'proofs/', 'details/', 'check/'];
const KINDS = ['label', 'instruction', 'judgement', 'fact'];

/** A file in a folder of `content/`: its texts, or its plurals' forms, by id. English says of each what kind it is. */
function read(path: string): Record<string, string | Forms> {
  const file = JSON.parse(readFileSync(new URL(path, CONTENT), 'utf8')) as Record<string, string | Forms>;
  const bare = ([id, entry]: [string, string | Forms]) => {
    const kind = typeof entry === 'string' ? undefined : KINDS.find((kind) => kind in entry);
    return [id, kind ? (entry as Forms)[kind] : entry];
  };
  return Object.fromEntries(Object.entries(file).map(bare));
}

/** The texts in these folders of a language, by id. */
export function texts(language: string, folders: string[] = FOLDERS): Record<string, string | Forms> {
  const files = folders.flatMap((folder) => {
    const names = readdirSync(new URL(`${language}/${folder}`, CONTENT)).filter((name) => name.endsWith('.json'));
    return names.map((name) => `${language}/${folder}${name}`);
  });
  return Object.assign({}, ...files.map(read));
}

/** Every language there are words for: English, then the others. */
export const LANGUAGES = readdirSync(CONTENT)
  .filter((tag) => existsSync(new URL(`${tag}/app.json`, CONTENT)))
  .sort((one, other) => Number(other === 'en') - Number(one === 'en') || one.localeCompare(other));

const entries: Record<string, Record<string, string | Forms>> = {};

/** The language that a test's person speaks, until another one does. */
let spoken = 'en';

/** From here on texts are in this language. */
export function speak(language: string) {
  spoken = language;
}

function all(language: string) {
  return (entries[language] ??= language === PSEUDO ? lengthened(texts('en')) : texts(language));
}

function raw(id: string, language: string): string | Forms {
  const entry = all(language)[id];
  if (entry === undefined) throw new Error(`content/${language} has no text ${id}`);
  return entry;
}

function withoutMarks(text: string, language: string): string {
  return text.replace(/\[\[([^\]|]+)(?:\|([^\]]+))?\]\]/g, (_, id, shown) => shown ?? single(`glossary.${id}.term`, language));
}

function single(id: string, language: string): string {
  const found = raw(id, language);
  if (typeof found !== 'string') throw new Error(`${id} has plural forms`);
  return withoutMarks(found, language);
}

/** Whether there is a text of this id. */
export function has(id: string): boolean {
  return id in all(spoken);
}

/** The text `id`, its placeholders filled. */
export function text(id: string, values: Record<string, string | number> = {}, language = spoken): string {
  return fill(single(id, language), values);
}

/** The text `id` in a language, whichever is spoken. */
export const said = (language: string, id: string): string => text(id, {}, language);

/** What each language calls itself. */
export const NAMES: Record<string, string> = Object.fromEntries(LANGUAGES.map((tag) => [tag, said(tag, 'language.name')]));

function fill(words: string, values: Record<string, string | number>): string {
  return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, String(value)), words);
}

/** A text to look for by a pattern. */
export const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** How the language spoken says numbers and days; the browser of a test in English is a British one. */
export function locale(language = spoken): string {
  return language === 'en' ? 'en-GB' : language === PSEUDO ? PSEUDO : single('language.locale', language);
}

/** The text `id` in the plural that goes with `count`; `shown` stands in it, the count itself unless told otherwise. */
export function counted(id: string, count: number, shown: string = String(count)): string {
  const forms = raw(id, spoken) as Forms;
  return fill(withoutMarks(forms[new Intl.PluralRules(locale()).select(count)], spoken), { n: shown });
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
  const said = new Intl.DateTimeFormat(locale(), { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
  return options.day && day.endsWith('-01') ? said.replace(/\b1\b/, text('unit.first_day')) : said;
}

/** "4 Jan 2027". */
export const day = (iso: string) => dated(iso, { day: 'numeric', month: 'short', year: 'numeric' });

/** "January 2027". */
export const month = (iso: string) => dated(iso, { month: 'long', year: 'numeric' });

/** "€1,050", cents only where there are any. */
export function money(cents: number, currency: string): string {
  const digits = cents % 100 === 0 ? { maximumFractionDigits: 0 } : {};
  return new Intl.NumberFormat(locale(), { style: 'currency', currency, ...digits }).format(cents / 100);
}

/** The heading of a question's page. */
export function questionTitle(question: string, concern: string): string {
  if (has(`checks.${question}.title`)) return text(`checks.${question}.title`);
  if (question === 'partner') return text(`question.partner.title.${concern}`);
  return text(`question.${question}.title`);
}
