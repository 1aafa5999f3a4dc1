// Nothing leaves the device: over a whole visit the page only ever asks for the app's own static files.
import type { Request, Route } from '@playwright/test';

import { ANSWERS, PREFIX, checksWith, clear, like } from './people';
import { expect, test } from './planner';
import { text } from './words';

/** Another concern, other skin, another age, and something that stands in the way. */
const notNow = like({ concern: 'melasma', severity: 'severe', scar_type: undefined, sun: 5, age: 61, checks: checksWith('body', ['pregnancy']) });

test('a whole visit asks for nothing but the listed files, and leaves no cookie', async ({ planner, context, request, baseURL }) => {
  // Every question and many screens: on a busy machine that takes longer than other journeys.
  test.slow();
  const asked: { method: string; url: URL; body: string | null }[] = [];
  context.on('request', (sent) =>
    asked.push({ method: sent.method(), url: new URL(sent.url()), body: sent.postData() }),
  );
  const sockets: string[] = [];
  planner.page.on('websocket', (socket) => sockets.push(socket.url()));

  await planner.answerUnsure(text('concern.acne_scars.name'));
  for (const [address, heading] of [
    ['/plan', null],
    ['/learn/session', 'step.session.title'],
    ['/learn/healing', 'healing.title'],
    ['/learn/uses', 'uses.title'],
    ['/checklist/questions', 'checklist.questions.title'],
    ['/evidence', 'evidence.title'],
    ['/options', 'options.title'],
    ['/estimator', 'estimator.title'],
    ['/understanding', 'understanding.title'],
    ['/about', 'about.title'],
    ['/privacy', 'privacy.title'],
    ['/saved', 'saved.title'],
    ['/diary', 'diary.title'],
    ['/checklist/preparation/1', 'checklist.preparation.title'],
  ] as const) {
    await planner.visit(address);
    if (heading) await planner.seeHeading(text(heading));
    else await expect(planner.section(text('plan.status.ask_clinician'))).toBeVisible();
  }
  await planner.tick(text('prep.sunscreen.label'));
  await planner.visit('/evidence/acne_scars');
  await expect(planner.main.getByRole('heading', { name: text('sources.also'), exact: true })).toBeVisible();
  await planner.reload();
  await expect(planner.main.getByRole('heading', { name: text('sources.also'), exact: true })).toBeVisible();

  const site = new URL(baseURL ?? '');
  const list = await (await request.get('./files.json')).json();
  const own = new Set<string>(list.files.map((file: { path: string }) => new URL(file.path, site).pathname));
  own.add(site.pathname);
  // The page, the program, the words, the style, and the sources asked for above: the listener hears them.
  expect(asked.length).toBeGreaterThan(6);
  for (const { method, url, body } of asked) {
    if (url.protocol === 'data:') continue;
    expect.soft(method, url.href).toBe('GET');
    expect.soft(url.origin, url.href).toBe(site.origin);
    expect.soft(url.search, url.href).toBe('');
    expect.soft(body, url.href).toBeNull();
    expect.soft([...own], 'listed in files.json').toContain(url.pathname);
  }
  expect(sockets).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  const stores = await planner.page.evaluate(async () => ({
    local: Object.keys(localStorage).filter((key) => !key.includes(':snapshot:')).sort(),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).length,
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  expect(stores).toEqual({ local: ['plan', 'profile', 'ticks:preparation:1'].map((name) => PREFIX + name), session: [], databases: 0, caches: [], workers: 0 });
});

/** The picture of the tab: the browser asks for it again as often as it likes, whoever walks. */
const TAB_ICON = /\/icon\.svg /;

/** What two people walk past, with nothing in common but the way. */
const WAY = [
  '/plan', '/answers', '/questions/severity', '/questions/body', '/options', '/understanding', '/estimator', '/evidence', '/about',
  '/privacy', '/today', '/sessions', '/diary', '/diary/entry', '/take', '/take/consultation', '/saved', '/settings', '/normal',
  '/checklist/questions', '/learn/skin',
];

test('two people with other answers on the same way ask for the very same files', async ({ planner, page }) => {
  const walked: string[][] = [];
  for (const who of [clear, notNow]) {
    await planner.keptBefore({ [ANSWERS]: who }, true);
    const asked: string[] = [];
    const hear = (request: Request) => asked.push(`${request.method()} ${request.url().split('#')[0]} ${request.postData() ?? ''}`);
    page.on('request', hear);
    await planner.open('/');
    for (const address of [...WAY, `/evidence/${who.concern}`]) {
      const heading = planner.main.getByRole('heading', { level: 1 });
      const before = (await heading.textContent()) ?? '';
      await planner.visit(address);
      await expect(heading).not.toHaveText(before);
      await expect(planner.main.getByText(text('app.loading'))).toHaveCount(0);
    }
    page.off('request', hear);
    const icons = new Set(asked.filter((request) => TAB_ICON.test(request)));
    walked.push([...icons, ...asked.filter((request) => !icons.has(request) && !request.startsWith('GET data:'))].sort());
  }
  expect(walked[0].length).toBeGreaterThan(15);
  expect(walked[1]).toEqual(walked[0]);
});

test('no address ever holds an answer', async ({ planner }) => {
  const addresses: string[] = [];
  planner.page.on('framenavigated', (frame) => addresses.push(new URL(frame.url()).hash));
  await planner.openAs(clear, '/questions/age');
  await planner.type(text('form.age'), '47');
  await planner.goOn();
  await planner.seeHeading(text('answers.title'));
  await planner.follow(text('answers.see_plan'));
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  expect(addresses).toContain('#/plan');
  expect(addresses.join(' ')).not.toMatch(/47|moderate|acne/);
});

test('the sources can be tried again when they could not be had', async ({ planner }) => {
  await planner.page.route('**/details*.json', (route) => route.abort());
  await planner.openAs(clear, '/evidence/acne_scars');
  await expect(planner.main.getByRole('alert')).toContainText(text('app.load_failed'));
  expect(planner.problems.length).toBeGreaterThan(0);
  planner.problems.length = 0;
  await planner.page.unroute('**/details*.json');
  await planner.press(text('app.retry'));
  await expect(planner.main.getByRole('heading', { name: text('sources.also'), exact: true })).toBeVisible();
});

test('a plan whose words could not be had says so, loses nothing and can be tried again', async ({ planner }) => {
  await planner.page.route('**/plan.*.json', (route) => route.abort());
  await planner.openAs(clear, '/plan');
  await expect(planner.main.getByRole('alert')).toContainText(text('app.load_failed'));
  expect((await planner.saved()).concern).toBe(clear.concern);
  planner.problems.length = 0;
  await planner.page.unroute('**/plan.*.json');
  await planner.press(text('app.retry'));
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
});

const LATER = '**/split_*.wasm';

for (const [what, answer] of [
  ['could not be had', (route: Route) => route.abort()],
  ['was answered with a page', (route: Route) => route.fulfill({ status: 404, contentType: 'text/html', body: '<p>No.' })],
  ['came damaged', (route: Route) => route.fulfill({ contentType: 'application/wasm', body: '\0asm and no more' })],
] as const) {
  test(`when the later part of the program ${what}, the page says so, loses nothing and can try again`, async ({ planner }) => {
    await planner.page.route(LATER, answer);
    await planner.open();
    await planner.choose(text('concern.melasma.name'));
    await planner.goOn();
    const alert = planner.main.getByRole('alert');
    await expect(alert).toContainText(text('app.load_failed'));
    await planner.press(text('app.retry'));
    await expect(alert).toContainText(text('app.load_failed'));
    expect((await planner.saved()).concern).toBe('melasma');
    planner.problems.length = 0;
    await planner.page.unroute(LATER);
    await planner.press(text('app.retry'));
    await planner.seeHeading(text('question.severity.title'));
    await expect(planner.root).not.toHaveAttribute('data-broken');
  });
}

test('a host that does not know what a program is can serve its parts all the same', async ({ planner }) => {
  await planner.page.route('**/*.wasm', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-type': 'application/octet-stream' } });
  });
  await planner.openAs(clear, '/plan');
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  // The part behind the plan's comes after it.
  await planner.visit('/diary');
  await planner.seeHeading(text('diary.title'));
});

test('the first screen loads nothing before a tap, and the rest of words, program and styles with the first answer', async ({ planner }) => {
  const asked: string[] = [];
  planner.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await planner.open();
  expect(asked.filter((path) => /plan\.|details|split_|later\./.test(path))).toEqual([]);
  const rest = [/plan\.en\.json$/, /split_later\.wasm$/, /later\.css$/].map((name) => planner.page.waitForResponse(name));
  await planner.choose(text('concern.melasma.name'));
  for (const response of rest) expect((await response).ok()).toBe(true);
});
