// Which language a planner on somebody's page speaks, how it is changed there, and who decides between light and dark.
import { clear, ANSWERS } from '../people';
import { kept } from '../records';
import { NAMES, said, text } from '../words';
import { expect, keeping, test, TAG, WAYS, type App, type Attributes, type Host, type Way } from './host';

/** Opens the plain page as one in this language, as its `<html>` says, and waits until the planner is ready. */
async function openIn(host: Host, way: Way, lang: string | null, attributes: Attributes = {}): Promise<App> {
  await pageIn(host, lang);
  return host.openReady('plain', way, attributes);
}

/** From now on the page says that it is in this language, from before any script of its own runs; or says nothing. */
async function pageIn(host: Host, lang: string | null) {
  await host.page.addInitScript((lang) => {
    if (!location.hostname.startsWith('clinic')) return;
    new MutationObserver((_, observer) => {
      observer.disconnect();
      if (lang === null) document.documentElement.removeAttribute('lang');
      else document.documentElement.setAttribute('lang', lang);
    }).observe(document, { childList: true });
  }, lang);
}

const seeSpoken = async (app: App, language: string) => {
  await expect(app.root).toHaveAttribute('lang', language);
  await expect(app.root.getByRole('link', { name: said(language, 'nav.diary') })).toBeVisible();
};

const speak = async (app: App, language: string) => {
  await app.root.getByRole('contentinfo').getByRole('link', { name: NAMES[language], exact: true }).click();
  await seeSpoken(app, language);
};

const offered = (app: App) => app.root.getByRole('contentinfo').getByRole('navigation').getByRole('link');

/** Someone who has answered everything, at the plan. */
async function toPlan(host: Host, app: App) {
  await app.root.evaluate((_, texts) => {
    for (const [key, text] of Object.entries(texts)) localStorage.setItem(key, text);
  }, kept({ [ANSWERS]: clear }));
  await host.page.reload();
  await app.seeReady();
  await app.element.evaluate((element) => element.setAttribute('view', 'plan'));
  await expect(app.main.locator('.screen.plan')).toBeVisible();
}

for (const way of WAYS) {
  test.describe(way, () => {
    test('the language of the page around is spoken, and what the page holds is left alone', async ({ host }) => {
      const app = await openIn(host, way, 'fr-CA');
      await seeSpoken(app, 'fr');
      await expect(app.root).toHaveAttribute('dir', 'ltr');
      expect(await host.page.locator('html').getAttribute('lang')).toBe('fr-CA');
      expect(await host.page.title()).toBe('A clinic: a plain page');
      host.seeNoProblem();
    });

    test("the element's own attribute goes before it, with a region too", async ({ host }) => {
      await seeSpoken(await openIn(host, way, 'fr', { lang: 'es-MX' }), 'es');
      host.seeNoProblem();
    });

    test('a language nobody speaks leaves it to the browser, and one that is empty too', async ({ host }) => {
      await seeSpoken(await openIn(host, way, 'de-AT'), 'en');
      await seeSpoken(await openIn(host, way, ' '), 'en');
      await seeSpoken(await openIn(host, way, 'x-klingon--'), 'en');
      host.seeNoProblem();
    });

    test('the nearest one counts, through the roots of elements within elements', async ({ host }) => {
      await host.page.goto(host.address('plain', way));
      await host.page.evaluate(({ tag, mode }) => {
        document.querySelector(tag)!.remove();
        let at: Element | ShadowRoot = document.body;
        for (const lang of ['es', 'fr', '']) {
          const around = document.createElement('div');
          if (lang) around.lang = lang;
          at.prepend(around);
          at = around.attachShadow({ mode: 'open' });
        }
        const planner = document.createElement(tag);
        planner.setAttribute('mode', mode);
        at.append(planner);
      }, { tag: TAG, mode: way });
      const app = host.app(way);
      await app.seeReady();
      await seeSpoken(app, 'fr');
      host.seeNoProblem();
    });

    test('a changed attribute speaks at once, where the answers are', async ({ host }) => {
      const app = await openIn(host, way, 'en');
      await app.element.evaluate((element) => element.setAttribute('lang', 'fr'));
      await seeSpoken(app, 'fr');
      await app.element.evaluate((element) => element.removeAttribute('lang'));
      await seeSpoken(app, 'en');
      host.seeNoProblem();
    });

    test('the person chooses another in place: answers, screen, page and address stay, and nobody is told', async ({ host }) => {
      await host.listen();
      const app = await openIn(host, way, 'en');
      await app.answerTwo();
      const title = await app.title.innerText();
      const before = { url: host.page.url(), steps: await host.page.evaluate(() => history.length), said: await host.said('step') };
      for (const language of ['fr', 'es']) {
        await speak(app, language);
        await expect(app.title).not.toHaveText(title);
        await expect(app.main.getByRole('radio')).not.toHaveCount(0);
      }
      await speak(app, 'en');
      await expect(app.title).toHaveText(title);
      expect({ url: host.page.url(), steps: await host.page.evaluate(() => history.length), said: await host.said('step') }).toEqual(before);
      expect(await host.page.locator('html').getAttribute('lang')).toBe('en');
      host.seeNoProblem();
    });

    test('the clinic offers fewer: only these are spoken', async ({ host }) => {
      await host.page.route('**/config.json', (route) => route.fulfill({ json: { name: 'Clinic', languages: ['fr', 'en-GB', 'tlh'] } }));
      const config = { config: '/config.json' };
      const app = await host.openReady('plain', way, { ...config, lang: 'es' });
      await seeSpoken(app, 'en');
      await expect(offered(app)).toHaveText(['English', 'Français']);
      await host.page.unroute('**/config.json');
      await host.page.route('**/config.json', (route) => route.fulfill({ json: { name: 'Clinic', languages: ['fr'] } }));
      await host.page.reload();
      await app.seeReady();
      await seeSpoken(app, 'fr');
    });

    test('what the visitor reads when it cannot start is in the language of the page', async ({ host }) => {
      await host.page.route('**/element.js', (route) => route.abort());
      for (const [page, language] of [['FR-ca', 'fr'], ['de', 'en'], ['frr', 'en']]) {
        await pageIn(host, page);
        await host.page.route('**/element.js', (route) => route.abort());
        const { element } = await host.open('plain', way);
        await expect(element.locator('[part=problem]')).toHaveText(said(language, 'embed.problem'));
      }
    });

    test('and where the page speaks none of ours, in that of what is around it, then of the browser', async ({ host }) => {
      await host.page.addInitScript(() => Object.defineProperty(navigator, 'languages', { value: ['de', 'es-MX'] }));
      for (const [page, language] of [['fr', 'fr'], ['de', 'es']]) {
        await pageIn(host, page);
        await host.page.route('**/element.js', (route) => route.abort());
        const { element } = await host.open('plain', way, { lang: 'pl' });
        await expect(element.locator('[part=problem]')).toHaveText(said(language, 'embed.problem'));
      }
    });
  });
}

test.describe('where the device may keep things', () => {
  for (const way of WAYS) {
    keeping(`${way}: a choice holds on pages of the language it was made on, and no others`, async ({ host }) => {
      const app = await openIn(host, way, 'fr-CA');
      await seeSpoken(app, 'fr');
      await speak(app, 'en');
      await seeSpoken(await openIn(host, way, 'fr-CA'), 'en');
      await seeSpoken(await openIn(host, way, 'fr'), 'en');
      await seeSpoken(await openIn(host, way, 'es'), 'es');
      // A page that names none follows the choice.
      await speak(app, 'fr');
      await seeSpoken(await openIn(host, way, null), 'fr');
      host.seeNoProblem();
    });

    keeping(`${way}: dates and prices as the page's region says them`, async ({ host }) => {
      const app = await openIn(host, way, 'en');
      await toPlan(host, app);
      await expect(app.main).toContainText('4 Jan 2027');
      await pageIn(host, 'en_US');
      await toPlan(host, app);
      await expect(app.main).toContainText('Jan 4, 2027');
      await pageIn(host, 'fr');
      await toPlan(host, app);
      await expect(app.main).toContainText('4 janv. 2027');
      host.seeNoProblem();
    });

    keeping(`${way}: light or dark is the person's choice before the page's`, async ({ host }) => {
      await host.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      const colour = () => app.root.evaluate((root) => getComputedStyle(root.querySelector('h1')!).color);
      const app = await host.openReady('plain', way, { theme: 'light' });
      const light = await colour();
      await app.root.getByRole('link', { name: text('nav.settings'), exact: true }).click();
      await expect(app.title).toHaveText(text('settings.title'));
      await app.choose(text('settings.theme.option.dark'));
      await expect.poll(colour).not.toBe(light);
      const dark = await colour();
      expect(await app.main.evaluate((main) => getComputedStyle(main).colorScheme)).toBe('dark');
      await host.page.reload();
      await app.seeReady();
      await expect.poll(colour).toBe(dark);
      await app.element.evaluate((element) => element.setAttribute('accent', '#7a2048'));
      await expect.poll(colour).toBe(dark);
      await app.root.getByRole('link', { name: text('nav.settings'), exact: true }).click();
      await app.tap(app.field(text('settings.theme.option.auto')));
      await expect.poll(colour).toBe(light);
      await app.element.evaluate((element) => element.setAttribute('theme', 'dark'));
      await expect.poll(colour).toBe(dark);
      host.seeNoProblem();
    });
  }
});

test('a frame opens at the page of its language, and is named in it', async ({ host }) => {
  const frame = (app: App) => app.element.locator('iframe');
  const french = await openIn(host, 'frame', 'fr-CA');
  await expect(frame(french)).toHaveAttribute('src', `${host.planner}fr/index.html#framed`);
  await expect(frame(french)).toHaveAttribute('title', `${said('fr', 'embed.title')}: A clinic: a plain page`);
  const german = await openIn(host, 'frame', 'de');
  await expect(frame(german)).toHaveAttribute('src', `${host.planner}index.html#framed`);
  await expect(frame(german)).toHaveAttribute('title', `${said('en', 'embed.title')}: A clinic: a plain page`);
});

test('a frame whose storage is denied speaks what was chosen until it is loaded again', async ({ host }) => {
  const app = await openIn(host, 'frame', 'en');
  await speak(app, 'fr');
  await app.choose(said('fr', 'concern.melasma.name'));
  await host.page.reload();
  await app.seeReady();
  await seeSpoken(app, 'en');
});

test('a frame made by hand opens in the language of its address', async ({ host }) => {
  await host.page.goto(host.address('csp-frame', 'frame'));
  await host.page.evaluate((src) => {
    const frame = document.createElement('iframe');
    Object.assign(frame, { src, id: 'plain-frame', width: 360, height: 600 });
    document.body.replaceChildren(frame);
  }, `${host.planner}fr/index.html#options=${encodeURIComponent('{"theme":"dark"}')}`);
  const inside = host.page.frameLocator('#plain-frame');
  await expect(inside.locator('.planner')).toHaveAttribute('data-ready');
  await expect(inside.locator('.planner')).toHaveAttribute('lang', 'fr');
});

test('below another path of a site each language has its address too', async ({ host }) => {
  const own = `${host.clinic}planner/`;
  await host.page.goto(`${own}es/index.html`);
  const foot = host.page.getByRole('contentinfo');
  await expect(host.page.locator('#planner')).toHaveAttribute('data-ready');
  await foot.getByRole('link', { name: 'Français', exact: true }).click();
  await expect(host.page.locator('#planner')).toHaveAttribute('lang', 'fr');
  expect(host.page.url()).toBe(`${own}fr/index.html#/`);
  await host.page.reload();
  await expect(host.page.locator('#planner')).toHaveAttribute('data-ready');
  await expect(host.page.locator('#planner')).toHaveAttribute('lang', 'fr');
  await foot.getByRole('link', { name: 'English', exact: true }).click();
  await expect(host.page.locator('#planner')).toHaveAttribute('lang', 'en');
  expect(host.page.url()).toBe(`${own}index.html#/`);
  host.seeNoProblem();
});

test('inline: a hundred other languages leave nothing behind', async ({ host }) => {
  test.setTimeout(90_000);
  const app = await openIn(host, 'inline', 'en');
  await app.answerTwo();
  const browser = await host.page.context().newCDPSession(host.page);
  const measure = async () => {
    await browser.send('HeapProfiler.collectGarbage');
    await browser.send('HeapProfiler.collectGarbage');
    const { usedSize } = await browser.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners } = await browser.send('Memory.getDOMCounters');
    return { usedSize, nodes, jsEventListeners };
  };
  const round = (times: number) =>
    app.root.evaluate(async (root, times) => {
      for (let at = 0; at < times; at += 1) {
        const language = ['fr', 'es'][at % 2];
        root.querySelector<HTMLElement>(`.foot a[hreflang=${language}]`)!.click();
        while (root.getAttribute('lang') !== language || root.querySelector('.foot [aria-current]')?.getAttribute('lang') !== language) {
          await new Promise((go) => setTimeout(go, 5));
        }
      }
    }, times);
  await round(10);
  const before = await measure();
  await round(100);
  const after = await measure();
  console.log('100 languages', JSON.stringify({ before, after }));
  expect(after.usedSize - before.usedSize, 'bytes of the heap').toBeLessThan(500_000);
  expect(after.nodes - before.nodes, 'nodes').toBeLessThan(200);
  expect(after.jsEventListeners - before.jsEventListeners, 'listeners').toBeLessThan(20);
  host.seeNoProblem();
});
