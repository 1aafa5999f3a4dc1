// What somebody else can hand to the planner in a browser: a link, a file, options in its address, and a record that a script
// of the same site left. tests/hostile.rs does the same natively with what Rust reads; here are the parts that scripts and
// the browser itself read.
import { crc32, deflateRawSync } from 'node:zlib';

import { PREFIX, clear } from './people';
import { expect, test, type Planner } from './planner';
import { text } from './words';

/** A restore code as the planner writes one. */
function code(body: Buffer): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const start = `e${deflateRawSync(body, { level: 9 }).toString('base64url')}`;
  const crc = crc32(start);
  return start + Array.from({ length: 7 }, (_, place) => letters[(crc >>> (5 * place)) & 31]).join('');
}

/** Counts what the browser unpacks, and the longest text that is read as JSON, from before the planner begins. */
async function count(planner: Planner) {
  await planner.page.addInitScript(() => {
    const counted = { unpacked: 0, longest: 0 };
    Object.assign(window, { counted });
    const { read } = ReadableStreamDefaultReader.prototype;
    ReadableStreamDefaultReader.prototype.read = async function (this: ReadableStreamDefaultReader) {
      const piece = await read.call(this);
      counted.unpacked += (piece.value as Uint8Array | undefined)?.length ?? 0;
      return piece;
    } as typeof read;
    const { parse } = JSON;
    JSON.parse = (text, ...more) => {
      counted.longest = Math.max(counted.longest, String(text).length);
      return parse(text, ...more);
    };
  });
}

const counted = (planner: Planner) =>
  planner.page.evaluate(() => (window as unknown as { counted: { unpacked: number; longest: number } }).counted);

test('a link that unpacks to a mountain is cut off on the way and changes nothing', async ({ planner }) => {
  await count(planner);
  const whole = code(Buffer.from(`{"without":[],"records":{}}${' '.repeat(150_000)}`));
  const bomb = code(Buffer.from(`{"without":[],"records":{}}${' '.repeat(13_000_000)}`));
  expect(bomb.length).toBeLessThan(20_000);
  await planner.openAs(clear, `/take/restore/${bomb}`);
  await expect(planner.main.getByText(text('error.link.too_much')).first()).toBeVisible();
  const { unpacked, longest } = await counted(planner);
  expect(unpacked, 'no more than a piece beyond the limit').toBeLessThan(400_000);
  expect(unpacked).toBeGreaterThan(0);
  expect(longest, 'nothing of it is read').toBeLessThan(2_000_000);
  expect(await planner.saved()).toEqual(clear);

  // What is long and still may come in does.
  await planner.field(text('restore.link.label')).fill(whole);
  await planner.press(text('restore.link.open'));
  await expect(planner.main.getByRole('heading', { name: text('restore.in_link'), exact: true })).toBeVisible();
  await planner.seeNoProblem();
});

test('a file of a million small things is refused before it is read', async ({ planner }) => {
  await count(planner);
  await planner.openAs(clear, '/take/restore');
  const head = '{"format":"microneedling-planner-backup","v":2,"without":[],"records":{},"more":';
  for (const more of [`[${'{"":0},'.repeat(1_000_000)}0]}`, `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`]) {
    await planner.field(text('restore.file.label')).setInputFiles({ name: 'backup.json', mimeType: 'application/json', buffer: Buffer.from(head + more) });
    await expect(planner.main.getByText(text('error.backup.too_much')).first()).toBeVisible();
    expect((await counted(planner)).longest).toBeLessThan(1_000_000);
  }
  expect(await planner.saved()).toEqual(clear);
  await planner.seeNoProblem();
});

const MARKUP = '<b id=hostile>"\'><img src=x onerror=hostile()></b>';

/** Options that are none, whoever writes them. */
const OPTIONS: [string, unknown][] = [
  ['a list', [1, 2]],
  ['a text', 'view'],
  ['nothing', null],
  ['objects in place of texts', { lang: { toString: 1 }, theme: [], accent: {}, view: {}, stateKey: {}, concern: 1, clinic: { name: 'x' }, utm: [] }],
  ['names of objects', { view: 'constructor', theme: '__proto__', lang: 'toString', concern: 'hasOwnProperty', accent: 'valueOf', stateKey: '__proto__' }],
  ['a colour that fetches', { accent: 'url(https://evil.invalid/x)', stateKey: '../x:profile', utm: `utm_x=${'y'.repeat(100_000)}` }],
  ['markup', { view: MARKUP, lang: MARKUP, theme: MARKUP, concern: MARKUP, accent: MARKUP, clinic: JSON.stringify({ name: MARKUP, disclosure: MARKUP }) }],
];

for (const [what, options] of OPTIONS) {
  test(`options in the address that are none: ${what}`, async ({ planner }) => {
    const asked: string[] = [];
    planner.page.on('request', (request) => { if (new URL(request.url()).hostname === 'evil.invalid') asked.push(request.url()); });
    const before = '/';
    await planner.keptBefore({}, true);
    await planner.page.goto(`./#options=${encodeURIComponent(JSON.stringify(options))}`);
    await planner.seeReady();
    const seen = await planner.page.evaluate(() => ({
      path: new URL(location.href).pathname.split('/').pop(),
      hash: location.hash,
      accent: document.documentElement.style.getPropertyValue('--planner-accent'),
      made: document.querySelectorAll('#hostile, img[src=x]').length,
    }));
    expect(seen).toEqual({ path: '', hash: `#${before}`, accent: '', made: 0 });
    await planner.choose(text('concern.melasma.name'));
    // Kept where a planner without a state key keeps it.
    await expect.poll(async () => Object.keys(await planner.shelf())).toContain(`${PREFIX}profile`);
    await planner.visit('/plan');
    expect(await planner.page.locator('#hostile, img[src=x]').count()).toBe(0);
    expect(asked).toEqual([]);
    // An owner is told what is wrong with a configuration, and nothing else is.
    expect(planner.problems.filter((problem) => !problem.includes('clinic'))).toEqual([]);
    planner.problems.splice(0);
  });
}

test('settings of the wrong kind on the device keep nobody from opening the planner', async ({ planner }) => {
  const wrong = ['{"v":2,"fields":{"language":{"toString":1},"theme":{"x":1},"instead":[1]}}', '{"fields":"dark"}', '[]', 'null', '{"fields":null}', '"'];
  for (const settings of wrong) {
    await planner.keptBefore({ [`${PREFIX}settings`]: settings }, true);
    await planner.open();
    await planner.seeHeading(text('start.title'));
  }
  await planner.seeNoProblem();
});

test('a panic anywhere says on the page that it is broken, and what to do', async ({ planner }) => {
  await planner.open();
  // A planner that is taken away while the program goes through all that there are: it must stop, as it would tell a
  // planner that is gone.
  const stopped = await planner.page.evaluate(async () => {
    const { href } = document.querySelector<HTMLLinkElement>('link[href$="/microneedling-planner.js"]')!;
    const program = await import(href);
    const words = await (await fetch(new URL('words.en.json', href))).text();
    const root = document.createElement('div');
    document.body.append(root);
    const page = new Proxy({ root }, { get: (own, name) => Reflect.get(own, name) ?? (() => undefined) });
    const leave = program.mount(page, words, new URL('./', href).href);
    const said: string[] = [];
    let error: unknown;
    root.setAttribute = (name) => {
      said.push(name);
      if (said.length > 1) return;
      try {
        leave();
      } catch (stopped) {
        error = stopped;
      }
    };
    program.broken();
    return { said, trap: error instanceof WebAssembly.RuntimeError };
  });
  expect(stopped, 'once as it was asked to, and once by the panic').toEqual({
    said: ['data-broken', 'data-broken'],
    trap: true,
  });
  await expect(planner.root).toHaveAttribute('data-broken');
  const says = await planner.root.evaluate((root) => getComputedStyle(root, '::before').content);
  expect(says).toContain(text('app.broken'));
  await planner.page.reload();
  await expect(planner.root).toHaveAttribute('data-ready');
});
