// Sites of a test's own: the built one and a newer version of it, in folders of a server that a test can stop, and whose
// folders it can exchange. Every request is remembered. And what is done with them: opening, waiting until all is kept, going
// without a connection, bringing a newer version. Used by offline.spec.ts and newer.spec.ts.
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { BrowserContext } from '@playwright/test';

import { expect, test as base, type Planner } from './planner';
import { LANGUAGES, said, text } from './words';

/** The site as it was built. */
export const BUILT = new URL('../../dist/', import.meta.url).pathname;

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  wasm: 'application/wasm',
  svg: 'image/svg+xml',
  png: 'image/png',
  webmanifest: 'application/manifest+json',
};

/** Files that are not text. */
const BINARY = /\.(wasm|png)$/;

function below(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile());
}

/** The version of a site. */
export const versionOf = (folder: string): string => JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8')).version;

/** Every file of a site, by its path. */
export const filesOf = (folder: string): string[] =>
  JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8')).files.map((file: { path: string }) => file.path);

/** Writes a version of the site that differs in one word: the planner goes by another name, in every language. */
export function newer(name: string, digit = 'b'): string {
  const folder = mkdtempSync(join(tmpdir(), 'planner-newer-'));
  cpSync(BUILT, folder, { recursive: true });
  const before = versionOf(folder);
  const after = `${before.split('-')[0]}-${digit.repeat(8)}`;
  renameSync(join(folder, before), join(folder, after));
  for (const path of below(folder).filter((path) => !BINARY.test(path))) {
    const old = readFileSync(join(folder, path), 'utf8').replaceAll(before, after);
    const language = LANGUAGES.find((language) => path.endsWith(`words.${language}.json`));
    writeFileSync(join(folder, path), language ? old.replaceAll(said(language, 'app.name'), name) : old);
  }
  return folder;
}

export class Site {
  /** Paths that were asked for, with their method unless it is GET. */
  readonly asked: string[] = [];
  /** Texts that stand in place of files, by path. */
  readonly instead: Record<string, { type: string; text: string }> = {};
  /** How paths are refused, by path. */
  readonly refused: Record<string, number> = {};
  private server?: Server;
  private port = 0;
  private made: string[] = [];

  /** `folders` are what lies where on the server, such as `{ '/': BUILT }`. */
  constructor(public folders: Record<string, string>) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  /** A newer version, gone when the site is. */
  newer(name: string, digit?: string): string {
    const folder = newer(name, digit);
    this.made.push(folder);
    return folder;
  }

  async start() {
    const server = createServer((request, answer) => {
      const { pathname } = new URL(request.url ?? '/', this.url);
      this.asked.push(request.method === 'GET' ? pathname : `${request.method} ${pathname}`);
      const place = Object.keys(this.folders).sort((a, b) => b.length - a.length).find((place) => pathname.startsWith(place));
      let file = place ? join(this.folders[place], pathname.slice(place.length)) : '';
      if (file && existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
      const other = this.instead[pathname];
      const type = other?.type ?? TYPES[file.split('.').pop() ?? ''] ?? 'text/plain';
      const status = this.refused[pathname] ?? (other || (file && existsSync(file)) ? 200 : 404);
      if (status !== 200) {
        answer.writeHead(status, { 'content-type': 'text/plain' }).end('Not found');
        return;
      }
      const lasting = /\/\d+\.\d+\.\d+-[\da-f]+\/[^/]+$/.test(pathname);
      answer.writeHead(200, {
        'content-type': type,
        'cache-control': lasting ? 'public, max-age=31536000, immutable' : 'no-cache',
        vary: 'Accept-Encoding',
      });
      answer.end(other?.text ?? readFileSync(file));
    });
    await new Promise<void>((done) => { server.listen(this.port, '127.0.0.1', () => done()); });
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** From now on nobody answers at this address, until it is started again. */
  async stop() {
    const server = this.server;
    this.server = undefined;
    if (!server) return;
    await new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  }

  async end() {
    await this.stop();
    for (const folder of this.made) rmSync(folder, { recursive: true, force: true });
  }
}

/** The name of the newer version. */
export const LATER = 'The later planner';

/** The cache of the built version, at the root of a site. */
export const OWN = `microneedling-planner / ${versionOf(BUILT)}`;

/** A server of the test's own, with the built site at its root. */
export const test = base.extend<{ site: Site }>({
  site: async ({}, use) => {
    const site = new Site({ '/': BUILT });
    await site.start();
    await use(site);
    await site.end();
  },
  baseURL: async ({ site }, use) => { await use(site.url); },
});

export const state = (planner: Planner) => planner.section(text('offline.title'));
export const notice = ({ main }: Planner) => main.getByRole('status').filter({ hasText: text('offline.newer') });
export const seeName = ({ root }: Planner, name: string) => expect(root.locator('.name')).toHaveText(name);

/** Opens a screen that says when everything is kept, and waits until it does. */
export async function openKept(planner: Planner, address = './') {
  await planner.page.goto(`${address}#/saved`);
  await planner.seeReady();
  await expect(state(planner)).toContainText(text('offline.kept'), { timeout: 15_000 });
}

/**
 * From now on nothing answers: the server is gone, and the browser says that it is offline. What the browser itself kept of
 * what it fetched is gone too, or it would hide a worker that has forgotten.
 */
export async function disconnect(context: BrowserContext, site: Site) {
  for (const page of context.pages().slice(0, 1)) {
    await (await context.newCDPSession(page)).send('Network.clearBrowserCache');
  }
  await site.stop();
  await context.setOffline(true);
}

export async function connect(context: BrowserContext, site: Site) {
  await site.start();
  await context.setOffline(false);
}

/** What lies in each cache of the origin: paths by the name of the cache. */
export const cached = (planner: Planner): Promise<Record<string, string[]>> =>
  planner.page.evaluate(async () => {
    const all: Record<string, string[]> = {};
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      all[name] = requests.map(({ url }) => new URL(url).pathname).sort();
    }
    return all;
  });

/** Comes back to the page after some minutes away. */
export async function returnAfter(planner: Planner, minutes: number) {
  await planner.page.evaluate((minutes) => {
    const now = Date.now();
    Date.now = () => now + minutes * 60_000;
    document.dispatchEvent(new Event('visibilitychange'));
  }, minutes);
}

/** A newer version is on the server, and the page hears of it. */
export async function bring(planner: Planner, site: Site, name = LATER, digit = 'b') {
  site.folders['/'] = site.newer(name, digit);
  await returnAfter(planner, 61);
  await expect(notice(planner)).toBeVisible({ timeout: 15_000 });
}
