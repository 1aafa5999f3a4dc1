// Before the program runs, and without it: what is prerendered is readable, and the program takes over what was chosen
// there without a jump.
import { test as plain, type Locator, type Page, type Route } from '@playwright/test';

import { ANSWERS, CONCERNS, PREFIX, clear, type Kept } from './people';
import { belowAnotherSite, pageOf } from './pages';
import { expect, Planner, test } from './planner';
import { fields } from './records';
import { LANGUAGES, said, text } from './words';

const STEPS = ['consultation', 'preparation', 'session', 'aftercare'];
const PROGRAM = '**/*.wasm';

/** Presses a button that may be there or not, and waits for nothing that the press might start. */
async function pressIfOffered(page: Page, button: Locator) {
  if ((await button.isVisible()) && (await button.isEnabled())) {
    await button.focus();
    await page.keyboard.press('Enter');
  }
}

plain.describe('with scripting off', () => {
  plain.use({ javaScriptEnabled: false });

  plain('the start page is readable and its first question is made of real radio buttons', async ({ page }) => {
    await page.goto('./');
    const main = page.getByRole('main');
    await expect(main.getByRole('heading', { level: 1, name: text('start.title'), exact: true })).toBeVisible();
    await expect(main.getByText(text('learn.honest'))).toBeVisible();
    await expect(main.locator('noscript')).toHaveText(text('start.no_script'), { useInnerText: true });
    await expect(main.getByRole('radio')).toHaveCount(CONCERNS.length);
    for (const concern of ['melasma', 'acne_scars']) {
      await page.locator(`label[for="concern-${concern}"]`).click();
      await expect(main.getByRole('radio', { checked: true })).toHaveCount(1);
      await expect(main.getByRole('radio', { name: text(`concern.${concern}.name`), exact: true })).toBeChecked();
    }
  });

  for (const step of STEPS) {
    plain(`the step ${step} is read at its own address, alone`, async ({ page }) => {
      await page.goto(`./#/learn/${step}`);
      const main = page.getByRole('main');
      await expect(main.getByRole('heading', { level: 1 })).toHaveText([text(`step.${step}.title`)]);
      await expect(main).toContainText(text(`step.${step}.happens`), { useInnerText: true });
      await expect(main).toContainText(text(`step.${step}.ask`), { useInnerText: true });
      await expect(main.getByText(text('start.intro'))).toBeHidden();
    });
  }

  plain('links lead from the start through the four steps and back', async ({ page }) => {
    await page.goto('./');
    const main = page.getByRole('main');
    const heading = main.getByRole('heading', { level: 1 });
    await main.getByRole('link', { name: text('step.consultation.title'), exact: true }).click();
    for (const [place, step] of STEPS.entries()) {
      await expect(heading).toHaveText([text(`step.${step}.title`)]);
      const next = STEPS[place + 1];
      if (next) {
        await main.getByRole('link', { name: `${text('learn.next')}: ${text(`step.${next}.title`)}`, exact: true }).click();
      }
    }
    await page.getByRole('banner').getByRole('link', { name: text('nav.learn'), exact: true }).click();
    await expect(heading).toHaveText([text('start.title')]);
  });

  plain('every way that is shown leads to something that is there', async ({ page }) => {
    for (const address of ['/', ...STEPS.map((step) => `/learn/${step}`)]) {
      await page.goto(`./#${address}`);
      const ways = page.locator('a[href^="#"]').filter({ visible: true });
      await expect(page.getByRole('banner').getByRole('link', { name: text('nav.learn'), exact: true })).toBeVisible();
      for (const href of await ways.evaluateAll((links) => links.map((link) => link.getAttribute('href')!))) {
        if (href !== '#/') await expect.soft(page.locator(`[id="${href.slice(1)}"]`), `${href} on ${address}`).toHaveCount(1);
      }
      // Nor is a heading left that stands over nothing.
      await expect.soft(page.getByRole('heading', { name: text('start.after_title'), exact: true })).toBeHidden();
    }
  });

  plain('going on sends the answer nowhere', async ({ page }) => {
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.method() + new URL(request.url()).search));
    await page.goto('./');
    await page.locator('label[for="concern-melasma"]').click();
    const button = page.getByRole('button', { name: text('form.continue'), exact: true });
    await pressIfOffered(page, button);
    await expect(page.getByRole('radio', { name: text('concern.melasma.name'), exact: true })).toBeChecked();
    expect(new URL(page.url()).search).toBe('');
    expect(sent.filter((request) => request !== 'GET')).toEqual([]);
  });
});

/** Holds the program back until the returned function is called. */
async function holdProgram(page: Page): Promise<() => Promise<void>> {
  let open = () => {};
  const gate = new Promise<void>((resolve) => { open = resolve; });
  const passing: Promise<void>[] = [];
  await page.route(PROGRAM, (route: Route) => {
    passing.push(gate.then(() => route.continue()));
  });
  return async () => {
    open();
    await Promise.all(passing);
  };
}

/** The colour of the ground, which only the planner's own rules give. */
const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

plain('the first text waits for nothing but the page', async ({ page }) => {
  // Nothing else is ever answered.
  await page.route(/\.(?!html)\w+$/, () => {});
  for (const language of LANGUAGES) {
    await page.goto(pageOf(language), { waitUntil: 'commit' });
    await expect(page.getByRole('radio').first()).toBeVisible();
    await expect.poll(() => page.evaluate(() => performance.getEntriesByName('first-contentful-paint').length)).toBe(1);
    expect(await ground(page), language).toBe('rgb(251, 248, 243)');
  }
});

test('where the host lets no style stand in a page, the same rules come as a file', async ({ planner }) => {
  const { page } = planner;
  await page.route('**/', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), 'content-security-policy': "style-src 'self'" } });
  });
  await page.goto('./');
  await planner.seeReady();
  await expect.poll(() => ground(page)).toBe('rgb(251, 248, 243)');
  expect(planner.problems.splice(0).filter((problem) => !problem.includes('inline style'))).toEqual([]);
});

test('what is chosen before the program starts is kept, and it is ready only when an answer is stored', async ({ planner }) => {
  const release = await holdProgram(planner.page);
  await planner.page.goto('./');
  await planner.choose(text('concern.stretch_marks.name'));
  await planner.choose(text('concern.burn_scars.name'));
  await expect(planner.root).not.toHaveAttribute('data-ready');
  expect(await planner.shelf()).toEqual({});
  const radio = planner.main.getByRole('radio', { name: text('concern.burn_scars.name'), exact: true });
  await expect(radio).toBeFocused();

  await release();
  await planner.seeReady();
  expect(await planner.saved()).toEqual({ v: 1, concern: 'burn_scars' });
  await expect(radio).toBeChecked();
  await expect(radio).toBeFocused();
  await expect(planner.main.getByRole('radio', { checked: true })).toHaveCount(1);
  await planner.seeSaving('saving.kept');
  await planner.goOn();
  await planner.seeHeading(text('question.severity.title'));
});

test('what is pressed at the moment in which the program takes over is chosen', async ({ planner }) => {
  const { page } = planner;
  await page.addInitScript(() => {
    // However slow this machine is, whoever presses is waited for.
    const later = window.setTimeout;
    window.setTimeout = ((act: () => void, wait?: number) => (wait === 1000 ? 0 : later(act, wait))) as typeof setTimeout;
    const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = async (...given) => {
      const program = await instantiateStreaming(...given);
      document.documentElement.dataset.program = 'here';
      return program;
    };
  });
  const release = await holdProgram(page);
  const words = page.waitForResponse('**/words.en.json');
  await page.goto('./');
  await (await words).finished();
  const row = page.locator('label[for="concern-melasma"]');
  await row.scrollIntoViewIfNeeded();
  const box = (await row.boundingBox())!;
  // In Chromium a finger’s tap finds what is under it by then; it is the press of a mouse that is lost.
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await release();
  await expect(page.locator('html')).toHaveAttribute('data-program');
  // By then it would have taken over.
  await page.evaluate(() => new Promise((drawn) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn)));
  }));
  await page.mouse.up();
  await planner.seeReady();
  await expect(planner.main.getByRole('radio', { name: text('concern.melasma.name'), exact: true })).toBeChecked();
  expect(await planner.saved()).toEqual({ v: 1, concern: 'melasma' });
});

test.describe('in another language', () => {
  test.use({ locale: 'fr-CA' });

  test('the main address fetches the words of that language alone', async ({ planner }) => {
    const fetched: string[] = [];
    planner.page.on('request', (request) => fetched.push(...(/words\.\w+/.exec(request.url()) ?? [])));
    await planner.open();
    await expect(planner.page.locator('html')).toHaveAttribute('lang', 'fr');
    expect(fetched).toEqual(['words.fr']);
  });
});

test('going on before the program runs sends the answer nowhere and loses nothing', async ({ planner }) => {
  const queries: string[] = [];
  planner.page.on('request', (request) => queries.push(new URL(request.url()).search));
  const release = await holdProgram(planner.page);
  await planner.page.goto('./', { waitUntil: 'commit' });
  await planner.choose(text('concern.melasma.name'));
  const button = planner.main.getByRole('button', { name: text('form.continue'), exact: true });
  await pressIfOffered(planner.page, button);
  await release();
  await planner.seeReady();
  expect(queries.filter((query) => query !== '')).toEqual([]);
  expect(new URL(planner.page.url()).search).toBe('');
  expect(await planner.saved()).toEqual({ v: 1, concern: 'melasma' });
});

test('at the very moment the page says it is ready, a choice is stored', async ({ planner }) => {
  await planner.page.addInitScript((name) => {
    const key = `${name}profile`;
    const seen = new Promise((done) => {
      new MutationObserver((_, observer) => {
        const root = document.getElementById('planner');
        if (!root?.hasAttribute('data-ready')) return;
        observer.disconnect();
        const before = localStorage.getItem(key);
        document.getElementById('concern-melasma')?.click();
        // The next turn after that of the planner.
        done(navigator.locks.request(name, () => [before, localStorage.getItem(key)]));
      }).observe(document, { subtree: true, attributes: true, childList: true });
    });
    Object.assign(window, { seen });
  }, PREFIX);
  await planner.open();
  const [before, after] = await planner.page.evaluate(() => (window as unknown as { seen: Promise<string[]> }).seen);
  expect(before).toBeNull();
  expect(fields(after)).toEqual({ concern: 'melasma' });
});

test('a saved answer survives a start in which nothing was chosen on the page', async ({ planner }) => {
  await planner.openAs(clear, '/');
  expect(await planner.saved()).toEqual(clear);
  const radio = planner.main.getByRole('radio', { name: text('concern.acne_scars.name'), exact: true });
  await expect(radio).toBeChecked();
  await planner.follow(text('start.continue'));
  await expect.poll(() => planner.address()).toBe('/plan');
});

test('when the program cannot be had, the page says so, stays readable and is never called ready', async ({ planner }) => {
  await planner.page.route(PROGRAM, (route) => route.abort());
  await planner.page.goto('./');
  await expect(planner.main.getByText(text('start.load_problem'))).toBeVisible();
  await expect(planner.root).not.toHaveAttribute('data-ready');
  await planner.seeHeading(text('start.title'));
  await planner.visit('/learn/session');
  await planner.seeHeading(text('step.session.title'));
  expect(planner.problems.length).toBeGreaterThan(0);
  // Those were the reports this test asked for.
  planner.problems.length = 0;
});

/** Where every heading, button and radio button of the first paint stands. */
function places(page: Page): Promise<string[]> {
  return page.locator('h1, h2, h3, legend, label, button, nav a').evaluateAll((elements) =>
    elements
      .map((element) => [element, element.getBoundingClientRect()] as const)
      .filter(([, box]) => box.height > 0)
      .map(([element, box]) => `${element.localName} ${element.id || element.parentElement?.localName}: ${box.x} ${box.y} ${box.height}`),
  );
}

/** What a page says, word by word; but for what depends on scripting. */
function wordsOf(page: Page): Promise<string[]> {
  return page.locator('#planner').evaluate((root) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (texts.nextNode()) {
      const place = texts.currentNode.parentElement;
      const said = texts.currentNode.textContent?.trim();
      if (said && place && !place.closest('noscript') && place.checkVisibility()) found.push(said);
    }
    return [document.title, document.documentElement.lang, document.documentElement.dir, ...found].join(' ').split(/\s+/);
  });
}

let folder: Awaited<ReturnType<typeof belowAnotherSite>>;
test.beforeAll(async () => { folder = await belowAnotherSite(); });
test.afterAll(async () => { await folder.close(); });

test('what has come of the page stays where it is while the rest arrives', async ({ page }) => {
  for (const language of LANGUAGES) {
    const release = await holdProgram(page);
    await page.goto(pageOf(language));
    await expect(page.getByRole('radio').first()).toBeVisible();
    // Taken apart from its end, so that each state is one in which a slow connection may leave it.
    const moved = await page.locator('#planner > header').evaluate((header) => {
      const parts = [...header.querySelectorAll(':scope > *, nav *')];
      const before = new Map(parts.map((part) => [part, part.getBoundingClientRect()]));
      const found: string[] = [];
      for (const last of parts.reverse()) {
        last.remove();
        for (const [part, { x, y }] of before) {
          const now = part.getBoundingClientRect();
          // A box that is still empty shows nothing that could move.
          const isMoved = part.isConnected && part.hasChildNodes() && Math.hypot(now.x - x, now.y - y) > 1;
          if (isMoved) found.push(`without ${last.outerHTML}: ${part.tagName} ${now.x} ${now.y}, then ${x} ${y}`);
        }
      }
      return { parts: parts.length, found };
    });
    expect(moved.parts).toBeGreaterThan(10);
    expect(moved.found).toEqual([]);
    await release();
  }
});

test('on the narrowest phone the pages stand in one row', async ({ page, planner }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  for (const language of LANGUAGES) {
    await page.goto(pageOf(language));
    await planner.seeReady();
    const tops = await page.locator('#planner > header nav a').evaluateAll((links) => links.map((link) => link.getBoundingClientRect().top));
    expect(tops, language).toEqual([tops[0], tops[0], tops[0], tops[0]]);
  }
});

type Visit = { name: string; language: string; below: boolean; answers: Kept | null };
const visits: Visit[] = LANGUAGES.flatMap((language) => [
  { name: `first visit, ${language}`, language, below: false, answers: null },
  { name: `first visit, ${language}, in a folder of another site`, language, below: true, answers: null },
]);
visits.push({ name: 'returning visitor', language: 'en', below: false, answers: clear });

type Shift = { value: number; probe: boolean; at: number; moved: string[] };

for (const { name, language, below, answers } of visits) {
  test(`nothing moves and no word changes when the program takes over: ${name}`, async ({ page }) => {
    await page.addInitScript(() => {
      type Source = { node: Node | null; previousRect: DOMRect; currentRect: DOMRect };
      const shifts: Shift[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { value, sources, startTime } = entry as unknown as { value: number; sources: Source[]; startTime: number };
          const probe = document.body.dataset.probe === 'yes' && sources.length > 0;
          const box = ({ x, y, width, height }: DOMRect) => [x, y, width, height].map(Math.round).join(' ');
          const moved = sources.map(({ node, previousRect, currentRect }) =>
            `${node instanceof Element ? node.cloneNode().outerHTML : node?.textContent}: ${box(previousRect)} to ${box(currentRect)}`);
          shifts.push({ value, probe, at: startTime, moved });
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const planner = new Planner(page);
    if (answers) await planner.keptBefore({ [ANSWERS]: answers });
    const release = await holdProgram(page);
    await page.goto(new URL(pageOf(language), below ? folder.url : process.env.PLANNER_URL).href);
    await expect(planner.main.getByRole('radio').first()).toBeVisible();
    const [before, words] = [await places(page), await wordsOf(page)];
    expect(before.length).toBeGreaterThan(25);
    expect(words.join(' ')).toContain(said(language, 'start.title').split(/\s+/).join(' '));
    await release();
    await planner.seeReady();
    expect(await places(page)).toEqual(before);
    if (!answers) expect(await wordsOf(page)).toEqual(words);

    // The measure itself must be able to see a shift: one is made at the end, and nothing else may be there before it.
    await page.evaluate(() => new Promise<void>((done) => {
      requestAnimationFrame(() => requestAnimationFrame(() => {
        document.body.dataset.probe = 'yes';
        const block = document.createElement('div');
        block.style.height = '200px';
        document.body.prepend(block);
        done();
      }));
    }));
    const shifts = () => page.evaluate(() => (window as unknown as { shifts: Shift[] }).shifts);
    await expect.poll(async () => (await shifts()).filter((shift) => shift.probe).length).toBeGreaterThan(0);
    expect((await shifts()).filter((shift) => !shift.probe)).toEqual([]);
    await planner.seeNoProblem();
  });
}
