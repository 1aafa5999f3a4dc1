// What the element tells the page: that it is ready, which screen is shown, how tall it is, and never an answer. And what
// the page may tell the element by its attributes.
import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CONCERNS } from '../people';
import { text } from '../words';
import { expect, test, TAG, WAYS, type App } from './host';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const declared = readFileSync(new URL('../../../src/embed/embed.d.ts', import.meta.url), 'utf8');
const DETAILS: Record<string, RegExp> = {
  'planner-ready': /^\{"mode":"(frame|inline)"\}$/,
  'planner-step': /^\{"step":"[a-z]+"\}$/,
  'planner-plan': /^\{\}$/,
  'planner-booking': /^\{\}$/,
  'planner-error': /^\{"code":"[a-z-]+"\}$/,
  'planner-size': /^\{"height":\d+\}$/,
};
/** Screens by the first word of their address: none of them is an answer. */
const STEPS = ['start', 'learn', 'questions', 'answers', 'plan', 'today', 'sessions', 'diary', 'take', 'uses', 'sources', 'checklist'];

test('every event that is declared is tested here, and no other', () => {
  expect([...declared.matchAll(/^  "(planner-\w+)": /gm)].map(([, name]) => name).sort()).toEqual(Object.keys(DETAILS).sort());
});

/** A whole journey with answers that can be recognised. */
async function journey(app: App): Promise<void> {
  await app.choose(text('concern.melasma.name'));
  await app.goOn();
  await app.leaveStart();
  while ((await app.title.innerText()) !== text('answers.title')) {
    const age = app.main.getByLabel(text('form.age'), { exact: true });
    if (await age.isVisible()) {
      const before = await app.title.innerText();
      await age.fill('47');
      await app.goOn();
      await expect(app.title).not.toHaveText(before);
    } else await app.sayNotSure();
  }
  await app.follow(text('answers.see_plan'));
  await expect(app.title).not.toHaveText(text('answers.title'));
  await expect(app.main.getByRole('heading', { level: 2 }).first()).toBeVisible();
}

for (const way of WAYS) {
  test(`${way}: over a whole journey nothing that is told holds an answer`, async ({ host }) => {
    await host.listen();
    await host.page.addInitScript(() => {
      const posted: string[] = [];
      Object.assign(window, { posted });
      addEventListener('message', ({ data }) => { posted.push(JSON.stringify(data)); }, true);
    });
    const app = await host.openReady('plain', way);
    await journey(app);
    await expect.poll(async () => (await host.said('plan')).length).toBeGreaterThan(0);
    const said = await host.said();
    for (const { type, detail, bubbles, composed } of said) {
      expect.soft(JSON.stringify(detail), type).toMatch(DETAILS[type]);
      expect.soft({ bubbles, composed }, type).toEqual({ bubbles: true, composed: true });
    }
    const steps = said.filter(({ type }) => type === 'planner-step').map(({ detail }) => (detail as { step: string }).step);
    expect(steps.filter((step) => !STEPS.includes(step))).toEqual([]);
    expect(steps).toEqual(expect.arrayContaining(['questions', 'answers', 'plan']));

    const posted = await host.page.evaluate(() => (window as unknown as { posted: string[] }).posted);
    expect(posted.length).toBeGreaterThan(way === 'frame' ? 10 : -1);
    // Heights are numbers, and may be any; all else must not hold a word or a number that was chosen.
    const told = [...said.map((event) => JSON.stringify(event)), ...posted]
      .map((line) => line.replace(/"height":\d+/, '')).join('\n').toLowerCase();
    for (const answer of [...CONCERNS, text('concern.melasma.name').toLowerCase(), '47', 'not_sure', 'not sure', 'unsure']) {
      expect.soft(told).not.toContain(answer);
    }
    for (const line of posted) {
      expect.soft(Object.keys(JSON.parse(line)).sort().join(), line).toMatch(/^planner,type$|^height,planner,type$|^planner,step,type$/);
    }
    host.seeNoProblem();
  });

  test(`${way}: the plan is told when it is seen, and nothing is told twice`, async ({ host }) => {
    await host.listen();
    const app = await host.openReady('plain', way);
    await app.toPlan();
    await expect.poll(async () => (await host.said('plan')).length).toBe(1);
    expect(await host.said('ready')).toEqual([{ type: 'planner-ready', detail: { mode: way }, bubbles: true, composed: true }]);
    const screens = (await host.said()).filter(({ type }) => type !== 'planner-size').map(({ type, detail }) => (detail as { step?: string }).step ?? type);
    expect(screens.filter((screen, place) => screen === 'plan' && screens[place - 1] === 'plan')).toEqual([]);
  });

  test(`${way}: what means nothing is ignored, with one line for the owner each`, async ({ host }) => {
    const wrong = { ...(way === 'frame' ? { mode: 'popup' } : {}), theme: 'neon', accent: 'url(x)', concern: 'love', view: 'home', 'state-key': 'a_b!', lang: 'tlh' };
    const app = await host.openReady('plain', way, wrong);
    await app.answerTwo();
    await app.element.evaluate((element) => element.setAttribute('theme', 'neon'));
    await app.element.evaluate((element) => element.setAttribute('theme', 'light'));
    for (const [name, value] of Object.entries(wrong)) {
      const lines = host.warnings.filter((line) => line.includes(TAG) && line.includes(value));
      expect.soft(lines, name).toHaveLength(1);
      expect.soft(lines[0], 'says what may stand there').toContain('Allowed');
    }
    host.seeNoProblem();
  });

  test(`${way}: attributes that change later are followed`, async ({ host }) => {
    await host.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await host.listen();
    const app = await host.openReady('plain', way);
    const set = (name: string, value: string) =>
      app.element.evaluate((element, [name, value]) => element.setAttribute(name, value), [name, value]);
    const colour = (selector: string, property: 'color' | 'backgroundColor') =>
      app.root.evaluate((root, [selector, property]) =>
        getComputedStyle(root.querySelector(selector) ?? root)[property as 'color'], [selector, property]);
    await app.choose(text('concern.melasma.name'));
    const light = await colour('h1', 'color');
    await set('theme', 'dark');
    await expect.poll(() => colour('h1', 'color')).not.toBe(light);
    await set('theme', 'light');
    await expect.poll(() => colour('h1', 'color')).toBe(light);
    const button = await colour('.btn', 'backgroundColor');
    await set('accent', '#aa0055');
    await expect.poll(() => colour('.btn', 'backgroundColor')).not.toBe(button);
    await app.element.evaluate((element) => element.removeAttribute('accent'));
    await expect.poll(() => colour('.btn', 'backgroundColor')).toBe(button);
    await set('view', 'plan');
    await expect(app.title).not.toHaveText(text('start.title'));
    await set('view', 'learn');
    await expect(app.title).toHaveText(text('start.title'));
    expect(await host.said('ready')).toHaveLength(1);

    // What cannot change while it runs starts it anew, in the same place.
    await set('state-key', 'another');
    await expect.poll(async () => app.main.getByRole('radio', { name: text('concern.melasma.name'), exact: true }).isChecked().catch(() => true)).toBe(false);
    await app.seeReady();
    await set('lang', 'en-AU');
    await app.seeReady();
    await app.answerTwo();
    host.seeNoProblem();
  });

  test(`${way}: a concern and a view given with the element are where it begins`, async ({ host }) => {
    const app = await host.openReady('plain', way, { concern: 'melasma', view: 'questions' });
    await expect(app.main.getByRole('radio', { name: text('concern.melasma.name'), exact: true })).toBeVisible();
  });
}

test('the mode can change: inline becomes a frame', async ({ host }) => {
  const app = await host.openReady('plain', 'inline');
  await app.element.evaluate((element) => element.setAttribute('mode', 'frame'));
  await host.app('frame').seeReady();
  await host.app('frame').answerTwo();
  expect(await app.element.evaluate((element) => element.shadowRoot!.querySelectorAll('iframe').length)).toBe(1);
});

test('without a mode it is a frame from elsewhere, and inline from the same site', async ({ host }) => {
  await host.page.goto(`${host.clinic}plain/`);
  await host.app('frame').seeReady();
  await host.page.goto(`${host.clinic}plain/?from=here`);
  await host.app('inline').seeReady();
});

test('two script tags, a module and an import make one definition and no error', async ({ host }) => {
  await host.page.goto(host.address('plain', 'frame'));
  await host.page.evaluate(async (src) => {
    for (const type of ['', 'module']) {
      const script = Object.assign(document.createElement('script'), { src, type, crossOrigin: 'anonymous' });
      const loaded = new Promise((go) => { script.onload = go; });
      document.head.append(script);
      await loaded;
    }
    await import(src);
  }, host.script('frame'));
  await host.app('frame').seeReady();
  host.seeNoProblem();
});

test('imported on a server it does nothing', async ({ host, request }) => {
  const script = await (await request.get('./embed.js')).text();
  const file = join(await mkdtemp(join(tmpdir(), 'planner-')), 'embed.mjs');
  await writeFile(file, script);
  const before = Object.getOwnPropertyNames(globalThis);
  await import(file);
  expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
  expect(host.problems).toEqual([]);
});
