// Without a connection: what is kept on the device opens, works and prints, in each language that was used; what could not
// be kept is tried again; it can be installed; and nobody else's caches are touched. What comes from one version to the next is
// in newer.spec.ts.
import { readFileSync } from 'node:fs';

import { pageOf } from './pages';
import { ANSWERS, clear } from './people';
import { expect, Planner } from './planner';
import { locale, said, text } from './words';
import {
  BUILT, LATER, OWN, cached, connect, disconnect, filesOf, notice, openKept, returnAfter, seeName, state, test, versionOf,
} from './versions';

const words = (language: string, file: string) =>
  JSON.parse(readFileSync(new URL(`../../content/${language}/${file}`, import.meta.url), 'utf8'));

for (const language of ['en', 'fr']) {
  test.describe(language, () => {
    test.use({ language, locale: locale(language) });

    test('after one visit everything works without a connection: questions, plan, print, calendar, photos, sources', async ({ planner, context, site }) => {
      test.slow();
      await openKept(planner, pageOf(language));
      await disconnect(context, site);
      await planner.reload();
      await planner.answerUnsure(text('concern.acne_scars.name'));
      await planner.follow(text('answers.see_plan'));
      await expect(planner.section(text('plan.status.ask_clinician'))).toBeVisible();
      const paper = (await planner.page.pdf({ format: 'A4' })).toString('latin1');
      expect(paper.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);

      await planner.visit('/evidence/acne_scars');
      await expect(planner.main.getByRole('heading', { name: text('sources.also'), exact: true })).toBeVisible();

      await planner.visit('/take');
      const file = planner.page.waitForEvent('download');
      await planner.press(text('take.calendar.save'));
      expect(readFileSync(await (await file).path(), 'utf8')).toContain(`SUMMARY:${text('calendar.session.suggested', { n: 1 })}`);

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
  });
}

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
  const expected = filesOf(BUILT).filter((path) => path.startsWith(version) && !/\.(?!en\.)[a-z]+\.json$/.test(path) && !elsewhere.test(path));
  expect(all[OWN]).toEqual(['/', ...expected.map((path) => `/${path}`)].sort());
  expect(all[OWN]).toContain(`/${version}/plan.en.json`);

  await planner.visit('/language/fr');
  await expect(planner.root).toHaveAttribute('lang', 'fr');
  await expect.poll(async () => (await cached(planner))[OWN]).toContain(`/${version}/details.fr.json`);
  await expect.poll(async () => (await cached(planner))[OWN]).toContain('/fr/');
  const now = (await cached(planner))[OWN];
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
    // Whatever else the browser asks of an app.
    const session = await planner.page.context().newCDPSession(planner.page);
    expect(await session.send('Page.getAppManifest')).toMatchObject({ url: link, errors: [] });
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
    const touch = await planner.page.locator('link[rel=apple-touch-icon]').evaluate((link: HTMLLinkElement) => link.href);
    expect((await request.get(touch)).headers()['content-type']).toBe('image/png');
  });
}

test('installed from the page of a language, it opens in the one that was chosen in it since', async ({ planner, context, site }) => {
  await planner.page.addInitScript(() => {
    const { matchMedia } = window;
    window.matchMedia = (query) => (query === '(display-mode: standalone)' ? matchMedia('all') : matchMedia.call(window, query));
  });
  await planner.page.goto('./fr/#/saved');
  await planner.seeReady();
  await expect(planner.root).toHaveAttribute('lang', 'fr');
  await planner.visit('/language/es');
  await expect(planner.root).toHaveAttribute('lang', 'es');
  await expect.poll(async () => (await cached(planner))[OWN]).toContain('/es/');
  for (const connected of [true, false]) {
    if (!connected) await disconnect(context, site);
    await planner.page.goto('about:blank');
    await planner.page.goto(`${site.url}fr/`);
    await planner.seeReady();
    await expect(planner.root).toHaveAttribute('lang', 'es');
    await expect(planner.main.getByRole('heading', { level: 1 })).toHaveText(said('es', 'start.title'));
  }
  // The page asks ahead for words that are not kept once another language was chosen.
  planner.problems.length = 0;
});

test('a language that is here only in part does not stand in the way of one that is here', async ({ planner, context, site }) => {
  await openKept(planner);
  const version = versionOf(BUILT);
  site.refused[`/${version}/details.es.json`] = 503;
  await planner.visit('/language/es');
  await expect(planner.root).toHaveAttribute('lang', 'es');
  await expect.poll(() => site.asked).toContain(`/${version}/details.es.json`);
  await expect(planner.main.getByText(said('es', 'offline.coming'))).toBeVisible();
  await disconnect(context, site);
  for (const page of ['', 'es/']) {
    await planner.page.goto('about:blank');
    await planner.page.goto(`${site.url}${page}#/saved`);
    await planner.seeReady();
    await expect(planner.root).toHaveAttribute('lang', 'en');
    await planner.visit('/plan');
    await planner.visit('/saved');
    await expect(state(planner)).toBeVisible();
  }
  // The browser says so of the words that are not here.
  planner.problems.length = 0;
});

test.describe('what could not be kept', () => {
  /** Something is refused; it is said that not all is here, and nothing half is kept. */
  async function seeNotKept(planner: Planner) {
    await planner.page.goto('./#/saved');
    await planner.seeReady();
    await expect(state(planner)).toContainText(text('offline.coming'));
    await expect.poll(() => planner.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
    expect(await cached(planner)).toEqual({});
  }

  const seeKept = (planner: Planner) => expect(state(planner)).toContainText(text('offline.kept'), { timeout: 15_000 });

  test('since the server refused a file is kept once the connection is better', async ({ planner, site }) => {
    const file = `/${versionOf(BUILT)}/details.json`;
    site.refused[file] = 404;
    await seeNotKept(planner);
    expect(site.asked).toContain(file);
    delete site.refused[file];
    await planner.page.evaluate(() => dispatchEvent(new Event('online')));
    await seeKept(planner);
    planner.problems.length = 0;
  });

  test('since the server did not answer at all is kept when the person comes back', async ({ planner, site }) => {
    site.refused['/sw.js'] = 503;
    await seeNotKept(planner);
    delete site.refused['/sw.js'];
    await returnAfter(planner, 1);
    await seeKept(planner);
    planner.problems.length = 0;
  });

  test('since the device was full is kept when there is room', async ({ planner, site, context }) => {
    const session = await context.newCDPSession(planner.page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.url).origin, quotaSize: 200_000 });
    await seeNotKept(planner);
    await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.url).origin });
    await returnAfter(planner, 1);
    await seeKept(planner);
    planner.problems.length = 0;
  });

  test('before a page stopped waiting is seen to be kept all the same', async ({ planner }) => {
    await planner.page.addInitScript(() => {
      const later = window.setTimeout;
      let times = 0;
      window.setTimeout = ((act: () => void, wait?: number, ...given: unknown[]) => {
        if (wait === 10_000) times += 1;
        return later(act, wait === 10_000 && times < 6 ? 0 : wait, ...given);
      }) as typeof setTimeout;
    });
    await planner.page.goto('./#/saved');
    await planner.seeReady();
    await seeKept(planner);
  });
});

test('a page whose version is gone from the server says that loading it again may help, and it does', async ({ planner, site }) => {
  await planner.page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined }));
  await planner.open();
  site.folders['/'] = site.newer(LATER);
  await (await planner.page.context().newCDPSession(planner.page)).send('Network.clearBrowserCache');
  await planner.visit('/plan');
  await expect(planner.main.getByRole('alert')).toContainText('load the page again');
  await planner.reload();
  await seeName(planner, LATER);
  await expect(planner.main.getByRole('alert')).toHaveCount(0);
  planner.problems.length = 0;
});

test('the recipe for taking the planner off a host leaves nothing of it on the device', async ({ planner, site }) => {
  await openKept(planner);
  await planner.page.evaluate(async () => { await caches.open('microneedling-planner /else/ 1'); });
  const recipe = /```js\n\/\/ sw\.js[^]*?```/.exec(readFileSync(new URL('../../docs/hosting.md', import.meta.url), 'utf8'))![0];
  site.instead['/sw.js'] = { type: 'text/javascript', text: recipe.split('\n').slice(1, -1).join('\n') };
  site.folders = {};
  await planner.page.reload();
  await expect.poll(() => planner.page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting))).toBe(true);
  // A page that is open goes on with what it has.
  expect(Object.keys(await cached(planner))).toContain(OWN);
  await expect.poll(async () => {
    await planner.page.goto('about:blank');
    return (await planner.page.goto('./'))?.status();
  }).toBe(404);
  await expect.poll(async () => Object.keys(await cached(planner))).toEqual(['microneedling-planner /else/ 1']);
  // Nor does it stand in the way of another one there.
  delete site.instead['/sw.js'];
  site.folders['/'] = BUILT;
  await planner.page.goto('about:blank');
  await openKept(planner);
  planner.problems.length = 0;
});
