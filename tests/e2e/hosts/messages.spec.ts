// Whatever is said between a page and the frame of the planner: of values that a generator makes, of any type, depth and
// size, with markup and names of prototypes in them and with wrong versions, each side takes what is of its form and
// leaves the rest. The seed is printed; SEED=… runs the same once more, SOAK=1 many more of them.
import type { Frame } from '@playwright/test';

import { BRING_CHANCES, type Chance, type WithChances } from '../chances';
import { text } from '../words';
import { expect, keeping as test, TAG, type Host } from './host';

const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const ROUNDS = process.env.SOAK ? 500 : 40;
const A_ROUND = 8;
/** Frames that begin with options of the generator's. */
const BEGINNINGS = process.env.SOAK ? 40 : 5;

const VIEWS: Record<string, string> = { learn: '#/', questions: '#/questions/concern', plan: '#/plan', today: '#/today' };

interface Generator {
  chance: Chance;
  of: <T>(list: readonly T[]) => T;
  any: (depth: number) => unknown;
  record: (names: readonly string[]) => Record<string, unknown>;
  /** A message, most of which are of the right version and one of these types. */
  message: (types: readonly string[], names: readonly string[]) => Record<string, unknown>;
}
interface Made extends Window { generator: (seed: number) => Generator; heard: number; hurt?: number }

/** In every frame before all else: the generator, and how many messages were heard. */
function bring() {
  const TEXTS = [
    '', ' ', 'learn', 'plan', 'today', 'questions', 'dark', 'light', 'auto', 'fr', 'x-y_z', 'melasma', 'constructor', '__proto__',
    'toString', '#00aa00', '#FFF', '#12345', '#00aa00;color:red', 'url(https://evil.invalid/hurt)', 'javascript:hurt=1', '#/take/restore/hurt',
    '#/plan', '../hurt', '<img src=x onerror="hurt=1">', '"><script>hurt=1</script>', '\u0000', '\u202ehurt', '\ud800', '😀'.repeat(99),
    'hurt'.repeat(20_000), '[', '{"name":"<b>hurt</b>"}', '{"name":"A clinic","logo":"javascript:hurt=1"}', '['.repeat(5_000), 'a:b', '500', '1e3',
  ];
  const NAMES = ['__proto__', 'constructor', 'toString', 'valueOf', 'then', 'length', 'hurt', 'planner', 'type', 'options'];
  const VERSIONS = [0, 2, 1.5, -1, NaN, '1', true, null, undefined, [1], { planner: 1 }];

  const generator = (seed: number) => {
    const chance = (window as unknown as WithChances).chances(seed);
    const of = <T,>(list: readonly T[]): T => list[chance(list.length)];
    /** Half of it is text, for nothing else is ever taken. */
    const object = (names: readonly string[], depth: number) => {
      const made: Record<string, unknown> = {};
      for (const name of names) {
        const value = chance(2) === 0 ? of(TEXTS) : any(depth);
        // As a name of its own, also where setting it would do something else.
        Object.defineProperty(made, name, { value, enumerable: true, writable: true, configurable: true });
      }
      return made;
    };
    const some = (names: readonly string[]) => names.filter(() => chance(2) === 0);
    const any = (depth: number): unknown => {
      const deep = [
        () => Array.from({ length: chance(4) }, () => any(depth - 1)),
        () => object(some(NAMES), depth - 1),
        () => new Map([[any(0), any(depth - 1)]]),
        () => { const round: unknown[] = []; round.push(round); return round; },
      ];
      const flat = [
        () => undefined, () => null, () => chance(2) === 0, () => 10n, () => new Date(NaN), () => /hurt/, () => new Set([1]),
        () => new Uint8Array(chance(5_000)), () => new Error('hurt'), () => Object('500'), () => Object(500),
        () => of([0, -0, 77, -77, 300, 0.5, NaN, Infinity, -Infinity]), () => of(TEXTS), () => of(TEXTS), () => of(TEXTS), () => of(TEXTS),
      ];
      return of(depth > 0 ? [...flat, ...deep] : flat)();
    };
    const record = (names: readonly string[]) => object([...some(names), ...(chance(6) === 0 ? some(NAMES) : [])], 3);
    const message = (types: readonly string[], names: readonly string[]) => {
      if (chance(8) === 0) return any(4) as Record<string, unknown>;
      const version = chance(5) === 0 ? of(VERSIONS) : 1;
      const type = chance(8) === 0 ? any(1) : of(types);
      return Object.assign(record(names), { planner: version, type });
    };
    return { chance, of, any, record, message };
  };
  Object.assign(window, { generator, heard: 0 });
  addEventListener('message', () => { (window as unknown as { heard: number }).heard += 1; });
}

if (process.env.SOAK) test.describe.configure({ timeout: 300_000 });

test.beforeEach(async ({ host }) => {
  console.log(`frame messages: SEED=${SEED}`);
  await host.page.addInitScript(BRING_CHANCES);
  await host.page.addInitScript(bring);
});

/** Nothing of what was sent ran, stands on the page or has changed what all objects have. */
async function seeUnhurt(where: Frame | Host['page'], how: string) {
  const found = await where.evaluate(() => {
    const inherited: string[] = [];
    for (const name in {}) inherited.push(name);
    const all = [document, ...[...document.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot).filter((root) => root !== null)];
    const html = all.map((root) => (root instanceof Document ? root.documentElement : root).innerHTML).join('');
    return {
      ran: (window as unknown as Made).hurt,
      inherited,
      said: [html, document.title, location.href].filter((said) => said.includes('hurt')).map((said) => said.slice(said.indexOf('hurt') - 60).slice(0, 120)),
      kept: Object.values(localStorage).filter((text) => String(text).includes('hurt')),
    };
  });
  expect(found, how).toEqual({ ran: undefined, inherited: [], said: [], kept: [] });
}

test('whatever a page sends into the frame, only a view and a colour of their form change anything', async ({ host }) => {
  const app = await host.openReady('plain');
  const frame = await app.frame();
  const kept = await frame.evaluate(() => Object.keys(localStorage));
  const heard = await frame.evaluate(() => (window as unknown as Made).heard);
  const expected = { accent: '', hash: '#/', view: undefined as string | undefined };
  for (let round = 0; round < ROUNDS; round += 1) {
    Object.assign(expected, await app.element.evaluate((element, { seed, count, views, before }) => {
      const planner = element.shadowRoot!.querySelector('iframe')!.contentWindow!;
      const { message, any, record, chance } = (window as unknown as Made).generator(seed);
      let { accent, hash, view } = before;
      const names = ['view', 'accent', 'theme', 'lang', 'stateKey', 'concern', 'clinic', 'utm'];
      for (let sent = 0; sent < count; sent += 1) {
        const made = message(['options', 'options', 'options', 'hello', 'size', 'step', 'top', 'ready'], []);
        if (made !== null && typeof made === 'object') made.options = chance(6) === 0 ? any(3) : record(names);
        planner.postMessage(made, '*');
        if (made?.planner !== 1 || made.type !== 'options') continue;
        const options = Object(made.options) as Record<string, unknown>;
        const said = (name: string) => (Object.hasOwn(options, name) && typeof options[name] === 'string' ? options[name] : undefined);
        accent = /^#([\da-f]{3}|[\da-f]{6})$/i.test(said('accent') ?? '') ? said('accent')! : '';
        const wanted = said('view');
        if (wanted !== view && wanted !== undefined && Object.hasOwn(views, wanted)) hash = views[wanted];
        view = wanted;
      }
      return { accent, hash, view };
    }, { seed: SEED + round, count: A_ROUND, views: VIEWS, before: expected }));
    await expect.poll(() => frame.evaluate(() => (window as unknown as Made).heard)).toBe(heard + (round + 1) * A_ROUND);
    const stands = await frame.evaluate(() => ({
      accent: document.documentElement.style.getPropertyValue('--planner-accent'),
      hash: location.hash,
    }));
    expect(stands, `round ${round}`).toEqual({ accent: expected.accent, hash: expected.hash });
    await seeUnhurt(frame, `round ${round}`);
  }
  expect(await frame.evaluate(() => Object.keys(localStorage)), 'no message writes').toEqual(kept);
  host.seeNoProblem();
  // And it goes on.
  await frame.evaluate(() => { location.hash = '#/'; });
  await app.choose(text('concern.melasma.name'));
  await app.goOn();
  await app.leaveStart();
  host.seeNoProblem();
});

test('whatever options a frame begins with, it begins', async ({ host }) => {
  for (let place = 0; place < BEGINNINGS; place += 1) {
    await host.page.goto(host.address('csp-frame', 'frame'));
    const id = `begun-${place}`;
    await host.page.evaluate(({ src, id, seed }) => {
      const names = ['view', 'accent', 'theme', 'lang', 'stateKey', 'concern', 'clinic', 'utm'];
      const { any, record, chance } = (window as unknown as Made).generator(seed);
      const frame = Object.assign(document.createElement('iframe'), { src, id, width: 360, height: 600 });
      addEventListener('message', ({ source, data }) => {
        if (data?.type === 'hello') (source as Window).postMessage({ planner: 1, type: 'options', options: chance(4) === 0 ? any(3) : record(names) }, '*');
      });
      document.body.replaceChildren(frame);
    }, { src: `${host.planner}index.html#framed`, id, seed: SEED + 1_000 + place });
    await expect(host.page.frameLocator(`#${id}`).locator('.planner')).toHaveAttribute('data-ready');
    const frame = (await (await host.page.locator(`#${id}`).elementHandle())!.contentFrame())!;
    await expect(host.page.frameLocator(`#${id}`).getByRole('heading', { level: 1 })).toBeVisible();
    expect(Object.values(VIEWS)).toContain(await frame.evaluate(() => location.hash));
    await seeUnhurt(frame, `beginning ${place}`);
    host.seeNoProblem();
  }
});

test('whatever comes out of the frame, the page hears numbers for heights and words for steps, and stays as it is', async ({ host }) => {
  await host.listen();
  const app = await host.openReady('plain');
  const frame = await app.frame();
  const title = await host.page.title();
  const address = host.page.url();
  const parts = await app.element.evaluate((element) => element.shadowRoot!.querySelectorAll('*').length);
  const told = async (name: string) => (await host.said(name)).map(({ detail }) => detail);
  const before = { steps: (await told('step')).length, sizes: (await told('size')).length };
  const heard = await host.page.evaluate(() => (window as unknown as Made).heard);
  const expected = { steps: [] as unknown[], plans: 0, bookings: 0, heights: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const { steps, plans, bookings, heights } = await frame.evaluate(({ seed, count }) => {
      const { message, of } = (window as unknown as Made).generator(seed);
      const names = ['height', 'step', 'code', 'problems', 'options'];
      const types = ['size', 'size', 'step', 'plan', 'booking', 'top', 'hello', 'error', 'complaint', 'ready', 'options', 'constructor'];
      const sent = { steps: [] as unknown[], plans: 0, bookings: 0, heights: [] as number[] };
      for (let place = 0; place < count; place += 1) {
        const made = message(types, names);
        parent.postMessage(made, '*');
        if (made?.planner !== 1) continue;
        const { type, step, height } = made;
        if (type === 'step' && typeof step === 'string' && /^\w{1,32}$/.test(step)) sent.steps.push({ step });
        if (type === 'plan') sent.plans += 1;
        if (type === 'booking') sent.bookings += 1;
        if (type === 'size' && typeof height === 'number' && height >= 0 && height < Infinity) sent.heights.push(height);
      }
      // One that is as it should be.
      const height = of([400, 500, 600]);
      parent.postMessage({ planner: 1, type: 'size', height }, '*');
      sent.heights.push(height);
      return sent;
    }, { seed: SEED + 2_000 + round, count: A_ROUND });
    expected.steps.push(...steps);
    expected.plans += plans;
    expected.bookings += bookings;
    expected.heights.push(...heights);
    await expect.poll(() => host.page.evaluate(() => (window as unknown as Made).heard)).toBeGreaterThanOrEqual(heard + (round + 1) * (A_ROUND + 1));
  }
  // The frame itself tells its height too; all else is said by the generator alone.
  const own = Math.ceil(await app.root.evaluate((root) => root.getBoundingClientRect().height));
  const sizes = (await told('size')).slice(before.sizes) as { height: unknown }[];
  expect(sizes.length).toBeGreaterThan(0);
  for (const { height } of sizes) expect([...expected.heights, own]).toContain(height);
  expect((await told('step')).slice(before.steps)).toEqual(expected.steps);
  expect([(await told('plan')).length, (await told('booking')).length]).toEqual([expected.plans, expected.bookings]);
  expect(await told('error')).toEqual([]);
  expect(await told('ready')).toHaveLength(1);
  expect(await app.element.evaluate((element) => element.shadowRoot!.querySelectorAll('*').length)).toBe(parts);
  await expect(app.element).toHaveAttribute('data-state', 'ready');
  expect([await host.page.title(), host.page.url()]).toEqual([title, address]);
  expect(await host.page.locator(TAG).count()).toBe(1);
  await seeUnhurt(host.page, 'the page around');
  // What a complaint says is for the owner's console.
  host.seeNoProblem(/^microneedling-planner: these rules of the clinic's configuration/);
});
