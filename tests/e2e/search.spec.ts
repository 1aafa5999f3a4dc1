// What search engines find: the page of each language at an address of its own, at the root of a host and in a folder of
// one; what it says of itself to programs is on it, and the browser has nothing against it.
import { expect, test, type Page } from '@playwright/test';

import { belowAnotherSite, pageOf } from './pages';
import { LANGUAGES, said } from './words';

const SITES = ['at the root', 'in a folder'] as const;
let folder: Awaited<ReturnType<typeof belowAnotherSite>>;
test.beforeAll(async () => { folder = await belowAnotherSite(); });
test.afterAll(async () => { await folder.close(); });

/** The address of a language's page on either site. */
const address = (site: (typeof SITES)[number], language: string) =>
  new URL(pageOf(language), site === 'at the root' ? process.env.PLANNER_URL! : folder.url).href;

/** The addresses that a page names, whole, as the browser reads them. */
const linked = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((links) =>
    links.map((link) => [link.getAttribute('hreflang') ?? link.getAttribute('rel'), (link as HTMLAnchorElement).href] as const));

type Data = Record<string, unknown>;

/** Every sentence and name in structured data. */
function claims(data: Data): string[] {
  const words = Object.entries(data).filter(([name]) => !/^(@.*|inLanguage|lastReviewed|url)$/.test(name));
  return words.flatMap(([, value]) => (typeof value === 'object' ? claims(value as Data) : [String(value)]));
}

for (const site of SITES) {
  for (const language of LANGUAGES) {
    test.describe(`${language}, ${site}, with scripting off`, () => {
      test.use({ javaScriptEnabled: false });

      test('the page of a language is in that language, and leads to the same page in the others', async ({ page }) => {
        await page.goto(address(site, language));
        await expect(page).toHaveTitle(said(language, 'app.page_title').replace('{page}', said(language, 'start.title')));
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        await expect(page.locator('html')).toHaveAttribute('dir', said(language, 'language.direction'));
        await expect(page.locator('#planner')).toHaveAttribute('lang', language);
        await expect(page.locator('meta[name="description"]')).toHaveAttribute('content', said(language, 'app.description'));
        await expect(page.getByRole('heading', { level: 1 })).toHaveText([said(language, 'start.title')]);
        await expect(page.getByText(said(language, 'learn.nothing')).first()).toBeAttached();

        const all = LANGUAGES.map((other) => [other, address(site, other)]).sort();
        const alternates = await linked(page, 'link[rel="alternate"]');
        expect(alternates.filter(([tag]) => tag !== 'x-default').sort()).toEqual(all);
        expect(alternates.find(([tag]) => tag === 'x-default')?.[1]).toBe(address(site, 'en'));
        expect((await linked(page, 'nav.languages a')).sort()).toEqual(all);

        for (const other of LANGUAGES.filter((other) => other !== language)) {
          await page.goto(address(site, language));
          await page.locator('nav.languages').getByRole('link', { name: said(other, 'language.name'), exact: true }).click();
          await expect(page).toHaveURL(address(site, other));
          await expect(page.getByRole('heading', { level: 1 })).toHaveText([said(other, 'start.title')]);
        }
      });

      test('the steps are reached from the start, in the same language', async ({ page }) => {
        for (const step of ['consultation', 'preparation', 'session', 'aftercare']) {
          await page.goto(address(site, language));
          const title = said(language, `step.${step}.title`);
          await page.getByRole('main').getByRole('link', { name: title, exact: true }).click();
          await expect(page.getByRole('heading', { level: 1 })).toHaveText([title]);
          await expect(page).toHaveURL(`${address(site, language)}#/learn/${step}`);
        }
      });

      test('what the page says of itself to programs can be read on it', async ({ page }) => {
        await page.goto(address(site, language));
        const data: Data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent())!);
        expect(data).toMatchObject({ '@context': 'https://schema.org', '@type': 'MedicalWebPage', inLanguage: language });
        const found = claims(data);
        expect(found).toContain(said(language, 'start.intro'));
        const shown = await page.locator('body').innerText();
        for (const claim of found) expect(shown).toContain(claim);
      });
    });

    test(`${language}, ${site}: the policy of the page has nothing against what is in it, and no icon is loaded with it`, async ({ page }) => {
      const problems: string[] = [];
      page.on('console', (message) => {
        // Workers have tests of their own.
        const isTold = ['error', 'warning'].includes(message.type()) && !message.text().startsWith('Service Worker');
        if (isTold) problems.push(message.text());
      });
      page.on('pageerror', (error) => problems.push(String(error)));
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
        });
      });
      await page.goto(address(site, language));
      await expect(page.locator('#planner')).toHaveAttribute('data-ready');
      await expect(page.locator('script[type="application/ld+json"]')).toHaveCount(1);
      expect(asked.filter((path) => path.endsWith('.png'))).toEqual([]);
      expect(problems).toEqual([]);

      // The policy does refuse what a browser would run, so that silence means something.
      await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'document.title = "run"';
        document.body.append(script);
      });
      await expect.poll(() => problems.join()).toContain('script-src');
      await expect(page).not.toHaveTitle('run');
    });
  }
}

test('without the address of a host, nothing is written that needs one', async ({ page, request }) => {
  for (const language of LANGUAGES) {
    await page.goto(pageOf(language));
    await expect(page.locator('link[rel="canonical"], meta[property^="og:"], meta[name^="twitter:"]')).toHaveCount(0);
  }
  expect((await request.get('./sitemap.xml')).status()).toBe(404);
  const { files } = (await (await request.get('./files.json')).json()) as { files: { path: string }[] };
  expect(files.map(({ path }) => path).filter((path) => /social|sitemap|robots/.test(path))).toEqual([]);
});

test('the icons are there in their sizes, and none is part of the first load', async ({ page, request }) => {
  const { version, files } = (await (await request.get('./files.json')).json()) as
    { version: string; files: { path: string; first_load: boolean }[] };
  await page.goto('./');
  const sizes = { 'icon-192.png': 192, 'icon-512.png': 512, 'icon-maskable-512.png': 512, 'apple-touch-icon.png': 180 };
  for (const [name, size] of Object.entries(sizes)) {
    expect(files).toContainEqual({ path: `${version}/${name}`, first_load: false });
    const drawn = await page.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    }, `./${version}/${name}`);
    expect(drawn).toEqual([size, size]);
  }
  expect(await linked(page, 'link[rel="apple-touch-icon"]'))
    .toEqual([['apple-touch-icon', new URL(`./${version}/apple-touch-icon.png`, page.url()).href]]);
});
