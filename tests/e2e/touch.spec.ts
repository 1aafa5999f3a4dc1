// Under a thumb and with a keyboard, on a phone: every target is large enough, every focus is seen, nothing focused lies
// behind the bar at the bottom.
import { expect, test, type Planner } from './planner';
import { GROUPS, walk } from './screens';

test.use({ contextOptions: { reducedMotion: 'reduce' } });
test.describe.configure({ timeout: 180_000 });

/** The least width and height of a target, in CSS px. */
const LEAST = 44;

/** Controls smaller than `least`: what counts is all that reacts to a touch, so a label's whole row as well. */
function small(planner: Planner, least: number): Promise<string[]> {
  return planner.page.evaluate((least) => {
    type Box = { left: number; top: number; right: number; bottom: number };
    const union = (a: Box, b: Box): Box => ({
      left: Math.min(a.left, b.left), top: Math.min(a.top, b.top), right: Math.max(a.right, b.right), bottom: Math.max(a.bottom, b.bottom),
    });
    /** An element's box with that of an `::after` laid over the nearest positioned box around it. */
    const reach = (element: Element): Box => {
      const box: Box = element.getBoundingClientRect();
      const after = getComputedStyle(element, '::after');
      if (after.content === 'none' || after.position !== 'absolute') return box;
      let around: Element | null = element;
      while (around && getComputedStyle(around).position === 'static') around = around.parentElement;
      if (!around) return box;
      const { left, top } = around.getBoundingClientRect();
      const [x, y] = [left + around.clientLeft + parseFloat(after.left), top + around.clientTop + parseFloat(after.top)];
      return union(box, { left: x, top: y, right: x + parseFloat(after.width), bottom: y + parseFloat(after.height) });
    };
    /** WCAG's exception: a link or term with words of its sentence before or after it. */
    const inSentence = (element: Element): boolean => {
      if (!getComputedStyle(element).display.startsWith('inline') || getComputedStyle(element).display === 'inline-flex') return false;
      const block = element.closest('p, li, dd, dt, label, figcaption, td');
      return Boolean(block) && (block?.textContent ?? '').trim().length > (element.textContent ?? '').trim().length + 1;
    };
    const found: string[] = [];
    for (const control of document.querySelectorAll<HTMLElement>('#planner :is(a[href], button, input, select, textarea, summary)')) {
      const own = control.getBoundingClientRect();
      if (!own.width || control.matches('.skip, [disabled]') || !control.checkVisibility() || inSentence(control)) continue;
      const labels = 'labels' in control ? [...((control as HTMLInputElement).labels ?? [])] : [];
      const { left, top, right, bottom } = [control, ...labels].map(reach).reduce(union);
      const [width, height] = [right - left, bottom - top];
      if (width < least - 0.01 || height < least - 0.01) {
        const words = (control.textContent || labels[0]?.textContent || control.id).trim().slice(0, 40);
        found.push(`${control.localName}.${control.className} in ${control.parentElement?.className} "${words}": ${Math.round(width)} × ${Math.round(height)}`);
      }
    }
    return found;
  }, least);
}

test('the measure of targets finds a small one', async ({ planner }) => {
  await planner.open('/learn/uses');
  await expect(planner.main.getByRole('link').first()).toBeVisible();
  await planner.page.evaluate(() => {
    const button = document.createElement('button');
    button.className = 'probe';
    button.textContent = 'x';
    document.getElementById('screen')?.append(button);
  });
  expect((await small(planner, LEAST)).join()).toContain('button.probe');
});

/** What is wrong with how the focused element shows, or nothing; `undefined` when focus has left the page's controls. */
function focusFault(planner: Planner): Promise<string | null | undefined> {
  return planner.page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    if (!element || element === document.body || element === document.documentElement) return undefined;
    // Within the preview for clinics stands the planner once more, which shows its focus itself.
    if (element.localName === 'microneedling-planner') return null;
    const name = `${element.localName}#${element.id}.${element.className} "${element.textContent?.trim().slice(0, 30)}"`;
    const outlined = (part: Element | null): boolean => {
      if (!part) return false;
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(part);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/(, 0\)|\/ 0\)|transparent)$/.test(outlineColor);
    };
    if (!outlined(element) && !outlined(element.closest('.option'))) return `${name}: no outline`;
    const box = element.getBoundingClientRect();
    if (box.bottom <= 0 || box.top >= innerHeight) return `${name}: out of the window`;
    const bar = document.querySelector('.top nav')?.getBoundingClientRect();
    // A table taller than the window cannot stand above the bar as a whole.
    if (box.height > innerHeight - (bar?.height ?? 0) - 100) return null;
    // Its middle and its ends are on top.
    const points = [0.5, 0.05, 0.95].map((share) => [box.left + box.width / 2, box.top + box.height * share] as const);
    const covered = points.filter(([x, y]) => {
      if (y < 0 || y >= innerHeight) return false;
      const top = document.elementFromPoint(x, y);
      return Boolean(top?.closest('.top nav')) && !element.closest('.top nav');
    });
    return covered.length > 0 ? `${name}: behind the bar` : null;
  });
}

/** Tabs from the start of the page through every control, and says what cannot be seen. */
async function tabThrough(planner: Planner): Promise<{ stops: number; faults: string[] }> {
  const faults: string[] = [];
  // Focus begins before the first control, wherever it was.
  await planner.page.evaluate(() => {
    const before = document.createElement('button');
    before.addEventListener('blur', () => before.remove(), { once: true });
    document.body.prepend(before);
    before.focus();
  });
  // A date field has four stops: day, month, year and its button. A time field has no more.
  const controls = await planner.root.locator('a[href], button, input, select, summary').count();
  const dates = await planner.root.locator('input[type="date"], input[type="time"]').count();
  // Those of a preview in a frame are not counted above.
  const framed = (await planner.root.locator('microneedling-planner').count()) * 50;
  let stops = 0;
  for (; stops < controls + 3 * dates + framed + 1; stops += 1) {
    await planner.page.keyboard.press('Tab');
    const fault = await focusFault(planner);
    if (fault === undefined) break;
    if (fault) faults.push(fault);
  }
  return { stops, faults };
}

test('the measure of focus finds what is not outlined and what lies behind the bar', async ({ planner }) => {
  await planner.open('/learn/uses');
  await expect(planner.main.getByRole('link').first()).toBeVisible();
  await planner.page.evaluate(() => {
    const unseen = document.createElement('button');
    unseen.id = 'unseen';
    unseen.style.outline = 'none';
    const behind = document.createElement('button');
    behind.id = 'behind';
    behind.style.cssText = 'position:fixed;bottom:10px;left:50%;width:20px;height:20px';
    document.getElementById('screen')?.append(unseen, behind);
  });
  const { faults } = await tabThrough(planner);
  expect(faults.join()).toContain('unseen');
  expect(faults.join()).toContain('behind');
});

for (const [group, screens] of Object.entries(GROUPS)) {
  // One walk for both: most of its time goes into opening the screens.
  test(`${group}: every target is at least 44 px in both directions, every focus is seen and nothing focused is behind the bar`, async ({ planner }) => {
    await walk(planner, screens, async ({ name }) => {
      expect.soft(await small(planner, LEAST), name).toEqual([]);
      const { stops, faults } = await tabThrough(planner);
      expect.soft(stops, `${name}: stops`).toBeGreaterThan(6);
      expect.soft(faults, name).toEqual([]);
    });
  });
}
