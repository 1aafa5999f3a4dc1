// A frame is as tall as what it holds, at every width and zoom, and moves nothing on the page; before the element is near
// the window nothing is fetched for it.
import { expect, test, TAG, WAYS, type App, type Host } from './host';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** How many heights the elements tell while so many frames are painted. */
function heightsIn(host: Host, frames: number): Promise<number> {
  return host.page.evaluate((frames) => new Promise<number>((done) => {
    let heard = 0;
    const hear = () => { heard += 1; };
    addEventListener('planner-size', hear);
    const next = (left: number): unknown => (left > 0 ? requestAnimationFrame(() => next(left - 1)) : (removeEventListener('planner-size', hear), done(heard)));
    next(frames);
  }), frames);
}

/** Frame, column and zoom in which the planner stands, as the page's own style. */
async function fitsIn(host: Host, app: App, style: string) {
  await app.element.evaluate((element, style) => { element.parentElement!.style.cssText = style; }, style);
  // What fitted before still fits until both documents have been laid out anew.
  await heightsIn(host, 3);
  await (await app.frame()).evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
  await app.seeItFit();
  expect(await heightsIn(host, 20), `heights told at rest, ${style}`).toBe(0);
}

test('a frame fits at every width, and comes to rest', async ({ host }) => {
  test.setTimeout(60_000);
  await host.page.setViewportSize({ width: 1500, height: 900 });
  const app = await host.openReady('plain');
  for (const width of [280, 299.5, 320, 333.33, 375, 412.6, 500.5, 640, 767.9, 768, 1024, 1279.75, 1400]) {
    await fitsIn(host, app, `margin: 0; width: ${width}px`);
  }
  for (const zoom of [0.67, 0.9, 1.1, 1.25, 1.333]) await fitsIn(host, app, `margin: 0; width: 400px; zoom: ${zoom}`);
  await fitsIn(host, app, 'margin: 0.4px; padding: 0.3px');
});

for (const deviceScaleFactor of [0.75, 1.1, 1.25, 1.5, 2.625]) {
  test.describe(() => {
    test.use({ deviceScaleFactor });
    test(`a frame fits where a pixel of the page is ${deviceScaleFactor} of the screen`, async ({ host }) => {
      const app = await host.openReady('plain');
      for (const width of [280, 333.33, 701.7]) await fitsIn(host, app, `margin: 0; width: ${width}px`);
    });
  });
}

test('a frame grows and shrinks with what it shows', async ({ host }) => {
  const app = await host.openReady('plain');
  const height = () => app.element.evaluate((element) => element.getBoundingClientRect().height);
  const start = await height();
  await app.answerTwo();
  await app.seeItFit();
  expect(await height()).toBeLessThan(start - 100);
  expect(await heightsIn(host, 20)).toBe(0);
});

for (const way of WAYS) {
  test(`${way}: nothing on the page moves when the planner comes`, async ({ host }) => {
    await host.page.addInitScript(() => {
      const shifts: unknown[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const shift of list.getEntries() as (PerformanceEntry & { value: number; sources: { node?: Node }[] })[]) {
          shifts.push({ value: shift.value, what: shift.sources.map(({ node }) => (node as Element)?.outerHTML?.slice(0, 80)) });
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const app = await host.openReady('reserved', way);
    await heightsIn(host, 10);
    expect(await host.page.evaluate(() => (window as unknown as { shifts: unknown[] }).shifts)).toEqual([]);
    await expect(app.fallback).toBeHidden();
  });

  test(`${way}: nothing more than the first script is fetched while the element is far away`, async ({ host }) => {
    const asked: string[] = [];
    host.page.on('request', (request) => {
      if (request.url().startsWith(host.planner)) asked.push(request.url());
    });
    const app = await host.open('far', way);
    await expect(app.element).toHaveAttribute('data-state', 'waiting');
    const scroll = (distance: number) =>
      host.page.evaluate(({ tag, distance }) => {
        const top = document.querySelector(tag)!.getBoundingClientRect().top + scrollY;
        scrollTo(0, top - innerHeight - distance);
      }, { tag: TAG, distance });
    await scroll(600);
    await heightsIn(host, 20);
    expect(asked).toEqual([`${host.planner}embed.js`]);
    await scroll(400);
    await app.seeReady();
    expect(asked.length).toBeGreaterThan(5);
  });
}
