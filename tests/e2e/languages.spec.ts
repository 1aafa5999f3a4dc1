// Every language on every screen: in one that nobody speaks, whose longer words run from right to left, nothing is cut,
// mirrored wrongly or left in English; in each that people speak all is said in it, in its way with numbers and days.
import { readFileSync } from 'node:fs';

import axe from 'axe-core';

import { cut, violations } from './looks';
import { like, SESSIONS, sessionsOf, type Kept } from './people';
import { expect, test, type Planner } from './planner';
import { PSEUDO } from './pseudo';
import { GROUPS, walk, type Screen } from './screens';
import { day, LANGUAGES, locale, money, month, text, texts, weeksAfter } from './words';

test.describe.configure({ timeout: 180_000 });

/** Names, and what people of these tests typed: no language has words of its own for them. */
const NAMES = ['mm', 'PRP', 'CROSS', 'CO2', 'Skin Co', 'Dr Lee', ...LANGUAGES.map((tag) => text('language.name', {}, tag))];

/** What studies, labels and devices are called: the same in every language. */
const PROPER = (() => {
  const read = (name: string) => JSON.parse(readFileSync(new URL(`../../content/evidence/${name}.json`, import.meta.url), 'utf8'));
  // A source without authors and journal goes by how its title begins, if that was published.
  const beginnings = (title: string) =>
    [...title.matchAll(/[,:;]?(?= |$)/g)].map(({ index }) => title.slice(0, index)).filter((begun) => begun.length > 30);
  const sources = (read('sources') as Record<'authors' | 'journal' | 'title', string | null>[]).flatMap(({ authors, journal, title }) =>
    authors || journal ? [authors?.split(',')[0], journal, journal?.split(',')[0]] : beginnings(title ?? ''));
  const devices = (read('fda').cleared as { device: string; id: string }[]).flatMap(({ device, id }) => [device, id]);
  return [...sources, ...devices, 'microneedling-planner:'].filter((name) => !!name).map(String).sort((one, other) => other.length - one.length);
})();

/** What of the screen, for eyes and for ears, is in English: what has a vowel that the language nobody speaks has not. */
async function inEnglish({ page }: Planner): Promise<string[]> {
  const found = await page.evaluate(([names, proper]) => {
    const root = document.getElementById('planner')!;
    const found: string[] = [];
    const judge = (what: string, words: string | null, element: Element) => {
      // Another language is marked as such; code, and what a person wrote, is in none.
      const foreign = element.closest('[lang]') !== root || element.closest('code, pre, textarea, .diary-note');
      if (!words || foreign || names.includes(words.trim())) return;
      // Amounts of money and colours.
      const known = proper.reduce((words, name) => words.replaceAll(name, ''), words);
      const read = known.replace(/[A-Z]{2}[$£€]|#[0-9a-f]{3,8}\b/g, '');
      if (/[aeiou]/i.test(read)) found.push(`${what} of ${element.localName}.${element.getAttribute('class')}: ${words.slice(0, 80)}`);
    };
    const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) judge('text', nodes.currentNode.textContent, nodes.currentNode.parentElement!);
    for (const element of root.querySelectorAll('*')) {
      for (const name of ['aria-label', 'aria-valuetext', 'aria-description', 'title', 'placeholder', 'alt']) {
        judge(name, element.getAttribute(name), element);
      }
    }
    judge('title', document.title, root);
    return [...new Set(found)];
  }, [NAMES, PROPER]);
  return found.slice(0, 5);
}

/** What does not run from right to left: boxes in a row, pictures of time, arrows; and what is the wrong way round now. */
function mirroredWrongly({ page }: Planner): Promise<string[]> {
  return page.evaluate(() => {
    const name = (element: Element) => `${element.localName}.${element.getAttribute('class')} "${element.textContent?.trim().slice(0, 30)}"`;
    const found: string[] = [];
    const root = document.getElementById('planner')!;
    const seen = (element: Element) => element.checkVisibility() && element.getBoundingClientRect().width > 0;
    /** Each begins further left than the one before. */
    const inOrder = (boxes: DOMRect[]) => boxes.every((box, at) => at === 0 || box.right <= boxes[at - 1].left + 1);
    for (const row of root.querySelectorAll('*')) {
      const { display, direction, flexDirection } = getComputedStyle(row);
      if (row.closest('svg') || !/flex|grid|table-row/.test(display) || !seen(row)) continue;
      // Left is left on a body, in code and in a drawing of skin.
      if (direction === 'ltr') {
        if (!row.closest('[dir=ltr], .views, .scar')) found.push(`${name(row)} runs from left to right`);
        continue;
      }
      if (flexDirection.startsWith('column')) continue;
      const inFlow = (child: Element) => seen(child) && /static|relative/.test(getComputedStyle(child).position);
      const place = (child: Element) => Number(getComputedStyle(child).order);
      const children = [...row.children].filter(inFlow).sort((one, other) => place(one) - place(other));
      children.slice(1).forEach((child, at) => {
        const [one, other] = [children[at].getBoundingClientRect(), child.getBoundingClientRect()];
        const beside = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > Math.min(one.height, other.height) / 2;
        if (beside && other.left >= one.right - 1) found.push(`${name(child)} stands after what it follows`);
      });
    }
    for (const words of root.querySelectorAll<SVGTextElement>('svg text')) {
      if (!seen(words)) continue;
      if ((words.getScreenCTM()?.a ?? 1) <= 0) found.push(`${name(words)} is written backwards`);
      const [box, around] = [words.getBoundingClientRect(), words.ownerSVGElement!.getBoundingClientRect()];
      if (box.left < around.left - 1 || box.right > around.right + 1) found.push(`${name(words)} stands outside its drawing`);
    }
    // Time runs with the reading; skin, faces and photos are as they are.
    const turned = (drawing: SVGGraphicsElement) => (drawing.getScreenCTM()?.a ?? 1) < 0;
    for (const drawing of root.querySelectorAll<SVGSVGElement>('svg.strip, svg.drawing, svg.sign-line, svg.change-line, .crowd svg')) {
      if (seen(drawing) && !turned(drawing)) found.push(`${name(drawing)} runs from left to right`);
    }
    for (const drawing of root.querySelectorAll<SVGSVGElement>('svg.skin-cut, .body-map svg, svg.icon, svg.qr')) {
      if (seen(drawing) && turned(drawing)) found.push(`${name(drawing)} is mirrored`);
    }
    for (const drawing of root.querySelectorAll('svg.drawing')) {
      const sessions = [...drawing.querySelectorAll('circle')].filter(seen).map((session) => session.getBoundingClientRect());
      if (!sessions.every((box, at) => at === 0 || box.left < sessions[at - 1].left)) found.push('the sessions are not in order');
    }
    for (const days of root.querySelectorAll('.compare')) {
      if (!inOrder([...days.querySelectorAll('.day')].map((day) => day.getBoundingClientRect()))) found.push('the photos are not in order');
      const clip = getComputedStyle(days.querySelector('.over')!).clipPath;
      // On paper they stand beside each other.
      if (!matchMedia('print').matches && !/^inset\(0(px|%)? 0(px|%)? 0(px|%)? [^0]/.test(clip)) found.push(`the first photo is cut from the wrong side: ${clip}`);
    }
    for (const slider of root.querySelectorAll('input[type=range]')) {
      if (seen(slider) && getComputedStyle(slider).direction !== 'rtl') found.push(`${name(slider)} grows to the right`);
    }
    for (const back of root.querySelectorAll('.top-row a')) {
      const { a, b } = new DOMMatrix(getComputedStyle(back, '::before').transform);
      // Its corner is the lower left one: turned by -135 degrees it points to the right.
      if (seen(back) && (a > 0 || b > 0)) found.push(`${name(back)} points to the left`);
    }
    return [...new Set(found)];
  });
}

test.describe('a language that nobody speaks', () => {
  test.use({ language: PSEUDO });

  test('the measures find English, what runs the other way, words written backwards and what is cut', async ({ planner }) => {
    await planner.page.setViewportSize({ width: 1280, height: 800 });
    await planner.openAs(like({}), '/plan');
    await planner.seeHeading(await planner.main.getByRole('heading', { level: 1 }).innerText());
    expect(await inEnglish(planner)).toEqual([]);
    expect(await mirroredWrongly(planner)).toEqual([]);
    await planner.page.evaluate(() => {
      const screen = document.getElementById('screen')!;
      screen.querySelector<SVGElement>('svg.drawing')!.style.transform = 'none';
      const row = Object.assign(document.createElement('p'), { innerHTML: '<b>x</b><b>x</b>', title: 'A name' });
      row.style.cssText = 'display: flex; flex-direction: row-reverse';
      screen.prepend(row, Object.assign(document.createElement('p'), { textContent: 'Hard-coded' }));
    });
    const english = (await inEnglish(planner)).join();
    expect(english).toContain('text of p.null: Hard-coded');
    expect(english).toContain('title of p.null: A name');
    const wrong = (await mirroredWrongly(planner)).join();
    expect(wrong).toContain('stands after what it follows');
    expect(wrong).toContain('is written backwards');
    expect(wrong).toContain('runs from left to right');
  });

  const WINDOWS = [{ width: 280, height: 653 }, { width: 320, height: 640 }, { width: 1280, height: 800 }];

  /** What of a sheet of A4 is left between its margins. */
  const PAPER = { width: 688, height: 1017 };

  for (const [group, screens] of Object.entries(GROUPS)) {
    test(`${group}: nothing is in English, cut, or mirrored wrongly`, async ({ planner }) => {
      await walk(planner, screens, async ({ name }) => {
        expect.soft(await inEnglish(planner), name).toEqual([]);
        for (const window of WINDOWS) {
          await planner.page.setViewportSize(window);
          expect.soft(await cut(planner), `${name}, ${window.width} px`).toEqual([]);
          expect.soft(await mirroredWrongly(planner), `${name}, ${window.width} px`).toEqual([]);
        }
        await planner.page.setViewportSize(PAPER);
        await planner.page.emulateMedia({ media: 'print' });
        expect.soft(await inEnglish(planner), `${name}, on paper`).toEqual([]);
        expect.soft(await cut(planner), `${name}, on paper`).toEqual([]);
        expect.soft(await mirroredWrongly(planner), `${name}, on paper`).toEqual([]);
        await planner.page.emulateMedia({ media: 'screen' });
      });
    });
  }
});

test('every plural has the forms that its language has for whole numbers', () => {
  for (const tag of LANGUAGES) {
    const rules = new Intl.PluralRules(locale(tag));
    const forms = [...new Set(Array.from({ length: 10_000 }, (_, n) => rules.select(n)))].sort();
    for (const [id, said] of Object.entries(texts(tag))) {
      if (typeof said !== 'string') expect.soft(Object.keys(said).sort(), `${id} in ${tag}`).toEqual(forms);
    }
  }
});

/** Everything on the screen that is no words: the id of a missing text, a placeholder nobody filled. */
function unsaid({ page }: Planner): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.getElementById('planner')!;
    const seen = [document.title];
    const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) if (!nodes.currentNode.parentElement!.closest('code, pre, textarea')) seen.push(nodes.currentNode.textContent!);
    for (const element of root.querySelectorAll('*')) {
      seen.push(...['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? ''));
    }
    return seen.filter((words) => /^\s*[a-z_]+(\.[a-z0-9_]+)+\s*$/.test(words) && !/\.(org|com|gov)\s*$/.test(words) || /\{\w+\}/.test(words));
  });
}

/** Texts of English that stand on the screen as they are, by their words. */
const ENGLISH = new Set(Object.values(texts('en', ['', 'plan/', 'proofs/'])).filter((said) => typeof said === 'string' && said.split(' ').length > 2 && !said.includes('{')));

async function leftInEnglish({ page }: Planner): Promise<string[]> {
  const said = await page.evaluate(() => {
    const root = document.getElementById('planner')!;
    const blocks = [...root.querySelectorAll<HTMLElement>('p, li, label, h1, h2, h3, a, button, span, b, small, th, td, dt, dd, summary, legend')];
    return blocks.filter((block) => block.closest('[lang]') === root).map((block) => block.textContent!.trim());
  });
  return said.filter((words) => ENGLISH.has(words));
}

/** The languages that people speak beside English. */
const OTHERS = LANGUAGES.slice(1);

/**
 * Every other group of screens is walked in one of the others, turn by turn, after the one that nobody speaks has been on
 * all of them at every width; `cargo xtask soak` walks every group in each. That no text is missing anywhere,
 * tests/content.rs says.
 */
const isWalkedIn = (tag: string, group: number) => Boolean(process.env.SOAK) || OTHERS[group % (2 * OTHERS.length)] === tag;

for (const tag of OTHERS) {
  test.describe(`in ${text('language.name', {}, tag)}`, () => {
    test.use({ language: tag, locale: locale(tag), viewport: { width: 320, height: 640 } });

    /** All is said in this language, and nothing is cut on a narrow phone. */
    async function seeLanguage(planner: Planner, { name, heading, then }: Screen) {
      await expect(planner.root, name).toHaveAttribute('lang', tag);
      await expect(planner.page.locator('html'), name).toHaveAttribute('lang', tag);
      const [whole, rest] = text('app.page_title').split('{page}');
      const title = await planner.page.title();
      expect.soft(title, name).toContain(whole || rest);
      if (heading && !then) expect.soft(title, name).toContain(heading());
      expect.soft(await unsaid(planner), name).toEqual([]);
      expect.soft(await leftInEnglish(planner), name).toEqual([]);
      expect.soft(await cut(planner), name).toEqual([]);
    }

    const walked = Object.entries(GROUPS).filter((_, place) => isWalkedIn(tag, place));
    for (const [group, screens] of walked) {
      test(`${group}: all of it is said, and nothing is cut at 320 px`, async ({ planner }) => {
        await walk(planner, screens, (screen) => seeLanguage(planner, screen));
        await planner.page.evaluate(axe.source);
        expect(await violations(planner), screens.at(-1)!.name).toEqual([]);
      });
    }

    const START = '2027-01-04';
    const person: Kept = like({ price: { cents: 35050, currency: 'CAD' } });

    test('days, months, amounts and depths are said its way, on the screen and on paper', async ({ planner }) => {
      const seeOnPlan = async () => {
        const change = text('unit.days_range', { low: day(weeksAfter(START, 4)), high: day(weeksAfter(START, 12)) });
        await expect(planner.main).toContainText(change);
        await expect(planner.main).toContainText(month(weeksAfter(START, 20)));
        await expect(planner.main).toContainText(money(4 * 35050, 'CAD'));
      };
      await planner.openAs(person, '/plan');
      await seeOnPlan();
      await planner.page.emulateMedia({ media: 'print' });
      await seeOnPlan();
      const pdf = (await planner.page.pdf({ format: 'Letter' })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
      await planner.page.emulateMedia({ media: 'screen' });
      await planner.visit('/learn/skin');
      await planner.seeHeading(text('skin.title'));
      await planner.main.getByRole('slider').first().press('ArrowRight');
      const half = new Intl.NumberFormat(locale()).format(1.25);
      await expect(planner.main).toContainText(new RegExp(`${half.replace('.', '\\.')}|${new Intl.NumberFormat(locale()).format(1.1)}`));
    });

    test('the calendar file is in it, and so is what is wrong with a field', async ({ planner }) => {
      await planner.openAs(person, '/take', { [SESSIONS]: sessionsOf([{ day: '2026-12-20', time: '10:00' }]) });
      await planner.seeHeading(text('take.title'));
      const saved = planner.page.waitForEvent('download');
      await planner.press(text('take.calendar.save'));
      expect((await saved).suggestedFilename()).toBe(`${text('calendar.name').toLowerCase()}.ics`);
      const file = readFileSync(await (await saved).path(), 'utf8').replace(/\r\n /g, '');
      const line = (words: string) => `SUMMARY:${words.replace(/[,;]/g, '\\$&')}`;
      expect(file).toContain(line(text('calendar.session.booked', { n: 1 })));
      expect(file).toContain(line(text('calendar.returns', { what: text('limit.make_up.label') })));
      await planner.tick(text('take.calendar.discreet'));
      const discreet = planner.page.waitForEvent('download');
      await planner.press(text('take.calendar.save'));
      expect((await discreet).suggestedFilename()).toBe(`${text('calendar.discreet.name').toLowerCase()}.ics`);
      await planner.visit('/questions/age');
      await planner.type(text('form.age'), '300');
      await planner.goOn();
      await expect(planner.main.getByRole('alert')).toContainText(text('error.summary'));
    });
  });
}
