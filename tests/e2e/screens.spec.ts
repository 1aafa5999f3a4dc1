// Every screen in every state that looks different, by anyone: axe-core finds nothing, on a narrow phone in light, on a
// desktop in dark, and by turns with more contrast, in the colours of people who set their own and on a usual phone
// (looks.ts; SOAK=1 looks at all of it); nothing is cut at 400 % zoom, with text of twice the size
// or spaced wider, or on a phone on its side; paper has nothing on it that can only be tapped; under a thumb every target
// is large enough; with a keyboard every focus is seen and nothing focused lies behind the bar at the bottom. Each screen
// is opened once for all of this.
// languages.spec.ts does the same with longer words, on the narrowest phone and from right to left.
import { LEAST, bringAxe, cut, onGround, printed, seeFits, seeNoViolation, seeReached, small, tabThrough, violations } from './looks';
import { PREFIX, clear } from './people';
import { expect, test, type Planner } from './planner';
import { GROUPS, walk } from './screens';
import { text } from './words';

const PHONE = { width: 390, height: 844 };

test.use({ contextOptions: { reducedMotion: 'reduce' } });
test.describe.configure({ timeout: 300_000 });

test.beforeEach(async ({ page }) => {
  await bringAxe(page);
  await page.setViewportSize(PHONE);
});

for (const [group, screens] of Object.entries(GROUPS)) {
  test(`${group}: axe finds nothing on a narrow phone in light, on a desktop in dark, and in one more look by turns; nothing is cut; nothing is printed that can only be tapped; every target is at least 44 px in both directions; every focus is seen and nothing focused is behind the bar`, async ({ planner }) => {
    await walk(planner, screens, async ({ name }, place) => {
      await seeNoViolation(planner, name, place);
      await seeFits(planner, name);
      expect.soft(await printed(planner), `${name}, on paper`).toEqual([]);
      await seeReached(planner, name);
      // The next screen may have the same address: focus would stay where it was, on the link that then lies over others.
      await planner.page.evaluate(() => { if (document.activeElement instanceof HTMLElement) document.activeElement.blur(); });
    });
  });
}

/** A screen with much on it, into which each test puts what is wrong. */
async function openProbe(planner: Planner) {
  await planner.openAs(clear, '/learn/uses');
  await planner.seeHeading(text('uses.title'));
}

test('the measure finds a fault, one of colour, and words in the colour of the ground', async ({ planner }) => {
  await openProbe(planner);
  await planner.page.evaluate(() => {
    document.getElementById('screen')?.append(document.createElement('button'));
    document.documentElement.style.setProperty('--ink', '#999999');
  });
  const found = (await violations(planner)).join();
  expect(found).toContain('button-name');
  expect(found).toContain('color-contrast');
  expect(await onGround(planner.page)).toEqual([]);
  await planner.page.evaluate(() => {
    const unseen = Object.assign(document.createElement('p'), { textContent: 'unseen' });
    unseen.style.color = getComputedStyle(document.body).backgroundColor;
    document.getElementById('screen')?.append(unseen);
  });
  expect((await onGround(planner.page)).join()).toContain('unseen');
});

test('the measure finds what is cut, what stands outside, and both only with text of another size or space', async ({ planner }) => {
  await openProbe(planner);
  expect(await cut(planner)).toEqual([]);
  await planner.page.evaluate(() => {
    const box = Object.assign(document.createElement('p'), { id: 'box', textContent: 'Words in a box.' });
    box.style.cssText = 'height: 1.2rem; width: 300px; overflow: hidden; line-height: 1.2rem; font-size: 1rem; margin: 0';
    document.getElementById('screen')?.append(box);
  });
  expect(await cut(planner)).toEqual([]);
  const wide = { rules: '#box { letter-spacing: 2em !important; }' };
  expect((await cut(planner, wide)).join()).toContain('is cut');
  // What was set for the measure is gone again.
  expect(await cut(planner)).toEqual([]);
  await planner.page.evaluate(() => { document.getElementById('box')!.style.cssText = 'width: 20rem'; });
  expect(await cut(planner)).toEqual([]);
  expect((await cut(planner, { size: '200%' })).join()).toContain('stands outside');
  expect(await cut(planner)).toEqual([]);
});

test('the measure of paper finds what can only be tapped', async ({ planner }) => {
  await openProbe(planner);
  expect(await printed(planner)).toEqual([]);
  await planner.page.evaluate(() => {
    const ways = Object.assign(document.createElement('p'), { className: 'ways', textContent: 'Go on' });
    ways.style.setProperty('display', 'block', 'important');
    document.getElementById('screen')?.append(ways);
  });
  expect((await printed(planner)).join()).toContain('Go on');
});

test('the measure of targets finds a small one', async ({ planner }) => {
  await openProbe(planner);
  await planner.page.evaluate(() => {
    const button = document.createElement('button');
    button.className = 'probe';
    button.textContent = 'x';
    document.getElementById('screen')?.append(button);
  });
  expect((await small(planner, LEAST)).join()).toContain('button.probe');
});

test('the measure of focus finds what is not outlined, what lies behind the bar and what is out of the window', async ({ planner }) => {
  await openProbe(planner);
  const { stops, faults } = await tabThrough(planner);
  expect(faults).toEqual([]);
  const controls = await planner.root.locator('a[href], button, input, select, summary').filter({ visible: true }).count();
  expect(stops, 'the link past the navigation, and every other control').toBe(controls);
  await planner.page.evaluate(() => {
    const unseen = document.createElement('button');
    unseen.id = 'unseen';
    unseen.style.outline = 'none';
    const behind = document.createElement('button');
    behind.id = 'behind';
    behind.style.cssText = 'position:fixed;bottom:10px;left:50%;width:20px;height:20px';
    const outside = document.createElement('button');
    outside.id = 'outside';
    outside.style.cssText = 'position:fixed;top:-90px';
    document.getElementById('screen')?.append(unseen, behind, outside);
  });
  const found = (await tabThrough(planner)).faults.join();
  for (const id of ['unseen', 'behind', 'outside']) expect(found).toContain(id);
});

test('in a person’s own colours, where no ground is drawn, what can be pressed and what is chosen still show', async ({ planner }) => {
  await planner.page.emulateMedia({ forcedColors: 'active' });
  await planner.openAs(clear, '/questions/severity');
  const line = (selector: string, what: 'border' | 'outline') =>
    planner.main.locator(selector).first().evaluate((element, what) => {
      const style = getComputedStyle(element);
      return style.getPropertyValue(`${what}-style`) === 'none' ? '0px' : style.getPropertyValue(`${what}-width`);
    }, what);
  await planner.seeHeading(text('question.severity.title'));
  expect(parseFloat(await line('.btn', 'border'))).toBeGreaterThan(0);
  expect(parseFloat(await line('.option:has(:checked)', 'outline'))).toBeGreaterThan(1);
  expect(parseFloat(await line('.option:not(:has(:checked))', 'outline'))).toBe(0);
  await planner.visit('/checklist/preparation/1');
  await planner.seeHeading(text('checklist.preparation.title'));
  expect(parseFloat(await line('.tabs [aria-current]', 'outline'))).toBeGreaterThan(1);
  expect(parseFloat(await line('.tabs a:not([aria-current])', 'outline'))).toBe(0);
});

test('the prerendered page and a prerendered step, before the program runs', async ({ planner }) => {
  await planner.page.route('**/*.wasm', () => {
    // Held back for good.
  });
  await planner.page.goto('./', { waitUntil: 'commit' });
  await planner.seeHeading(text('start.title'));
  await seeNoViolation(planner, 'start', 0);
  await planner.visit('/learn/session');
  await planner.seeHeading(text('step.session.title'));
  await seeNoViolation(planner, 'session', 1);
});

test('a notice about a record that cannot be read', async ({ planner }) => {
  await planner.keptBefore({ [`${PREFIX}profile`]: '{broken' });
  await planner.open();
  await expect(planner.main.getByText(text('notice.set_aside'))).toBeVisible();
  await seeNoViolation(planner, 'a notice', 0);
});
