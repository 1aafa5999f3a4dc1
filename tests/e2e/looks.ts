// What is looked for on every screen: what is cut or stands outside.
import { type Planner } from './planner';

/** What stands out of the window or out of a box that hides what does not fit. */
export function cut(planner: Planner): Promise<string[]> {
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
