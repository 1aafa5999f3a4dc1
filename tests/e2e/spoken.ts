// What the planner says in each of its languages, by id, for the tests that switch between them.
import { readdirSync, readFileSync } from 'node:fs';

const content = new URL('../../content/', import.meta.url);
const texts: Record<string, Record<string, unknown>> = {};

function load(language: string): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const folder of [`${language}/`, `${language}/plan/`].map((path) => new URL(path, content))) {
    for (const name of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      Object.assign(all, JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
    }
  }
  return all;
}

/** The text `id` in a language, without the marks of hard words. */
export function said(language: string, id: string): string {
  const entry = (texts[language] ??= load(language))[id] as string | Record<string, string> | undefined;
  const words = typeof entry === 'object' ? entry.label ?? entry.instruction ?? entry.judgement ?? entry.fact : entry;
  if (typeof words !== 'string') throw new Error(`content/${language} has no single text ${id}`);
  return words.replace(/\[\[(?:[^\]|]+\|)?([^\]]+)\]\]/g, '$1');
}

/** What each language calls itself. */
export const NAMES: Record<string, string> = { en: 'English', es: 'Español', fr: 'Français' };
