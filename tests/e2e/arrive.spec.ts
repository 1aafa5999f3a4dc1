// Arriving somewhere: the heading takes focus and names the page, back and forward lead where a person was, an address
// opens its screen, what happens is said, and nothing jumps.
import { clear } from './people';
import { expect, test, type Planner } from './planner';
import { crowded } from './screens';
import { questionTitle, text } from './words';

/** The heading has focus, the tab has its name, and the page begins at its top. */
async function seeArrived(planner: Planner, heading: string) {
  await expect(planner.main.getByRole('heading', { level: 1, name: heading, exact: true })).toBeFocused();
  await expect(planner.page).toHaveTitle(text('app.page_title', { page: heading }));
  await expect.poll(() => planner.page.evaluate(() => scrollY)).toBe(0);
}

const PAGES: [string, string][] = [
  ['/learn/session', text('step.session.title')],
  ['/learn/healing', text('healing.title')],
  ['/learn/uses', text('uses.title')],
  ['/learn/skin', text('skin.title')],
  ['/questions/sun', questionTitle('sun', 'acne_scars')],
  ['/questions/body', questionTitle('body', 'acne_scars')],
  ['/questions/price', questionTitle('price', 'acne_scars')],
  ['/answers', text('answers.title')],
  ['/checklist/aftercare/2', text('checklist.aftercare.title')],
  ['/evidence/melasma', text('sources.title', { concern: text('concern.melasma.in_sentence') })],
  ['/nowhere', text('unknown.title')],
];

test('on each page change the heading takes focus and names the page; back and forward do the same', async ({ planner }) => {
  await planner.openAs(clear, '/');
  // At the first load focus stays where the browser puts it.
  await expect(planner.main.locator('h1')).not.toBeFocused();
  // All but the line about saving, whose words change.
  const navigation = planner.page.getByRole('banner').getByRole('link').and(planner.page.locator(':not(.saved)'));
  const links = ['app.name', 'nav.learn', 'nav.plan', 'nav.today', 'nav.diary'].map((id) => text(id));
  for (const [address, heading] of PAGES) {
    // At once: a wheel is answered some time after it was turned, and could be after the page has changed.
    await planner.page.evaluate(() => scrollTo(0, 400));
    await planner.visit(address);
    await seeArrived(planner, heading);
    await expect(navigation).toHaveText(links);
  }
  for (const [address, heading] of PAGES.slice(0, -1).reverse()) {
    await planner.page.goBack();
    expect(planner.address()).toBe(address);
    await seeArrived(planner, heading);
  }
  for (const [address, heading] of PAGES.slice(1, 4)) {
    await planner.page.goForward();
    expect(planner.address()).toBe(address);
    await seeArrived(planner, heading);
  }
});

test('each address opens its screen when the page is loaded with it', async ({ planner }) => {
  await planner.openAs(clear, '/plan');
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  for (const [address, heading] of PAGES) {
    await planner.page.goto('about:blank');
    await planner.open(address);
    await planner.seeHeading(heading);
    await expect(planner.page).toHaveTitle(text('app.page_title', { page: heading }));
  }
});

test('the first Tab shows the way past the navigation', async ({ planner }) => {
  await planner.openAs(clear, '/answers');
  await planner.seeHeading(text('answers.title'));
  const skip = planner.page.getByRole('link', { name: text('app.skip'), exact: true });
  await expect(skip).not.toBeInViewport();
  await planner.page.keyboard.press('Tab');
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport({ ratio: 1 });
  await planner.page.keyboard.press('Enter');
  await expect(planner.main).toBeFocused();
  expect(planner.address()).toBe('/answers');
  await planner.page.keyboard.press('Tab');
  expect(await planner.main.evaluate((main) => main.contains(document.activeElement))).toBe(true);
});

test('a term, a table and a list of warning signs open and close with the keyboard', async ({ planner }) => {
  const { page, main } = planner;
  await planner.openAs(clear, '/learn/preparation');
  await planner.seeHeading(text('step.preparation.title'));
  const term = main.getByRole('button').first();
  const meaning = main.locator('[popover]:popover-open');
  for (const [open, close] of [['Enter', 'Escape'], ['Space', 'Space']]) {
    await term.focus();
    await page.keyboard.press(open);
    await expect(meaning).toBeVisible();
    await expect(term).toBeFocused();
    await page.keyboard.press(close);
    await expect(meaning).toHaveCount(0);
    await expect(term).toBeFocused();
  }
  for (const address of ['/plan', '/checklist/aftercare/1']) {
    await planner.visit(address);
    const summary = main.locator('summary').filter({ visible: true }).first();
    await summary.focus();
    const inside = main.locator('details[open] > :not(summary)').first();
    await page.keyboard.press('Enter');
    await expect(inside).toBeVisible();
    await page.keyboard.press('Space');
    await expect(inside).toHaveCount(0);
  }
});

test('a caret that a field left behind is not found by a press on the next screen', async ({ planner }) => {
  const caret = () => planner.page.evaluate(() => getSelection()?.type);
  await planner.openAs(clear, '/questions/age');
  // Where the browser puts it when the field is taken away.
  await planner.main.evaluate((main) => getSelection()?.collapse(main, 0));
  expect(await caret()).toBe('Caret');
  await planner.visit('/answers');
  await expect(planner.main.getByRole('heading', { level: 1, name: text('answers.title') })).toBeFocused();
  expect(await caret()).toBe('None');
});

test('what happens is said without moving focus: saving, loading, an error', async ({ planner }) => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => { release = resolve; });
  await planner.page.route('**/split_*.wasm', async (route) => {
    await gate;
    await route.continue();
  });
  await planner.open();
  // One line is there from the start and only its words change: a line that is new itself is not always read out.
  const saving = planner.page.getByRole('banner').getByRole('status');
  await saving.evaluate((line) => { line.dataset.first = 'yes'; });
  await planner.seeSaving('saving.nothing');
  await planner.goOn();
  const alert = planner.main.getByRole('alert');
  await expect(alert).toContainText(text('error.choose_one'));
  await planner.choose(text('concern.melasma.name'));
  await planner.seeSaving('saving.kept');
  await expect(saving).toHaveAttribute('data-first', 'yes');
  await planner.goOn();
  await expect(planner.main.getByRole('status')).toHaveText(text('app.loading'));
  // At the top of the page its foot would come into view and leave again.
  await planner.page.evaluate(() => scrollTo(0, 0));
  await expect(planner.page.getByRole('contentinfo')).not.toBeInViewport();
  release();
  await planner.seeHeading(text('question.severity.title'));
  await expect(planner.main.getByRole('status')).toHaveCount(0);
});

test('the first question is on the screen before storage is read, which may take as long as all the rest', async ({ planner }) => {
  await planner.page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new PerformanceObserver((list) => list.getEntries().forEach(({ name }) => seen.push(name)))
      .observe({ type: 'paint', buffered: true });
    const real = Storage.prototype.getItem;
    Storage.prototype.getItem = function (key) {
      seen.push('read');
      return real.call(this, key);
    };
  });
  await planner.open();
  const seen = await planner.page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  expect(seen).toContain('read');
  expect(seen.slice(0, seen.indexOf('read'))).toContain('first-contentful-paint');
});

/** Keeps an account of what moves by itself: what follows a tap or a key within half a second is not counted. */
async function watchShifts(planner: Planner) {
  await planner.page.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput, sources } = entry as unknown as {
          value: number; hadRecentInput: boolean; sources: { node: Node | null }[];
        };
        if (hadRecentInput) continue;
        const moved = sources.map(({ node }) => (node instanceof Element ? `${node.localName}.${node.className}` : String(node?.nodeName)));
        shifts.push(`${location.hash} ${value.toFixed(4)}: ${moved.join(', ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

const shifts = (planner: Planner) => planner.page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);

test('nothing moves by itself on the way from the first question to the plan and its lists', async ({ planner }) => {
  await watchShifts(planner);
  await planner.openAs(crowded, '/');
  for (const address of ['/plan', '/answers', '/checklist/preparation/1', '/evidence/alopecia_androgenetic', '/learn/skin', '/learn/uses', '/']) {
    // By a link, as a person goes: a press comes before each change.
    await planner.page.evaluate((address) => {
      document.querySelector('.way-probe')?.remove();
      const way = Object.assign(document.createElement('a'), { href: `#${address}`, className: 'way-probe' });
      way.style.cssText = 'position:fixed;inset:0 auto auto 0;z-index:9;width:44px;height:44px;background:red';
      document.body.append(way);
    }, address);
    await planner.page.locator('.way-probe').click();
    await expect(planner.main.getByRole('heading', { level: 1 })).toBeFocused();
    await planner.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
  expect(await shifts(planner)).toEqual([]);
  // The measure can see a shift.
  await planner.page.evaluate(() => {
    setTimeout(() => {
      const block = document.createElement('div');
      block.style.height = '200px';
      document.body.prepend(block);
    }, 700);
  });
  await expect.poll(async () => (await shifts(planner)).length).toBeGreaterThan(0);
});
