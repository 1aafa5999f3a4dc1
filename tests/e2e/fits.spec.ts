// Nothing is cut and no screen scrolls sideways: at 400 % zoom, with text of twice the size or spaced wider, and on a phone
// on its side. languages.spec.ts does the same with longer words, on the narrowest phone and from right to left.
import { cut } from './looks';
import { expect, test, type Planner } from './planner';
import { GROUPS, walk } from './screens';

test.describe.configure({ timeout: 180_000 });

/** Windows and text sizes. */
const WINDOWS: { how: string; width: number; height: number; text?: string; spaced?: boolean }[] = [
  { how: '400 % zoom', width: 320, height: 256 },
  { how: 'a phone on its side', width: 740, height: 360 },
  { how: 'twice the text on a phone', width: 390, height: 844, text: '200%' },
  { how: 'more space between letters, words and lines', width: 390, height: 844, spaced: true },
  { how: 'twice the text', width: 1280, height: 800, text: '200%' },
];

/** The spacing a person may set by WCAG 1.4.12. */
const SPACED = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }';

async function show({ page }: Planner, { width, height, text = '', spaced = false }: (typeof WINDOWS)[number]) {
  await page.setViewportSize({ width, height });
  await page.evaluate(({ text, rules }) => {
    document.documentElement.style.fontSize = text;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
  }, { text, rules: spaced ? SPACED : '' });
}

for (const [group, screens] of Object.entries(GROUPS)) {
  test(`${group}: nothing is cut`, async ({ planner }) => {
    await walk(planner, screens, async ({ name }) => {
      for (const window of WINDOWS) {
        await show(planner, window);
        expect.soft(await cut(planner), `${name}, ${window.how}`).toEqual([]);
      }
      await show(planner, WINDOWS[0]);
    });
  });
}
