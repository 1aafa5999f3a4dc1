// Nothing is cut and no screen scrolls sideways: on the narrowest phone, at 400 % zoom, with text of twice the size or
// spaced wider, on a phone on its side, and where words run from right to left.
import { expect, test, type Planner } from './planner';
import { GROUPS, walk } from './screens';

test.describe.configure({ timeout: 180_000 });

/** What stands out of the window or out of a box that hides what does not fit. */
function cut(planner: Planner): Promise<string[]> {
  return planner.page.evaluate(() => {
    const name = (element: Element) => `${element.localName}.${element.className} "${element.textContent?.trim().slice(0, 40)}"`;
    const root = document.documentElement;
    const found = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} px wide in ${root.clientWidth}`] : [];
    for (const element of document.querySelectorAll<HTMLElement>('#planner, #planner *')) {
      const box = element.getBoundingClientRect();
      if (!box.width || !box.height || element.closest('svg, .visually-hidden, .skip')) continue;
      const scrolls = element.closest('.scroll');
      if (!scrolls && (box.left < -0.5 || box.right > root.clientWidth + 0.5)) found.push(`${name(element)} stands outside: ${box.left} to ${box.right}`);
      const { overflowX, overflowY } = getComputedStyle(element);
      const hidden = [overflowX, overflowY].some((overflow) => overflow === 'hidden' || overflow === 'clip');
      if (hidden && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)) {
        found.push(`${name(element)} is cut`);
      }
    }
    return found.slice(0, 5);
  });
}

/** Windows, text sizes and directions, each with the attributes of the root element that make it. */
const WINDOWS: { how: string; width: number; height: number; text?: string; dir?: string; spaced?: boolean }[] = [
  { how: '280 px', width: 280, height: 653 },
  { how: '400 % zoom', width: 320, height: 256 },
  { how: 'a phone on its side', width: 740, height: 360 },
  { how: 'right to left', width: 390, height: 844, dir: 'rtl' },
  { how: 'twice the text on a phone', width: 390, height: 844, text: '200%' },
  { how: 'more space between letters, words and lines', width: 390, height: 844, spaced: true },
  { how: 'twice the text', width: 1280, height: 800, text: '200%' },
];

/** The spacing a person may set by WCAG 1.4.12. */
const SPACED = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }';

async function show({ page }: Planner, { width, height, text = '', dir = '', spaced = false }: (typeof WINDOWS)[number]) {
  await page.setViewportSize({ width, height });
  await page.evaluate(({ text, dir, rules }) => {
    document.documentElement.style.fontSize = text;
    document.documentElement.dir = dir;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
  }, { text, dir, rules: spaced ? SPACED : '' });
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
