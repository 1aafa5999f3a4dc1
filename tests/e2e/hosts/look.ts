// How things look, as plain values that can be compared: in the planner, and on the page around it.
import { type Locator } from '@playwright/test';

export type Look = Record<string, Record<string, string>>;

const LISTED = [
  'accent-color', 'background-color', 'background-image', 'border-block-start-color', 'border-block-start-style',
  'border-block-start-width', 'border-collapse', 'border-start-start-radius', 'box-shadow', 'box-sizing', 'caption-side',
  'caret-color', 'color', 'color-scheme', 'cursor', 'direction', 'display', 'fill', 'float', 'font-family', 'font-feature-settings',
  'font-size', 'font-stretch', 'font-style', 'font-variant', 'font-weight', 'hyphens', 'letter-spacing', 'line-height',
  'list-style-type', 'margin-block-end', 'margin-block-start', 'margin-inline-end', 'margin-inline-start', 'max-inline-size',
  'min-block-size', 'opacity', 'outline-style', 'overflow-wrap', 'padding-block-end', 'padding-block-start',
  'padding-inline-end', 'padding-inline-start', 'pointer-events', 'position', 'quotes', 'stroke', 'stroke-width', 'tab-size',
  'text-align', 'text-decoration-line', 'text-indent', 'text-shadow', 'text-transform', 'text-wrap', 'user-select',
  'vertical-align', 'visibility', 'white-space', 'word-spacing', '-webkit-text-stroke-width',
];

/** How the first element of each kind in a planner looks: its kind is its name and classes, and those of what it is in. */
export function lookOf(root: Locator): Promise<Look> {
  return root.evaluate((root, listed) => {
    const looks: Look = {};
    const name = (element: Element): string => {
      if (element === root) return 'the planner';
      const [own, current] = [element.getAttribute('class'), element.getAttribute('aria-current')];
      return `${name(element.parentElement!)} > ${element.localName}${own ? `.${own}` : ''}${current ? '[current]' : ''}`;
    };
    for (const element of [root, ...root.querySelectorAll('*')]) {
      const kind = name(element);
      if (kind in looks) continue;
      const style = getComputedStyle(element);
      looks[kind] = Object.fromEntries(listed.map((property) => [property, style.getPropertyValue(property)]));
    }
    // These come from the height of the window, which a page of its own fills.
    delete looks['the planner']['min-block-size'];
    for (const [kind, look] of Object.entries(looks)) {
      if (kind.endsWith('footer.foot')) delete look['margin-block-start'];
      // Chromium says of an automatic margin at times what it comes to, and at times 0.
      if (/(div\.screen|footer\.foot)$/.test(kind)) Object.assign(look, { 'margin-inline-start': '', 'margin-inline-end': '' });
      // What opens over the page is pinned to it in a frame; and whether anything can be kept is not the same everywhere.
      if (/span\.meaning/.test(kind)) delete look.position;
      if (/a\.saved/.test(kind)) delete looks[kind];
    }
    return looks;
  }, LISTED);
}

/** Where two looks differ, kind by kind. Kinds that only one of them has are left alone. */
export function differences(one: Look, other: Look): string[] {
  return Object.keys(one).filter((kind) => kind in other).flatMap((kind) =>
    LISTED.filter((property) => one[kind][property] !== other[kind][property])
      .map((property) => `${kind} { ${property}: ${other[kind][property]} } instead of ${one[kind][property]}`));
}

/** Every computed property of things of the page itself, but for where they are. */
export function lookOfPage(page: Locator): Promise<Record<string, string>> {
  return page.evaluate((root) => {
    const found: Record<string, string> = {};
    for (const selector of ['html', 'body', '#heading', '#before', '#before a', '#after', '#after button']) {
      const style = getComputedStyle(root.ownerDocument.querySelector(selector)!);
      const place = /^(height|block-size|perspective-origin|transform-origin|width|inline-size|inset.*|top|bottom|left|right)$/;
      for (const property of style) if (!place.test(property)) found[`${selector} { ${property} }`] = style.getPropertyValue(property);
    }
    return found;
  });
}

/** What stands out of a planner, or out of a box in it that hides what does not fit. */
export function cut(root: Locator): Promise<string[]> {
  return root.evaluate((root) => {
    const name = (element: Element) => `${element.localName}.${element.className} "${element.textContent?.trim().slice(0, 40)}"`;
    const found: string[] = [];
    const edge = root.getBoundingClientRect();
    const window = document.documentElement.clientWidth;
    if (edge.left < -0.5 || edge.right > window + 0.5) found.push(`the planner stands outside: ${edge.left} to ${edge.right} of ${window}`);
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      const box = element.getBoundingClientRect();
      if (!box.width || !box.height || element.closest('svg, .visually-hidden, .skip')) continue;
      if (!element.closest('.scroll') && (box.left < edge.left - 0.5 || box.right > edge.right + 0.5)) {
        found.push(`${name(element)} stands outside: ${box.left} to ${box.right} of ${edge.left} to ${edge.right}`);
      }
      const { overflowX, overflowY } = getComputedStyle(element);
      const hidden = [overflowX, overflowY].some((overflow) => overflow === 'hidden' || overflow === 'clip');
      if (hidden && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)) {
        found.push(`${name(element)} is cut`);
      }
    }
    return found.slice(0, 5);
  });
}
