// check.html, and its table in the console of a clinic's page: each cause of a planner that does not show is named, in each
// language.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, expect, test as base, type Page } from '@playwright/test';
import axe from 'axe-core';

import { LANGUAGES, said, text, texts } from './words';

/** A page on which nothing goes wrong unnoticed. */
const test = base.extend<{ quiet: Page }>({
  quiet: async ({ page }, use) => {
    const problems: string[] = [];
    page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()); });
    page.on('pageerror', (error) => problems.push(String(error)));
    await use(page);
    expect(problems, 'reported in the console').toEqual([]);
  },
});

interface Row { where?: string; what: string; result: string; fix: string }

const BASE = 'https://planner.example/app/';
const PAGE = 'https://clinic.example/skin';

const results = (rows: Row[]) => rows.map(({ result }) => result);
const told = (rows: Row[], what: RegExp | string) => {
  const row = rows.find((row) => (typeof what === 'string' ? row.what === what : what.test(row.what)));
  expect(row, `${what} in ${JSON.stringify(rows, null, 1)}`).toBeDefined();
  return row!;
};

test.describe('a policy is judged', () => {
  /** A function of the script, called in a browser. */
  const call = <T>(page: Page, name: string, ...given: unknown[]): Promise<T> =>
    page.evaluate(async ({ name, given }) => {
      const script = './check.js';
      return (await import(script))[name](...given);
    }, { name, given });
  let judge: (policy: string, mode: string, about?: Record<string, string>) => Promise<Row[]>;
  const frame = (policy: string) => judge(policy, 'frame', { page: PAGE });
  const inline = (policy: string) => judge(policy, 'inline', { page: PAGE });

  test.beforeEach(async ({ page }) => {
    await page.goto('./files.json');
    judge = (policy, mode, about = {}) => call(page, 'judge', policy, mode, BASE, about);
  });

  test('what lets all in is found to', async () => {
    for (const policy of [
      '',
      'img-src https:',
      `script-src ${BASE}; frame-src ${BASE}`,
      "default-src 'none'; script-src https://planner.example; frame-src https://*.example:443",
      "Content-Security-Policy: default-src 'none'; script-src https:; child-src *",
      `script-src-elem ${BASE}; frame-src https://PLANNER.example/app/index.html`,
    ]) {
      expect.soft(new Set(results(await frame(policy))), policy).toEqual(new Set(['ok']));
    }
    const lets = `script-src ${BASE} 'wasm-unsafe-eval'; connect-src ${BASE}; img-src data: blob:`;
    expect(new Set(results(await inline(lets)))).toEqual(new Set(['ok']));
  });

  test('what is missing is added to what is there, in one line', async () => {
    const rows = await inline("default-src 'self'; script-src 'self' https://cdn.example; connect-src 'none'");
    expect(told(rows, /script$/)).toMatchObject({
      result: 'not ok',
      fix: `Write: script-src 'self' https://cdn.example ${BASE} 'wasm-unsafe-eval'`,
    });
    expect(told(rows, /WebAssembly/).fix).toBe(told(rows, /script$/).fix);
    expect(told(rows, /files/).fix).toBe(`Write: connect-src ${BASE}`);
    expect(told(rows, /data:/).fix).toBe("Write: img-src 'self' data: blob:");
    // A frame has its own rules: none of the others matters to it.
    const framed = await frame("default-src 'self'");
    expect(framed.map(({ fix }) => fix)).toEqual([`Write: script-src 'self' ${BASE}`, `Write: frame-src 'self' ${BASE}`]);
    // What is written so lets all in.
    const after = framed.map(({ fix }) => fix.replace('Write: ', '')).join('; ');
    expect(new Set(results(await frame(`default-src 'self'; ${after}`)))).toEqual(new Set(['ok']));
  });

  test('each way an address can fail to fit is seen', async () => {
    for (const source of [
      'https://other.example', 'http://planner.example:8080', 'https://*.planner.example', 'https://planner.example/other/',
      'https://planner.example:444', 'data:', "'unsafe-inline'", 'https://planner.example/app', "'self'",
    ]) {
      expect.soft(told(await frame(`script-src ${source}`), /script$/).result, source).toBe('not ok');
    }
    expect(told(await judge("script-src 'self'", 'frame', { page: 'https://planner.example/x' }), /script$/).result).toBe('ok');
  });

  test('what cannot be told from a policy alone is not claimed', async () => {
    expect(told(await judge("script-src 'self'", 'frame'), /script$/).result).toBe('could not be told');
    const strict = told(await frame("script-src 'strict-dynamic' 'nonce-x' https:"), /script$/);
    expect(strict.result).toBe('could not be told');
    expect(strict.fix).toContain('<script nonce="…"');
  });

  test('every policy counts, and a sandbox and trusted types are named', async ({ page }) => {
    const read = await page.evaluate(async () => {
      const script = './check.js';
      return (await import(script)).policies("a 'self', b 'none'\nContent-Security-Policy: c d").length;
    });
    expect(read).toBe(3);
    expect(told(await frame(`script-src ${BASE}, script-src 'none'`), /script$/).result).toBe('not ok');
    expect(told(await frame('sandbox allow-scripts'), /storage/).result).toBe('not ok');
    expect(told(await frame('sandbox'), /every script/).result).toBe('not ok');
    expect(told(await inline("require-trusted-types-for 'script'"), /trusted/).result).toBe('not ok');
    expect(results(await frame("require-trusted-types-for 'script'"))).not.toContain('not ok');
  });

  test('logo and configuration are asked for where they are', async () => {
    const rows = await judge("default-src 'none'", 'frame', { page: PAGE, logo: '/logo.svg', config: 'https://a.example/c.json' });
    expect(told(rows, /logo/).fix).toBe('Write: img-src https://clinic.example');
    expect(told(rows, /configuration/).fix).toBe('Write: connect-src https://a.example');
  });
});

const list = (page: Page, id: string): Promise<Row[]> =>
  page.locator(`#${id} > li`).evaluateAll((lines) =>
    lines.map((line) => ({
      what: line.querySelector('b')!.textContent!,
      result: line.querySelector('.result')!.textContent!,
      fix: line.querySelector('p')?.textContent ?? '',
    })),
  );

/** Where the page of a language is: the first is at the root. */
const folder = (tag: string) => (tag === LANGUAGES[0] ? './' : `./${tag}/`);

const openCheck = async (page: Page, tag = 'en') => {
  await page.goto(`${folder(tag)}check.html`);
  // What is said when all was tested, and not before.
  await expect(page.locator('#told')).toContainText(said(tag, 'works.told.here').split('{ok}')[0].trim());
};

test.describe('the page', () => {
  test('says what this server and this browser do', async ({ quiet: page }) => {
    await openCheck(page);
    const server = await list(page, 'server');
    expect(told(server, /^All \d+ files are there$/).result).toBe('ok');
    for (const kind of ['js', 'wasm', 'css', 'json', 'html', 'svg']) {
      expect.soft(told(server, new RegExp(`^\\.${kind} is sent as`)).result, kind).toBe('ok');
    }
    expect(told(server, 'Other sites may load the files').result).toBe('ok');
    expect(told(server, /in a frame$/).result).toBe('ok');
    // The test server asks for each file anew, and says so.
    expect(told(server, 'Files with a version are kept by browsers').result).toBe('not ok');
    expect(told(server, 'A new version is seen within an hour').result).toBe('ok');
    for (const row of await list(page, 'browser')) {
      if (!row.what.startsWith('Storage of its own')) expect.soft(row.result, row.what).toBe('ok');
    }
  });

  test('names what a server does wrong', async ({ page }) => {
    await page.route('**/*.wasm', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, headers: { ...answer.headers(), 'content-type': 'application/octet-stream' } });
    });
    await page.route('**/words.en.json', (route) => route.fulfill({ status: 404 }));
    await page.route('**/element.js', async (route) => {
      const { 'access-control-allow-origin': _, ...headers } = (await route.fetch()).headers();
      await route.fulfill({ status: 200, headers, body: '' });
    });
    await page.route('**/index.html', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, headers: { ...answer.headers(), 'x-frame-options': 'DENY' } });
    });
    await openCheck(page);
    const server = await list(page, 'server');
    const missing = told(server, /are not there$/);
    expect(missing.result).toBe('not ok');
    expect(missing.fix).toContain('words.en.json');
    expect(told(server, '.wasm is sent as application/wasm').fix).toContain('application/octet-stream');
    expect(told(server, 'Other sites may load the files').fix).toContain('element.js');
    expect(told(server, /in a frame$/).fix).toContain('DENY');
  });

  test('finds nothing wrong with a server that says of each file how long it may be kept', async ({ page }) => {
    const { version } = await (await page.request.get('./files.json')).json();
    await page.route('**/*', async (route) => {
      const answer = await route.fetch();
      const kept = route.request().url().includes(`/${version}/`) ? 'public, max-age=31536000, immutable' : 'no-cache';
      await route.fulfill({ response: answer, headers: { ...answer.headers(), 'cache-control': kept } });
    });
    await openCheck(page);
    const server = await list(page, 'server');
    for (const what of ['Files with a version are kept by browsers', 'A new version is seen within an hour']) {
      expect.soft(told(server, what).result, told(server, what).fix).toBe('ok');
    }
  });

  test('says what a browser lacks', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
      Object.defineProperty(navigator, 'locks', { value: undefined });
      Object.defineProperty(navigator, 'onLine', { value: false });
    });
    await openCheck(page);
    const browser = await list(page, 'browser');
    expect(told(browser, 'Storage').fix).toContain('SecurityError');
    expect(told(browser, /navigator\.locks/).result).toBe('not ok');
    expect(told(browser, 'Online').result).toBe('not ok');
  });

  test('judges a pasted policy, and says what is wrong with an address', async ({ quiet: page, baseURL }) => {
    await openCheck(page);
    await page.getByLabel('Content-Security-Policy').fill("Content-Security-Policy: default-src 'self'; img-src *");
    await page.getByLabel('Address of the clinic’s page').fill('clinic');
    await page.getByRole('button', { name: 'Judge the policy' }).click();
    await expect(page.getByLabel('Address of the clinic’s page')).toBeFocused();
    await expect(page.locator('#site-error')).toBeVisible();
    await page.getByLabel('Address of the clinic’s page').fill(PAGE);
    await page.getByRole('button', { name: 'Judge the policy' }).click();
    await expect(page.locator('#site-error')).toBeHidden();
    const base = new URL('./', baseURL).href;
    expect((await list(page, 'policy-frame')).map(({ fix }) => fix)).toEqual([
      `Write: script-src 'self' ${base}`, `Write: frame-src 'self' ${base}`,
    ]);
    expect(told(await list(page, 'policy-inline'), /WebAssembly/).fix).toBe(`Write: script-src 'self' ${base} 'wasm-unsafe-eval'`);
    await expect(page.locator('#console-line')).toHaveText(`import("${base}check.js").then((check) => check.report())`);
  });
});

test('the page has no violation that axe-core finds, and nothing on it is cut', async ({ quiet: page }) => {
  await page.addInitScript(axe.source);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openCheck(page);
  await page.getByLabel('Content-Security-Policy').fill("default-src 'self'");
  await page.getByRole('button', { name: 'Judge the policy' }).click();
  await expect(page.locator('#policy-frame > li').first()).toBeVisible();
  for (const width of [280, 320, 1280]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      const { violations, wide } = await page.evaluate(async () => ({
        violations: (await (window as unknown as { axe: typeof axe }).axe.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
        wide: document.documentElement.scrollWidth,
      }));
      expect.soft(violations, `${width} ${colorScheme}`).toEqual([]);
      expect.soft(wide, `${width} ${colorScheme}`).toBeLessThanOrEqual(width);
    }
  }
});

/** Sentences of the English page that stand on this one as they are. */
async function leftInEnglish(page: Page): Promise<string[]> {
  const sentences = Object.values(texts('en', ['check/'])) as string[];
  const shown = await page.locator('.planner').innerText();
  return sentences.flatMap((sentence) => sentence.split(/\{\w+\}/)).filter((part) => part.trim().split(' ').length > 2 && shown.includes(part));
}

for (const tag of LANGUAGES.slice(1)) {
  test(`in ${tag} it tests the server and judges a policy, all in that language, and nothing is cut`, async ({ quiet: page, baseURL }) => {
    await page.addInitScript(axe.source);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 320, height: 800 });
    await openCheck(page, tag);
    const say = (id: string, values: Record<string, string> = {}) => text(id, values, tag);
    await expect(page.locator('html')).toHaveAttribute('lang', tag);
    expect(await page.title()).toContain(say('works.title'));
    const server = await list(page, 'server');
    const wasm = told(server, say('works.server.type', { kind: '.wasm', type: 'application/wasm' }));
    expect(wasm.result).toBe(say('works.result.ok'));
    expect(told(server, say('works.server.kept')).result).toBe(say('works.result.not_ok'));
    expect(told(await list(page, 'browser'), say('works.browser.apart')).result).toBe(say('works.result.unknown'));

    await page.getByLabel(say('works.policy.site')).fill('clinic');
    await page.getByLabel('Content-Security-Policy').fill("default-src 'self'");
    await page.getByRole('button', { name: say('works.policy.judge') }).click();
    await expect(page.locator('#site-error')).toHaveText(say('works.policy.site.error'));
    await page.getByLabel(say('works.policy.site')).fill(PAGE);
    await page.getByRole('button', { name: say('works.policy.judge') }).click();
    const base = new URL('./', baseURL).href;
    const line = `script-src 'self' ${base}`;
    const script = told(await list(page, 'policy-frame'), say('works.policy.forbids', { directive: 'default-src', what: say('works.need.script') }));
    expect(script).toMatchObject({ result: say('works.result.not_ok'), fix: say('works.policy.write', { line }) });
    await expect(page.locator('#policy-frame code').first()).toHaveText(line);
    await expect(page.locator('#console-line')).toHaveText(`import("${base}${tag}/check.js").then((check) => check.report())`);

    expect(await leftInEnglish(page)).toEqual([]);
    expect(await page.locator('.planner').innerText()).not.toMatch(/\{\w+\}/);
    const { violations, outside } = await page.evaluate(async () => {
      const isOutside = (part: Element) => part.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5;
      return {
        violations: (await (window as unknown as { axe: typeof axe }).axe.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
        outside: [...document.querySelectorAll('.planner *')].filter(isOutside).map((part) => part.outerHTML.slice(0, 80)),
      };
    });
    expect(violations).toEqual([]);
    expect(outside).toEqual([]);
    // From here to the planner in the same language, and to this page in another.
    await expect(page.getByRole('link', { name: say('works.back') })).toHaveJSProperty('href', new URL(`${tag}/index.html#/for-clinics`, base).href);
    await page.getByRole('link', { name: said('en', 'language.name'), exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(said('en', 'works.title'));
  });

  test(`the planner in ${tag} leads to the page in ${tag}`, async ({ page }) => {
    await page.goto(`./${tag}/#/for-clinics`);
    await page.getByRole('link', { name: said(tag, 'clinics.trouble.check') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(said(tag, 'works.title'));
  });
}

test.describe('the line for the console of a clinic’s page', () => {
  /** The clinic's own server, on a site of its own: what it sends with its page, and the page. */
  let server: Server;
  const send = { policy: '', body: '' };

  test.beforeEach(async () => {
    server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      if (send.policy) response.setHeader('content-security-policy', send.policy);
      response.end(`<!doctype html><link rel="icon" href="data:,"><title>Clinic</title><p>Clinic</p>${send.body}`);
    });
    await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
  });
  test.afterEach(() => server.close());

  /** What the line finds out on a clinic's page with this policy. */
  const report = async (page: Page, baseURL: string | undefined, policy: string, body = '', script = 'check.js'): Promise<Row[]> => {
    Object.assign(send, { policy, body });
    await page.goto(`http://clinic.localhost:${(server.address() as AddressInfo).port}/skin`);
    return page.evaluate((script) => import(script).then((check) => check.report()), new URL(script, baseURL).href);
  };

  test('finds nothing wrong where nothing is', async ({ baseURL, launchOptions }) => {
    // Frames of other sites may keep things in a usual window; in the private windows of other tests they may not.
    const home = await mkdtemp(join(tmpdir(), 'profile-'));
    const profile = { cookie_controls_mode: 0, block_third_party_cookies: false };
    await mkdir(join(home, 'Default'));
    await writeFile(join(home, 'Default', 'Preferences'), JSON.stringify({ profile }));
    const context = await chromium.launchPersistentContext(home, launchOptions);
    const rows = await report(await context.newPage(), baseURL, '', '<microneedling-planner></microneedling-planner>');
    await context.close();
    await rm(home, { recursive: true, force: true });
    expect(told(rows, 'The planner’s frame').result, told(rows, 'The planner’s frame').fix).toBe('ok');
    expect(told(rows, 'In the frame: Storage').result, told(rows, 'In the frame: Storage').fix).toBe('ok');
    expect(told(rows, 'In the frame: Storage of its own for each site').result).toBe('ok');
    expect(told(rows, 'WebAssembly').result).toBe('ok');
    expect(told(rows, /^All \d+ files/).result).toBe('ok');
    expect(told(rows, '.wasm is sent as application/wasm').result).toBe('ok');
    const element = told(rows, 'The element on this page');
    expect(element.result).toBe('not ok');
    expect(element.fix).toContain('embed.js');
  });

  test('names what a strict policy blocks', async ({ page, baseURL }) => {
    const base = new URL('./', baseURL).href;
    const rows = await report(page, baseURL, `default-src 'none'; script-src ${base}; img-src data:`);
    expect(told(rows, 'WebAssembly').fix).toContain("'wasm-unsafe-eval'");
    const frame = told(rows, 'The planner’s frame');
    expect(frame.result).toBe('not ok');
    expect(frame.fix).toContain('frame-src');
    expect(told(rows, 'The list of the planner’s files is there').fix).toContain('connect-src');
  });

  test('speaks the language of the page it was copied from, whatever the policy', async ({ page, baseURL }) => {
    const base = new URL('./', baseURL).href;
    const printed: { type: string; text: string; args: Promise<unknown[]> }[] = [];
    page.on('console', (message) => printed.push({
      type: message.type(), text: message.text(), args: Promise.all(message.args().map((given) => given.jsonValue())),
    }));
    const french = (id: string, values: Record<string, string> = {}) => text(id, values, 'fr');
    const rows = await report(page, baseURL, `script-src ${base}; connect-src 'none'`, '', 'fr/check.js');
    expect(told(rows, french('works.frame.title')).result).toBe(french('works.result.ok'));
    // What is found within the frame is said in French too.
    expect(told(rows, french('works.frame.inside', { what: french('works.browser.modules') })).result).toBe(french('works.result.ok'));
    expect(told(rows, french('works.server.list')).fix).toContain(base);
    const [table] = (await printed.find(({ type }) => type === 'table')!.args) as Record<string, string>[][];
    expect(Object.keys(table[0])).toEqual(['where', 'what', 'result', 'fix'].map((column) => french(`works.column.${column}`)));
    const warnings = printed.filter(({ type, text }) => type === 'warning' && text.startsWith('microneedling-planner:'));
    expect(warnings.map(({ text }) => text).join()).toContain(french('works.result.not_ok'));
  });

  test('is stopped where script-src does not let the planner in', async ({ page, baseURL }) => {
    await expect(report(page, baseURL, "script-src 'none'")).rejects.toThrow(/Failed to fetch|import/i);
  });

  test('says so where frames of other sites may keep nothing', async ({ page, baseURL }) => {
    const rows = await report(page, baseURL, '');
    expect(told(rows, 'The planner’s frame').result).toBe('ok');
    expect(told(rows, 'Storage').result).toBe('ok');
    expect(told(rows, 'In the frame: Storage').fix).toContain('SecurityError');
  });

  test('says so where the page stands in a sandbox', async ({ page, baseURL }) => {
    const rows = await report(page, baseURL, 'sandbox allow-scripts');
    expect(told(rows, 'A place of its own').result).toBe('not ok');
    expect(told(rows, 'In the frame: Storage').result).toBe('not ok');
  });
});
