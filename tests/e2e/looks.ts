// What is looked for on every screen: what axe-core finds, what is cut or stands outside, what is printed for
// nothing, what a thumb cannot hit, and focus that cannot be seen. Each measure says what it found, in words; screens.spec.ts shows that each can find something.
import type { CDPSession, Page } from '@playwright/test';
import axe from 'axe-core';

import { expect, type Planner } from './planner';
import { text } from './words';

/** From now on axe-core is on every page that is loaded. */
export const bringAxe = (page: Page) => page.addInitScript(axe.source);

/** What axe-core finds on the screen as it is; only by some rules, where these are named. */
export async function violations({ page }: Planner, rules?: string[]): Promise<string[]> {
  return page.evaluate(async (rules) => {
    // Rules that axe-core has but does not use unless asked.
    const more = { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } };
    const which = rules ? { runOnly: { type: 'rule' as const, values: rules } } : { rules: more };
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(
      // The preview for clinics is the planner once more, which all other screens look at.
      { include: [document.documentElement], exclude: ['microneedling-planner'] },
      { resultTypes: ['violations'], ...which },
    );
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html).join(' ')}`);
  }, rules);
}

/** The rules whose outcome depends on colours. All else about a screen is the same in every scheme. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** A width, what a person's system wishes of colours, and by which rules axe-core looks at that: all, unless told otherwise. */
interface Look {
  how: string;
  width: number;
  wish: { colorScheme?: 'light' | 'dark'; contrast?: 'more'; forcedColors?: 'active' };
  rules?: string[];
}

const LIGHT = { colorScheme: 'light' } as const;
const DARK = { colorScheme: 'dark' } as const;

/** At each screen: the narrowest phone, and where everything has its widest form. */
const ALWAYS: Look[] = [
  { how: 'light, 320 px', width: 320, wish: LIGHT },
  { how: 'dark, 1280 px', width: 1280, wish: DARK },
];

/** One of these at each screen, turn by turn. More contrast and own colours give the same places other values, at whatever width. */
const BY_TURNS: Look[] = [
  { how: 'light, more contrast', width: 1280, wish: { ...LIGHT, contrast: 'more' }, rules: OF_COLOUR },
  { how: 'dark, more contrast', width: 1280, wish: { ...DARK, contrast: 'more' }, rules: OF_COLOUR },
  { how: 'forced colours', width: 1280, wish: { ...LIGHT, forcedColors: 'active' }, rules: OF_COLOUR },
  { how: 'light, 390 px', width: 390, wish: LIGHT },
];

/** With `SOAK=1` as well: in the one scheme what is looked at in the other. */
const SOAKED: Look[] = [
  { how: 'dark, 320 px', width: 320, wish: DARK, rules: OF_COLOUR },
  { how: 'dark, 390 px', width: 390, wish: DARK, rules: OF_COLOUR },
  { how: 'light, 1280 px', width: 1280, wish: LIGHT, rules: OF_COLOUR },
];

const NO_WISH = { colorScheme: 'light', forcedColors: 'none', contrast: 'no-preference' } as const;

/**
 * Nothing is wrong on a narrow phone in light and on a desktop in dark, nor in one more look, another at each `place` and in
 * each run; nor in a person's own colours. With `SOAK=1` all are looked at.
 */
export async function seeNoViolation(planner: Planner, screen: string, place: number) {
  const { page } = planner;
  const turn = BY_TURNS[(place + Number(process.env.TURN)) % BY_TURNS.length];
  for (const { how, width, wish, rules } of process.env.SOAK ? [...ALWAYS, ...BY_TURNS, ...SOAKED] : [...ALWAYS, turn]) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ ...NO_WISH, ...wish });
    expect.soft(await violations(planner, rules), `${screen}, ${how}`).toEqual([]);
  }
  await page.emulateMedia({ ...NO_WISH, forcedColors: 'active' });
  expect.soft(await onGround(page), `${screen}, forced colours`).toEqual([]);
  await page.emulateMedia(NO_WISH);
}

/** Words in the colour of the ground. In forced colours the browser lays that ground under words, whatever lies there. */
export function onGround(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const ground = getComputedStyle(document.body).backgroundColor;
    return [...document.querySelectorAll<HTMLElement>('#planner *')]
      .filter((element) => !element.closest('svg') && element.checkVisibility())
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()))
      .filter((element) => getComputedStyle(element).color === ground)
      .map((element) => element.outerHTML.slice(0, 120));
  });
}

/** How a person may have set their text: its size, and rules of their own. */
export interface OwnText { size?: string; rules?: string }

/** What stands out of the window or out of a box that hides what does not fit. */
export function cut({ page }: Planner, text: OwnText = {}): Promise<string[]> {
  return page.evaluate(({ size, rules }) => {
    const name = (element: Element) => `${element.localName}.${element.className} "${element.textContent?.trim().slice(0, 40)}"`;
    const root = document.documentElement;
    const before = [...document.adoptedStyleSheets];
    if (size) root.style.fontSize = size;
    if (rules) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rules);
      document.adoptedStyleSheets = [...before, sheet];
    }
    const found = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} px wide in ${root.clientWidth}`] : [];
    for (const element of document.querySelectorAll<HTMLElement>('#planner, #planner *')) {
      const box = element.getBoundingClientRect();
      if (!box.width || !box.height || element.closest('svg, .visually-hidden, .skip')) continue;
      // For ears alone.
      if (getComputedStyle(element).clipPath === 'inset(50%)' || element.closest('thead')?.clientWidth === 1) continue;
      const scrolls = element.closest('.scroll');
      if (!scrolls && (box.left < -0.5 || box.right > root.clientWidth + 0.5)) found.push(`${name(element)} stands outside: ${box.left} to ${box.right}`);
      const { overflowX, overflowY } = getComputedStyle(element);
      const hidden = [overflowX, overflowY].some((overflow) => overflow === 'hidden' || overflow === 'clip');
      if (hidden && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)) {
        found.push(`${name(element)} is cut`);
      }
    }
    if (size) root.style.fontSize = '';
    if (rules) document.adoptedStyleSheets = before;
    return found.slice(0, 5);
  }, text);
}

/** The spacing a person may set by WCAG 1.4.12. */
const SPACED = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }';

/** Windows and text sizes. The last one is left standing: a phone as it comes. */
const WINDOWS: { how: string; width: number; height: number; text?: OwnText }[] = [
  { how: 'twice the text', width: 1280, height: 800, text: { size: '200%' } },
  { how: '400 % zoom', width: 320, height: 256 },
  { how: 'a phone on its side', width: 740, height: 360 },
  { how: 'twice the text on a phone', width: 390, height: 844, text: { size: '200%' } },
  { how: 'more space between letters, words and lines', width: 390, height: 844, text: { rules: SPACED } },
];

/** Nothing is cut and nothing scrolls sideways: zoomed, with larger text or text spaced wider, on a phone on its side. */
export async function seeFits(planner: Planner, screen: string) {
  for (const { how, width, height, text } of WINDOWS) {
    await planner.page.setViewportSize({ width, height });
    expect.soft(await cut(planner, text), `${screen}, ${how}`).toEqual([]);
  }
}

/** What can only be tapped, or says how saving stands. */
const NOT_FOR_PAPER = ['header nav', 'form .row', '.ways', '.saved', '.skip'];

/**
 * The navigation, buttons to go on and lines about saving that would be printed; and, where it would not be, who has
 * reviewed all this, or that nobody has.
 */
export async function printed({ page }: Planner): Promise<string[]> {
  await page.emulateMedia({ media: 'print' });
  const reviewed = page.locator('#planner .foot b').filter({ hasText: text('app.not_reviewed'), visible: true });
  const found = await page.evaluate((parts) => parts.flatMap((part) =>
    [...document.querySelectorAll(`#planner :is(${part})`)]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height > 0)
      .map((element) => `${part} "${element.textContent?.trim().slice(0, 40)}"`)), NOT_FOR_PAPER);
  if (await reviewed.count() === 0) found.push('nobody is told who has reviewed it');
  await page.emulateMedia({ media: null });
  return found;
}

/** The least width and height of a target, in CSS px. */
export const LEAST = 44;

/** Controls smaller than `least`: what counts is all that reacts to a touch, so a label's whole row as well. */
export function small(planner: Planner, least: number): Promise<string[]> {
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

/** What a page noted while Tab went through it. */
interface Tabbed { stops: number; faults: string[]; ended: boolean; look: () => void; end: () => void }

/**
 * Puts focus before the first control. From then on each Tab, before it moves focus on, notes what is wrong with how the
 * element shows that has focus, until focus has left the page's controls. Answers how often Tab is pressed at most.
 */
function beginTabbing(): number {
  const focusFault = (): string | null | undefined => {
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
  };

  const before = document.createElement('button');
  before.addEventListener('blur', () => before.remove(), { once: true });
  document.body.prepend(before);
  before.focus();
  const tabbed: Tabbed = {
    stops: 0,
    faults: [],
    ended: false,
    look: () => {
      if (tabbed.ended || document.activeElement === before) return;
      const fault = focusFault();
      if (fault === undefined) tabbed.ended = true;
      else tabbed.stops += 1;
      if (fault) tabbed.faults.push(fault);
    },
    end: () => removeEventListener('keydown', onKey, true),
  };
  const onKey = ({ key }: KeyboardEvent) => { if (key === 'Tab') tabbed.look(); };
  addEventListener('keydown', onKey, true);
  Object.assign(window, { tabbed });

  const count = (selector: string) => document.querySelectorAll(`#planner ${selector}`).length;
  // A date field has four stops: day, month, year and its button. A time field has no more. Those of a preview in a
  // frame are not counted otherwise.
  const dates = count(':is(input[type="date"], input[type="time"])');
  return count(':is(a[href], button, input, select, summary)') + 3 * dates + 50 * count('microneedling-planner') + 1;
}

const sessions = new WeakMap<Page, CDPSession>();

/** Presses Tab so often, without waiting for each to be answered: the browser takes them one after the other. */
async function pressTab(page: Page, times: number) {
  let session = sessions.get(page);
  if (!session) sessions.set(page, session = await page.context().newCDPSession(page));
  const key = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 };
  // Held down: nothing is said of its way up, which moves nothing.
  await Promise.all(Array.from({ length: times }, () => session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key })));
}

/** Tabs from the start of the page through every control, and says what cannot be seen. */
export async function tabThrough({ page }: Planner): Promise<Pick<Tabbed, 'stops' | 'faults'>> {
  type Window = { tabbed: Tabbed };
  let left = await page.evaluate(beginTabbing);
  const isOn = () => page.evaluate(() => !(window as unknown as Window).tabbed.ended);
  for (; left > 0 && await isOn(); left -= 30) await pressTab(page, Math.min(left, 30));
  return page.evaluate(() => {
    const { tabbed } = window as unknown as Window;
    tabbed.look();
    tabbed.end();
    return { stops: tabbed.stops, faults: tabbed.faults };
  });
}

/** On a phone every target is large enough, every focus is seen, and nothing focused lies behind the bar at the bottom. */
export async function seeReached(planner: Planner, screen: string) {
  expect.soft(await small(planner, LEAST), `${screen}, targets`).toEqual([]);
  const { stops, faults } = await tabThrough(planner);
  expect.soft(stops, `${screen}: stops`).toBeGreaterThan(6);
  expect.soft(faults, `${screen}, focus`).toEqual([]);
}
