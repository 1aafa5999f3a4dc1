// Sites of a test's own: the built one and a newer version of it, in folders of a server that a test can stop, and whose
// folders it can exchange. Every request is remembered. Used by offline.spec.ts.
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

/** Writes a version of the site that differs in one word: the planner goes by another name. */
export function newer(name: string, digit = 'b'): string {
  const folder = mkdtempSync(join(tmpdir(), 'planner-newer-'));
  cpSync(BUILT, folder, { recursive: true });
  const before = versionOf(folder);
  const after = `${before.split('-')[0]}-${digit.repeat(8)}`;
  renameSync(join(folder, before), join(folder, after));
  for (const path of below(folder).filter((path) => !BINARY.test(path))) {
    const text = readFileSync(join(folder, path), 'utf8').replaceAll(before, after);
    writeFileSync(join(folder, path), path.endsWith('words.en.json') ? text.replaceAll('Microneedling planner', name) : text);
  }
  return folder;
}

export class Site {
  /** Paths that were asked for, with their method unless it is GET. */
  readonly asked: string[] = [];
  /** Texts that stand in place of files, by path. */
  readonly instead: Record<string, { type: string; text: string }> = {};
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
      if (!other && !(file && existsSync(file))) {
        answer.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
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
