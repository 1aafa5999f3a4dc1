// A host page sets one colour, `--planner-accent`. Whatever it is, all that is computed from it can be read, in light and
// in dark.
import { expect, test, type Planner } from './planner';
import { text } from './words';

test.use({ contextOptions: { reducedMotion: 'reduce' } });
test.describe.configure({ timeout: 60_000 });

const HUES = [0, 45, 90, 135, 180, 225, 270, 315];
const ACCENTS = [
  ...HUES.flatMap((hue) => [`hsl(${hue} 90% 50%)`, `hsl(${hue} 60% 20%)`, `hsl(${hue} 100% 85%)`]),
  ...['#000000', '#ffffff', '#ffff00', '#ff0000', '#0000ff', '#00ff00', '#808080', 'color(display-p3 0 1 0)'],
];

/** What WCAG asks of words, and of what is not words. */
const WORDS = 4.5;
const SHAPES = 3;

/** The contrast of each pair of colours under an accent; nothing set when it is `null`. */
function contrasts(planner: Planner, accent: string | null): Promise<{ pair: string; ratio: number; least: number }[]> {
  return planner.page.evaluate(({ accent, words, shapes }) => {
    const root = document.documentElement;
    if (accent) root.style.setProperty('--planner-accent', accent);
    else root.style.removeProperty('--planner-accent');
    const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true })!;
    // Painted, so that any colour space comes out as what a screen shows.
    const luminance = (colour: string): number => {
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      const [red, green, blue] = [...pen.getImageData(0, 0, 1, 1).data].map((byte) => {
        const share = byte / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const probe = document.createElement('i');
    document.getElementById('planner')?.append(probe);
    const token = (name: string): string => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color;
    };
    const of = (selector: string) => {
      const element = document.querySelector<HTMLElement>(`main ${selector}`)!;
      element.focus();
      return getComputedStyle(element);
    };
    const button = of('.btn:not(.ghost)');
    const [onButton, ground] = [button.color, button.backgroundColor];
    const link = of('.row.links a').color;
    const ghost = of('.btn.ghost').color;
    const outline = of('.row.links a').outlineColor;
    const grounds = ['paper', 'card', 'wash', 'accent-wash', 'glow'];
    const pairs: [string, string, string, number][] = [
      ['words on a button', onButton, ground, words],
      ['words on a button pointed at', onButton, token('accent-deep'), words],
      ...grounds.flatMap((name): [string, string, string, number][] => [
        [`a link on ${name}`, link, token(name), words],
        [`a quiet button on ${name}`, ghost, token(name), words],
        [`words on ${name}`, token('ink'), token(name), words],
        [`small words on ${name}`, token('soft'), token(name), words],
        [`focus on ${name}`, outline, token(name), shapes],
      ]),
      ['the edge of a result', token('edge'), token('card'), shapes],
    ];
    probe.remove();
    return pairs.map(([pair, one, other, least]) => {
      const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
      return { pair, ratio: (light + 0.05) / (dark + 0.05), least };
    });
  }, { accent, words: WORDS, shapes: SHAPES });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every accent can be read in ${colorScheme}`, async ({ planner }) => {
    await planner.page.emulateMedia({ colorScheme });
    await planner.open('/styleguide');
    await planner.seeHeading(text('styleguide.title'));
    for (const accent of [null, ...ACCENTS]) {
      const faint = (await contrasts(planner, accent)).filter(({ ratio, least }) => ratio < least);
      const said = faint.map(({ pair, ratio }) => `${pair}: ${ratio.toFixed(2)}`);
      expect.soft(said, accent ?? 'the accent as it comes').toEqual([]);
    }
  });
}

test('an accent changes what is drawn in it', async ({ planner }) => {
  await planner.open('/styleguide');
  const button = planner.main.getByRole('button', { name: text('form.continue'), exact: true }).first();
  const ground = () => button.evaluate((element) => getComputedStyle(element).backgroundColor);
  await expect(button).toBeVisible();
  const before = await ground();
  await planner.page.evaluate(() => document.documentElement.style.setProperty('--planner-accent', '#7a2b5b'));
  await expect.poll(ground).not.toBe(before);
});
