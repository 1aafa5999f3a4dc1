// On each of other people's pages the planner starts, looks as on its own page, leaves the page as it was, and leads to a
// plan. Where a page cannot have it, what its owner wrote in the tag stays.
import { expect, test, WAYS, type Host, type Way } from './host';
import { cut, differences, lookOf, lookOfPage, type Look } from './look';
import { pages } from './server.mjs';
import { text } from '../words';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** What cannot run on a page, with the code of the error that says so; none where not even the script runs. */
const CANNOT: Record<string, Partial<Record<Way, string | null>>> = {
  'csp-frame': { inline: 'files' },
  'csp-inline': { frame: 'frame' },
  'csp-no-wasm': { frame: 'frame', inline: 'wasm' },
  'csp-closed': { frame: null, inline: null },
  'trusted-types': { inline: 'script' },
  isolated: { frame: 'frame' },
};
/** Where no browser says that the frame was refused: the page learns it when it has waited long enough. */
const UNTOLD = ['isolated'];
/** Where every question is gone through; elsewhere the plan is opened after two. */
const WHOLE = ['plain', 'resets', 'inherited', 'narrow', 'unset-important', 'csp-frame', 'csp-inline'];
/** Pages with tests of their own. */
const APART = ['sandboxed', 'far'];

/** The looks that `ownLook` has seen. */
const seen = new Map<string, Look>();

/** How the planner looks by itself, as wide as on the other page, whose place it takes in the window. */
async function ownLook({ page, planner }: Host, width: number, theme: 'light' | 'dark'): Promise<Look> {
  const earlier = seen.get(`${width} ${theme}`);
  if (earlier) return earlier;
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  // A file beside it, where nothing runs that would keep anything.
  await page.goto(`${planner}clinic.schema.json`);
  await page.evaluate(() => localStorage.clear());
  // As it stands in a frame: that look is apart from the one on a page of its own in a few lines of style/embed.css.
  await page.goto(`${planner}index.html#framed`);
  const root = page.locator('.planner');
  await expect(root).toHaveAttribute('data-ready');
  // A window also holds its scroll bar.
  const more = await root.evaluate((root) => innerWidth - root.getBoundingClientRect().width);
  await page.setViewportSize({ width: Math.round(width + more), height: 900 });
  await expect.poll(() => root.evaluate((root) => Math.round(root.getBoundingClientRect().width))).toBe(Math.round(width));
  const look = await lookOf(root);
  seen.set(`${width} ${theme}`, look);
  return look;
}

for (const name of pages().filter((name) => !APART.includes(name))) {
  for (const way of [...WAYS, ...(name === 'plain' ? ['inline, own site' as Way] : [])]) {
    const code = CANNOT[name]?.[way];
    if (code !== undefined) {
      test(`${name}, ${way}: what the owner wrote stays`, async ({ host }) => {
        await host.listen();
        const { element, fallback } = await host.open(name, way);
        if (UNTOLD.includes(name)) {
          await expect(element.locator('iframe')).toBeAttached();
          await host.page.clock.fastForward('20');
        }
        if (code) await expect(element).toHaveAttribute('data-state', 'failed', { timeout: 15_000 });
        else await host.page.waitForLoadState('networkidle');
        await expect(fallback).toBeVisible();
        await expect(element.getByRole('link', { name: 'Book a visit' })).toBeVisible();
        expect((await host.said('error')).map(({ detail }) => detail)).toEqual(code ? [{ code }] : []);
      });
      continue;
    }
    test(`${name}, ${way}: it runs, looks like itself and leaves the page alone`, async ({ host }) => {
      // The page as it is without the planner.
      await host.page.route('**/embed.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
      await host.open(name, way);
      const before = await lookOfPage(host.page.locator('body'));
      await host.page.unroute('**/embed.js');

      const app = await host.openReady(name, way);
      await expect(app.fallback).toBeHidden();
      expect(await lookOfPage(host.page.locator('body'))).toEqual(before);

      const width = await app.root.evaluate((root) => root.getBoundingClientRect().width);
      expect(width, 'as wide as it is let').toBeGreaterThanOrEqual(280);
      const look = await lookOf(app.root);
      expect(await cut(app.root)).toEqual([]);
      if (way === 'frame') await app.seeItFit();

      const address = host.page.url();
      const steps = await host.page.evaluate(() => history.length);
      // Playwright looks for the things in a frame on a zoomed page where they would be without the zoom.
      if (!(name === 'zoom' && way === 'frame')) await (WHOLE.includes(name) ? app.toPlan() : app.toPlanEarly());
      expect(await cut(app.root)).toEqual([]);
      if (way === 'frame') await app.seeItFit();
      expect(host.page.url(), 'the page keeps its address').toBe(address);
      if (way !== 'frame') expect(await host.page.evaluate(() => history.length), 'and its history').toBe(steps);
      host.seeNoProblem();
      // A zoomed page may zoom the planner too.
      if (name !== 'zoom') expect(differences(await ownLook(host, width, 'light'), look)).toEqual([]);
    });
  }
}

for (const way of WAYS) {
  for (const [theme, device, shown] of [['dark', 'light', 'dark'], ['light', 'dark', 'light'], ['auto', 'dark', 'dark']] as const) {
    test(`${way}: theme ${theme} on a device that is ${device} is ${shown}`, async ({ host }) => {
      await host.page.emulateMedia({ colorScheme: device, reducedMotion: 'reduce' });
      const app = await host.openReady('scheme', way, { theme });
      const width = await app.root.evaluate((root) => root.getBoundingClientRect().width);
      const look = await lookOf(app.root);
      expect(differences(await ownLook(host, width, shown), look)).toEqual([]);
    });
  }

  test(`${way}: a page in a sandboxed frame, without storage`, async ({ host }) => {
    await host.page.goto(host.address('sandboxed', way));
    const app = host.app(way, 0, host.page.frameLocator('iframe'));
    await app.seeReady();
    await expect(app.fallback).toBeHidden();
    await app.toPlan();
    host.seeNoProblem();
  });
}

test('a dialog of the planner lies above everything on the page', async ({ host }) => {
  const app = await host.openReady('stacking', 'inline');
  await app.toPlan();
  // Every control can be reached: the page's own bars cover none that has been scrolled to the middle.
  const covered = await app.root.evaluate((root) => {
    const within = root.getRootNode() as ShadowRoot;
    const found: string[] = [];
    for (const control of root.querySelectorAll<HTMLElement>('main a, main button, main summary')) {
      if (!control.checkVisibility()) continue;
      control.scrollIntoView({ block: 'center' });
      const box = control.getBoundingClientRect();
      const top = within.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + box.height / 2);
      if (!top || !(control.contains(top) || top.contains(control))) found.push(control.innerText);
    }
    return found;
  });
  expect(covered).toEqual([]);
});

test('without scripts the page keeps what its owner wrote', async ({ browser, clinic }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${clinic}plain/?mode=frame`);
  await expect(page.getByRole('link', { name: 'Book a visit' })).toBeVisible();
  await context.close();
});
