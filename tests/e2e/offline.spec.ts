// Without a connection, and from one version to the next: what is kept on the device opens, works and prints; a newer
// version waits until it is wanted; pages that are open keep their files; and nobody else's caches are touched.
import { readFileSync } from 'node:fs';
import type { BrowserContext } from '@playwright/test';

import { ANSWERS, clear } from './people';
import { expect, Planner, test as base } from './planner';
import { text } from './words';
import { BUILT, filesOf, Site, versionOf } from './versions';

const LATER = 'The later planner';
const words = (language: string, file: string) =>
  JSON.parse(readFileSync(new URL(`../../content/${language}/${file}`, import.meta.url), 'utf8'));

/** A server of the test's own, with the built site at its root. */
const test = base.extend<{ site: Site }>({
  site: async ({}, use) => {
    const site = new Site({ '/': BUILT });
    await site.start();
    await use(site);
    await site.end();
  },
  baseURL: async ({ site }, use) => { await use(site.url); },
});

const state = (planner: Planner) => planner.section(text('offline.title'));
const notice = ({ main }: Planner) => main.getByRole('status').filter({ hasText: text('offline.newer') });
const seeName = ({ root }: Planner, name: string) => expect(root.locator('.name')).toHaveText(name);

/** Opens a screen that says when everything is kept, and waits until it does. */
async function openKept(planner: Planner, address = './') {
  await planner.page.goto(`${address}#/saved`);
  await planner.seeReady();
  await expect(state(planner)).toContainText(text('offline.kept'), { timeout: 15_000 });
}

/** From now on nothing answers: the server is gone, and the browser says that it is offline. */
async function disconnect(context: BrowserContext, site: Site) {
  await site.stop();
  await context.setOffline(true);
}

async function connect(context: BrowserContext, site: Site) {
  await site.start();
  await context.setOffline(false);
}

/** What lies in each cache of the origin: paths by the name of the cache. */
const cached = (planner: Planner): Promise<Record<string, string[]>> =>
  planner.page.evaluate(async () => {
    const all: Record<string, string[]> = {};
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      all[name] = requests.map(({ url }) => new URL(url).pathname).sort();
    }
    return all;
  });

const OWN = `microneedling-planner / ${versionOf(BUILT)}`;

/** Comes back to the page after some minutes away. */
async function returnAfter(planner: Planner, minutes: number) {
  await planner.page.evaluate((minutes) => {
    const now = Date.now();
    Date.now = () => now + minutes * 60_000;
    document.dispatchEvent(new Event('visibilitychange'));
  }, minutes);
}

/** A newer version is on the server, and the page hears of it. */
async function bring(planner: Planner, site: Site, name = LATER, digit = 'b') {
  site.folders['/'] = site.newer(name, digit);
  await returnAfter(planner, 61);
  await expect(notice(planner)).toBeVisible({ timeout: 15_000 });
}

test('after one visit everything works without a connection: questions, plan, print, calendar, photos, sources', async ({ planner, context, site }) => {
  test.slow();
  await openKept(planner);
  await disconnect(context, site);
  await planner.reload();
  await planner.answerUnsure(text('concern.acne_scars.name'));
  await planner.follow(text('answers.see_plan'));
  await expect(planner.section(text('plan.status.ask_clinician'))).toBeVisible();
  expect((await planner.page.pdf({ format: 'A4' })).length).toBeGreaterThan(5_000);

  await planner.visit('/evidence/acne_scars');
  await expect(planner.main.getByRole('heading', { name: text('sources.also'), exact: true })).toBeVisible();

  await planner.visit('/take');
  const file = planner.page.waitForEvent('download');
  await planner.press(text('take.calendar.save'));
  expect(readFileSync(await (await file).path(), 'utf8')).toContain('BEGIN:VEVENT');

  await planner.visit('/diary/photos');
  await planner.seeHeading(text('photo.title'));
  const picture = await planner.page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 60, height: 80 });
    canvas.getContext('2d')!.fillRect(0, 0, 30, 80);
    return canvas.toDataURL('image/jpeg').split(',')[1];
  });
  await planner.main.locator('#photo-file').setInputFiles({ name: 'face.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(picture, 'base64') });
  await planner.press(text('photo.keep'));
  await expect(planner.section(text('photo.yours')).getByRole('img')).toHaveCount(1);
});

test('the second start without a connection has the answers of the first', async ({ planner, context, site }) => {
  const first = new Planner(await context.newPage());
  await first.openAs(clear, '/plan');
  await openKept(first);
  await first.seeNoProblem();
  await first.page.close();
  await disconnect(context, site);
  await planner.page.goto(`${site.url}?from=home#/plan`);
  await planner.seeReady();
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
});

test('what is kept are the listed files in the languages that were used, and nothing else is ever asked for', async ({ planner, site, context }) => {
  await planner.openAs(clear, '/plan');
  await openKept(planner);
  const version = versionOf(BUILT);
  const all = await cached(planner);
  expect(Object.keys(all)).toEqual([OWN]);
  const elsewhere = /\/(check\.css|element\.js|embed\.css|frame\.js|[^/]+\.png)$/;
  const expected = filesOf(BUILT).filter((path) => path.startsWith(version) && !/\.(fr|es)\.json$/.test(path) && !elsewhere.test(path));
  expect(all[OWN]).toEqual(['/', ...expected.map((path) => `/${path}`)].sort());
  expect(all[OWN]).toContain(`/${version}/plan.en.json`);

  await planner.visit('/language/fr');
  await expect(planner.root).toHaveAttribute('lang', 'fr');
  await expect.poll(async () => (await cached(planner))[OWN]).toContain(`/${version}/details.fr.json`);
  const now = (await cached(planner))[OWN];
  expect(now).toContain('/fr/');
  expect(now.filter((path) => path.includes('es.json') || path.includes('/es/'))).toEqual([]);

  // The page of the tests that comes before has no icon, for which a browser then asks by itself.
  const listed = ['/', '/fr/', '/before.html', '/favicon.ico', ...filesOf(BUILT).map((path) => `/${path}`)];
  expect(site.asked.filter((path) => !listed.includes(path))).toEqual([]);
  expect(await context.cookies()).toEqual([]);
});

test('without a connection each language that was used opens, and another leads to one that was', async ({ planner, context, site }) => {
  const french = words('fr', 'plan/offline.json');
  await planner.page.goto('./fr/#/saved');
  await planner.seeReady();
  await expect(planner.main.getByText(french['offline.kept'])).toBeVisible({ timeout: 15_000 });
  // English was never used.
  expect((await cached(planner))[OWN].filter((path) => path === '/' || path.includes('.en.'))).toEqual([]);
  await disconnect(context, site);
  await planner.page.goto(`${site.url}fr/index.html?installed#/plan`);
  await planner.seeReady();
  await expect(planner.root).toHaveAttribute('lang', 'fr');
  for (const page of ['', 'es/', 'index.html']) {
    await planner.page.goto(`${site.url}${page}?again=${page}#/saved`);
    await planner.seeReady();
    await expect(planner.main.getByText(french['offline.kept'])).toBeVisible();
    expect(new URL(planner.page.url()).pathname).toBe('/fr/');
  }
});

test('embed.js and all else that keeps its name is never kept: what changes is seen at once', async ({ planner, site }) => {
  await openKept(planner);
  const beside = filesOf(BUILT).filter((path) => !path.includes('/') && path !== 'index.html');
  expect(beside).toEqual(expect.arrayContaining(['embed.js', 'check.html', 'check.js', 'clinic.schema.json', 'embed.d.ts', 'sw.js']));
  await planner.page.reload();
  await planner.seeReady();
  for (const path of [...beside, 'other/index.html', 'other/sw.js']) {
    for (const version of ['one', 'two']) {
      site.instead[`/${path}`] = { type: 'text/plain', text: version };
      const seen = await planner.page.evaluate(async (path) => (await fetch(path)).text(), `./${path}`);
      expect(seen, path).toBe(version);
    }
  }
  // Nor is what is sent to an address of ours taken for a question.
  site.asked.length = 0;
  await planner.page.evaluate((path) => fetch(path, { method: 'POST' }), `./${versionOf(BUILT)}/loader.js`);
  expect(site.asked).toEqual([`POST /${versionOf(BUILT)}/loader.js`]);
  for (const path of Object.keys(site.instead)) delete site.instead[path];
  expect((await planner.page.goto('./check.html'))?.fromServiceWorker()).toBe(false);
  expect((await planner.page.goto('./'))?.fromServiceWorker()).toBe(true);
  await planner.seeReady();
});

test('a newer version waits, is offered, can be left, and on a yes comes where the person stands with all answers', async ({ planner, site }) => {
  test.slow();
  await planner.openAs(clear, '/plan');
  await openKept(planner);
  await seeName(planner, text('app.name'));
  await bring(planner, site);
  await seeName(planner, text('app.name'));
  await planner.press(text('offline.newer.later'));
  await expect(notice(planner)).toBeHidden();
  // Even loading the page again forces nothing; it is offered again.
  await planner.reload();
  await seeName(planner, text('app.name'));
  await expect(notice(planner)).toBeVisible();
  await planner.visit('/plan');
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  await planner.press(text('offline.newer.now'));
  await seeName(planner, LATER);
  await planner.seeReady();
  await expect(planner.section(text('plan.status.ok'))).toBeVisible();
  expect(planner.address()).toBe('/plan');
  await expect(notice(planner)).toHaveCount(0);
  // What the older one had kept goes.
  await expect.poll(async () => Object.keys(await cached(planner))).toEqual([OWN.replace(/-[^-]*$/, '-bbbbbbbb')]);
});

test('a newer version that came while nobody was here is simply there at the next start, in the languages used', async ({ planner, context, site }) => {
  test.slow();
  await openKept(planner);
  await planner.visit('/language/fr');
  await expect.poll(async () => (await cached(planner))[OWN]).toContain(`/${versionOf(BUILT)}/details.fr.json`);
  await planner.visit('/language/en');
  await expect(planner.root).toHaveAttribute('lang', 'en');
  await bring(planner, site);
  await planner.page.goto('about:blank');
  await disconnect(context, site);
  await planner.page.goto(`${site.url}#/saved`);
  await planner.seeReady();
  await seeName(planner, LATER);
  await planner.visit('/language/fr');
  await expect(planner.root).toHaveAttribute('lang', 'fr');
});

test('of two windows one takes the newer version; the other goes on with its own files, which stay as long as it does', async ({ planner, context, site }) => {
  test.slow();
  const first = versionOf(BUILT);
  await openKept(planner);
  // The other window has loaded the first part of the program only.
  const other = new Planner(await context.newPage());
  await other.page.goto(site.url);
  await other.seeReady();
  await bring(planner, site);
  await planner.press(text('offline.newer.now'));
  await seeName(planner, LATER);
  await planner.seeReady();
  await planner.visit('/saved');
  await expect(state(planner)).toContainText(text('offline.kept'));

  // The browser's own cache of what it fetched would hide a worker that has forgotten.
  await (await context.newCDPSession(planner.page)).send('Network.clearBrowserCache');
  site.asked.length = 0;
  await other.choose(text('concern.melasma.name'));
  await other.goOn();
  await other.seeHeading(text('question.severity.title'));
  await seeName(other, text('app.name'));
  expect(site.asked.filter((path) => path.includes(first))).toEqual([]);
  // It may come along too.
  await expect(notice(other)).toBeVisible();
  expect(Object.keys(await cached(planner))).toContain(OWN);
  await other.seeNoProblem();
  await other.page.close();
  await planner.reload();
  await expect.poll(async () => Object.keys(await cached(planner))).not.toContain(OWN);
});

test('nothing half typed is lost to a newer version without a word', async ({ planner, site }) => {
  await planner.openAs({ ...clear, age: null }, '/saved');
  await openKept(planner);
  await planner.visit('/questions/age');
  await planner.seeHeading(text('question.age.title'));
  await bring(planner, site);
  await planner.type(text('form.age'), '47');
  await planner.press(text('offline.newer.now'));
  await expect(notice(planner)).toContainText(text('offline.newer.typed'));
  await expect(planner.field(text('form.age'))).toHaveValue('47');
  await planner.goOn();
  await planner.seeHeading(text('answers.title'));
  await planner.main.getByRole('button', { name: new RegExp(`^(${text('offline.newer.now')}|${text('offline.newer.all_the_same')})$`) }).click();
  await seeName(planner, LATER);
  expect((await planner.saved()).age).toBe(47);
});

test('where answers are in memory only, a newer version is not offered, for it would empty the page', async ({ planner, site }) => {
  await openKept(planner);
  await planner.press(text('saved.shared.use'));
  await planner.press(text('saved.shared.yes'));
  await planner.seeSaving('saving.shared');
  site.folders['/'] = site.newer(LATER);
  await returnAfter(planner, 61);
  // The newer one has come.
  await expect.poll(async () => Object.keys(await cached(planner))).toHaveLength(2);
  await expect.poll(() => planner.page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting))).toBe(true);
  await planner.visit('/learn/uses');
  await planner.seeHeading(text('uses.title'));
  await expect(notice(planner)).toHaveCount(0);
});

test('a page that stays open looks for a newer version once an hour at most', async ({ planner }) => {
  await planner.page.addInitScript(() => {
    const { update } = ServiceWorkerRegistration.prototype;
    Object.assign(window, { looks: 0 });
    ServiceWorkerRegistration.prototype.update = function counted() {
      (window as unknown as { looks: number }).looks += 1;
      return update.call(this);
    };
  });
  const looks = () => planner.page.evaluate(() => (window as unknown as { looks: number }).looks);
  await openKept(planner);
  await returnAfter(planner, 59);
  expect(await looks()).toBe(0);
  await returnAfter(planner, 2);
  expect(await looks()).toBe(1);
  await returnAfter(planner, 59);
  expect(await looks()).toBe(1);
});

test('a half copied version is not taken: it waits until its page is there', async ({ planner, site }) => {
  await openKept(planner);
  const folder = site.newer(LATER);
  site.folders['/'] = folder;
  const page = readFileSync(`${BUILT}index.html`, 'utf8');
  site.instead['/'] = { type: 'text/html; charset=utf-8', text: page };
  site.asked.length = 0;
  await returnAfter(planner, 61);
  await expect.poll(() => site.asked).toContain('/');
  await expect.poll(async () => Object.keys(await cached(planner))).toEqual([OWN]);
  await expect(notice(planner)).toHaveCount(0);
  delete site.instead['/'];
  await returnAfter(planner, 61);
  await expect(notice(planner)).toBeVisible({ timeout: 15_000 });
});

test('two planners in two folders of one origin leave each other, and strangers, alone', async ({ planner, site }) => {
  test.slow();
  site.folders = { '/one/': BUILT, '/one/two/': BUILT };
  await openKept(planner, './one/');
  await openKept(planner, './one/two/');
  const [one, two] = ['/one/', '/one/two/'].map((place) => `microneedling-planner ${place} ${versionOf(BUILT)}`);
  await planner.page.evaluate(async () => {
    const stranger = await caches.open('microneedling-planner');
    await stranger.put('/theirs', new Response('theirs'));
  });
  expect(Object.keys(await cached(planner)).sort()).toEqual(['microneedling-planner', one, two]);
  await openKept(planner, './one/');
  site.folders['/one/'] = site.newer(LATER);
  await returnAfter(planner, 61);
  await expect(notice(planner)).toBeVisible({ timeout: 15_000 });
  await planner.press(text('offline.newer.now'));
  await seeName(planner, LATER);
  await expect.poll(async () => Object.keys(await cached(planner)).sort()).toEqual(['microneedling-planner', one.replace(/-[^-]*$/, '-bbbbbbbb'), two]);
  await site.stop();
  await planner.page.goto(`${site.url}one/two/#/saved`);
  await planner.seeReady();
  await seeName(planner, text('app.name'));
  await planner.page.goto(`${site.url}one/#/saved`);
  await planner.seeReady();
  await seeName(planner, LATER);
});

for (const [what, deny] of [
  ['workers are denied', () => {
    Object.defineProperty(Navigator.prototype, 'serviceWorker', { get() { throw new DOMException('Denied.', 'SecurityError'); } });
  }],
  ['a worker may not be put there', () => {
    ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('Denied.', 'SecurityError'));
  }],
  ['there are no workers', () => {
    Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined });
  }],
] as const) {
  test(`where ${what} the planner works all the same and says that it needs a connection`, async ({ planner }) => {
    await planner.page.addInitScript(deny);
    await planner.openAs(clear, '/plan');
    await expect(planner.section(text('plan.status.ok'))).toBeVisible();
    await planner.visit('/saved');
    await expect(state(planner)).toContainText(text('offline.cannot'));
  });
}

test('in a frame on somebody’s page nothing is installed', async ({ page, site }) => {
  site.instead['/clinic.html'] = {
    type: 'text/html; charset=utf-8',
    text: '<!doctype html><link rel="icon" href="data:,"><iframe src="index.html" title="The planner"></iframe>',
  };
  await page.goto('./clinic.html');
  const framed = new Planner(page, page.frameLocator('iframe'));
  await framed.seeReady();
  await page.frames()[1].evaluate(() => { location.hash = '/saved'; });
  await expect(framed.main.getByText(text('offline.cannot'))).toBeVisible();
  await framed.seeNoProblem();
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  expect(site.asked).not.toContain('/sw.js');
});

test('whoever saves data is asked first', async ({ planner, context, site }) => {
  await planner.page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
  await planner.open('/saved');
  await expect(state(planner)).toContainText(text('offline.spared'));
  expect(site.asked).not.toContain('/sw.js');
  await planner.press(text('offline.keep_here'));
  await expect(state(planner)).toContainText(text('offline.kept'), { timeout: 15_000 });
  await disconnect(context, site);
  await planner.reload();
  await expect(state(planner)).toContainText(text('offline.kept'));
});

test('erasing everything leaves the planner’s own files, which say nothing', async ({ planner, context, site }) => {
  await planner.openAs(clear, '/saved');
  await openKept(planner);
  await expect(state(planner)).toContainText(text('offline.no_answers'));
  const before = await cached(planner);
  await planner.press(text('saved.erase.button'));
  await planner.press(text('saved.erase.yes'));
  await planner.seeHeading(text('start.title'));
  expect(await cached(planner)).toEqual(before);
  expect(await planner.kept(ANSWERS)).toBeNull();
  await disconnect(context, site);
  await planner.reload();
  await connect(context, site);
});

for (const [language, folder] of [['en', ''], ['fr', 'fr/'], ['es', 'es/']]) {
  test(`the page in ${language} can be installed under its own name`, async ({ planner, request, site }) => {
    await planner.page.goto(`./${folder}`);
    const link = await planner.page.locator('link[rel=manifest]').evaluate((link: HTMLLinkElement) => link.href);
    const answer = await request.get(link);
    expect(answer.headers()['content-type']).toBe('application/manifest+json');
    const manifest = await answer.json();
    const said = (file: string, id: string) => {
      const entry = words(language, file)[id];
      return entry.label ?? entry.instruction ?? entry;
    };
    expect(manifest).toMatchObject({
      name: said('app.json', 'app.name'),
      short_name: said('plan/offline.json', 'offline.short_name'),
      lang: language,
      dir: 'ltr',
      display: 'standalone',
    });
    expect(new URL(manifest.start_url, link).href).toBe(`${site.url}${folder}`);
    expect(new URL(manifest.scope, link).href).toBe(site.url);
    const sizes = manifest.icons.map((icon: { sizes: string; purpose: string }) => `${icon.sizes} ${icon.purpose}`);
    expect(sizes).toEqual(['any any', '192x192 any', '512x512 any', '512x512 maskable']);
    for (const icon of manifest.icons) {
      const picture = await request.get(new URL(icon.src, link).href);
      expect(picture.ok(), icon.src).toBe(true);
      expect(picture.headers()['content-type']).toBe(icon.type);
    }
    const colours = await planner.page.locator('meta[name=theme-color]').evaluateAll((all) => all.map((one) => (one as HTMLMetaElement).content));
    expect(colours).toHaveLength(2);
    expect(manifest.theme_color).toBe(colours[0]);
    const touch = await planner.page.locator('link[rel=apple-touch-icon]').evaluate((link: HTMLLinkElement) => link.href);
    expect((await request.get(touch)).headers()['content-type']).toBe('image/png');
  });
}
