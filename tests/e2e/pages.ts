// The page of each language, its words by id, and the whole site as a folder of another one.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { serve } from './hosts/server.mjs';

const CONTENT = new URL('../../content/', import.meta.url);

/** Every language there are words for. */
export const LANGUAGES = readdirSync(CONTENT).filter((name) => existsSync(new URL(`${name}/app.json`, CONTENT)));

/** The page of a language, from the root of the site. */
export const pageOf = (language: string) => (language === 'en' ? './' : `./${language}/`);

const words: Record<string, Record<string, unknown>> = {};
for (const language of LANGUAGES) {
  words[language] = {};
  for (const folder of ['', 'plan/'].map((name) => new URL(`${language}/${name}`, CONTENT))) {
    for (const name of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      Object.assign(words[language], JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
    }
  }
}

/** The text `id` in a language, without marks. */
export function said(language: string, id: string): string {
  const entry = words[language]?.[id];
  const found = typeof entry === 'string' ? entry : Object.values((entry ?? {}) as Record<string, unknown>)[0];
  if (typeof found !== 'string') throw new Error(`content/${language} has no text ${id}`);
  return found.replace(/\[\[([^\]|]+)(?:\|([^\]]+))?\]\]/g, (_, term, shown) => shown ?? said(language, `glossary.${term}.term`));
}

/** Serves the planner as a folder of another site; what comes back is the address of that folder. */
export async function belowAnotherSite(): Promise<{ url: string; close: () => Promise<void> }> {
  const { url, close } = await serve(process.env.PLANNER_URL!);
  return { url: `${url}planner/`, close };
}
