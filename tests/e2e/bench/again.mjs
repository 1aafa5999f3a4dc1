// Visits the planner for the first time and then once more, with a browser of its own each round, and prints JSON for
// `cargo xtask bench`: when the first question could be answered, and what the server sent. All goes through a counter at the
// socket, so that nobody's requests are missed: neither the page's nor a service worker's.
import { createServer, connect } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from '@playwright/test';

import { CONNECTED, CPU_SLOWDOWN, HOW, launch, median, noteReady, open, PHONE, slow, summary, usableAt } from './browser.mjs';

const RUNS = Number(process.env.RUNS ?? 7);
const upstream = new URL(process.env.PLANNER_URL);

/** What the server sent since it was last looked at: answers, and bytes that only said "not modified". */
let count = { sent: 0, asked: 0, files: [] };
const counter = createServer((client) => {
  const server = connect(Number(upstream.port), upstream.hostname);
  let request = '';
  let revalidates;
  client.on('data', (bytes) => { request ||= bytes.toString('latin1').split('\r\n', 1)[0]; });
  server.on('data', (bytes) => {
    if (revalidates === undefined) {
      revalidates = bytes.toString('latin1').startsWith('HTTP/1.1 304');
      if (!revalidates) count.files.push(request);
    }
    count[revalidates ? 'asked' : 'sent'] += bytes.length;
  });
  client.pipe(server).pipe(client);
  for (const socket of [client, server]) socket.on('error', () => { client.destroy(); server.destroy(); });
});
await new Promise((listening) => counter.listen(0, '127.0.0.1', listening));
const url = `http://localhost:${counter.address().port}/`;
const counted = () => {
  const seen = count;
  count = { sent: 0, asked: 0, files: [] };
  return seen;
};

async function visit(context, worker) {
  const page = await context.newPage();
  await slow(page, CONNECTED);
  await page.addInitScript(noteReady);
  await open(page, url, 'usable');
  const ready = await usableAt(page);
  // What a service worker keeps for later, it has kept before the person comes again.
  if (worker) await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForTimeout(1_000);
  await page.close();
  return { ready, ...counted() };
}

/** Two visits of a browser that was never here. */
async function round(worker) {
  const profile = await mkdtemp(join(tmpdir(), 'planner-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    ...HOW, ...PHONE, serviceWorkers: worker ? 'allow' : 'block',
  });
  const first = await visit(context, worker);
  const second = await visit(context, worker);
  await context.close();
  await rm(profile, { recursive: true, force: true });
  return { first, second };
}

/** Whether the site registers a service worker. */
async function hasWorker() {
  const browser = await launch();
  const page = await browser.newPage();
  await page.addInitScript(noteReady);
  await open(page, url, 'usable');
  await page.waitForTimeout(3_000);
  const found = await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length > 0);
  await browser.close();
  return found;
}

// A site that registers a service worker is measured without it as well.
const WAYS = [{ name: 'with the browser’s own cache', worker: false }];
if (await hasWorker()) WAYS.push({ name: 'with the service worker', worker: true });
counted();

const ways = [];
const rounds = WAYS.map(() => []);
for (let run = 0; run < RUNS; run += 1) {
  for (const [place, { worker }] of WAYS.entries()) rounds[place].push(await round(worker));
}
for (const [place, { name }] of WAYS.entries()) {
  const of = (visit, what) => summary(rounds[place].map((round) => round[visit][what]));
  const visits = (visit) => ({ ready: of(visit, 'ready'), sent: of(visit, 'sent'), asked: of(visit, 'asked') });
  const again = new Set(rounds[place].flatMap(({ second }) => second.files));
  if (again.size > 0) console.error(`sent again, ${name}: ${[...again].join(', ')}`);
  ways.push({
    name, first: visits('first'), second: visits('second'), ratio: median(rounds[place].map(({ first, second }) => second.ready / first.ready)),
  });
}
console.log(JSON.stringify({ runs: RUNS, cpu: CPU_SLOWDOWN, network: CONNECTED.name, ways }));
counter.close();
