// A language that nobody speaks, to find what was made for English alone: English with longer words and letters no
// English text has, in brackets, from right to left, with the numbers, days and plurals of Arabic. The program runs in it as
// in any other language; only its packs are made here, on their way to the browser.
import { type Page } from '@playwright/test';

/** Its tag. No person has it: `XB` is no country. */
export const PSEUDO = 'ar-XB';

/** What every text begins and ends with. */
export const OPEN = '⟦';
export const CLOSE = '⟧';

type Texts = Record<string, string | Record<string, string>>;

/** Vowels with a bar, of which no text in English has any: twice each, which makes a text about 40 % longer. */
const VOWELS: Record<string, string> = {
  a: 'āā', e: 'ēē', i: 'īī', o: 'ōō', u: 'ūū', A: 'Āā', E: 'Ēē', I: 'Īī', O: 'Ōō', U: 'Ūū',
};

/** What a program or a person's browser reads in a text: placeholders, ids of terms, addresses. */
const FIXED = /\{\w+\}|\[\[[^\]|]+\||\[\[[^\]|]+\]\]|\]\]|https?:\/\/\S*/g;

/** A text in this language. */
export function longer(text: string): string {
  let out = '';
  let last = 0;
  const words = (part: string) => part.replace(/[aeiou]/gi, (vowel) => VOWELS[vowel]);
  for (const { 0: fixed, index } of text.matchAll(FIXED)) {
    out += words(text.slice(last, index)) + fixed;
    last = index + fixed.length;
  }
  return OPEN + out + words(text.slice(last)) + CLOSE;
}

const OF_ITSELF: Texts = { 'language.locale': PSEUDO, 'language.direction': 'rtl' };

/** English texts by id in this language: a plural in all its six forms, each naming itself. */
export function lengthened(english: Texts): Texts {
  const forms = new Intl.PluralRules(PSEUDO).resolvedOptions().pluralCategories;
  const text = ([id, text]: [string, Texts[string]]): [string, Texts[string]] => {
    if (id in OF_ITSELF) return [id, OF_ITSELF[id]];
    if (typeof text === 'string') return [id, longer(text)];
    return [id, Object.fromEntries(forms.map((form) => [form, longer(`${form} ${text.other}`)]))];
  };
  return Object.fromEntries(Object.entries(english).map(text));
}

/** A pack as the build writes it, with the texts of this language. */
function pack(json: string): string {
  const { texts, ...rest } = JSON.parse(json) as { texts: Record<string, string> };
  const whole: Texts = {};
  for (const [id, text] of Object.entries(texts)) {
    const [name, form] = id.split('#');
    whole[name] = form ? { ...(whole[name] as Record<string, string>), [form]: text } : text;
  }
  const flat = Object.entries(lengthened(whole)).flatMap(([id, text]) =>
    typeof text === 'string' ? [[id, text]] : Object.entries(text).map(([form, text]) => [`${id}#${form}`, text]));
  return JSON.stringify({ ...rest, language: PSEUDO, texts: Object.fromEntries(flat) });
}

/** Every pack of words that the page asks for is one of this language. */
export async function speakPseudo(page: Page) {
  const made = new Map<string, string>();
  await page.route(/\/\w+\.[a-z]{2}(-[A-Z]{2})?\.json$/, async (route) => {
    const english = route.request().url().replace(/\.[\w-]+\.json$/, '.en.json');
    if (!made.has(english)) made.set(english, pack(await (await route.fetch({ url: english })).text()));
    await route.fulfill({ contentType: 'application/json', body: made.get(english) });
  });
}
