// What stands in the planner's way besides a policy: the visitor keeps the page, the owner learns what to change.
import { text } from '../words';
import { WAYS, expect, keeping, test, type Host, type Way } from './host';

/** The planner did not start: what the owner wrote stays with one plain line, and the console says this. */
async function seeFailed(host: Host, way: Way, code: string, told: RegExp) {
  const app = host.app(way);
  await expect(app.element).toHaveAttribute('data-state', 'failed', { timeout: 15_000 });
  await expect(app.fallback).toBeVisible();
  await expect(app.element.locator('[part=problem]')).toHaveText('The planner could not start here.');
  expect((await host.said('error')).map(({ detail }) => detail)).toEqual([{ code }]);
  expect(host.problems.filter((problem) => problem.startsWith('microneedling-planner:')).join('\n')).toMatch(told);
}

for (const way of WAYS) {
  test(`${way}: a script with a wrong type`, async ({ host }) => {
    await host.listen();
    const headers = { 'content-type': 'text/plain', 'access-control-allow-origin': '*' };
    await host.page.route('**/element.js', (route) => route.fulfill({ headers, body: 'export const begin = 1;' }));
    await host.open('plain', way);
    await seeFailed(host, way, 'script', /element\.js could not be loaded.*check\.html/);
  });

  test(`${way}: the server is gone after the first script`, async ({ host }) => {
    await host.listen();
    await host.page.route('**/element.js', (route) => route.abort());
    await host.open('plain', way);
    await seeFailed(host, way, 'script', /could not be loaded/);
  });

  test(`${way}: a configuration that cannot be had`, async ({ host }) => {
    await host.listen();
    await host.page.route('**/config.json', (route) => route.fulfill({ status: 404 }));
    await host.open('plain', way, { config: '/config.json' });
    await seeFailed(host, way, 'config', /config\.json: 404/);
  });

  test(`${way}: a configuration with a fault, which is named, until it is mended`, async ({ host }) => {
    await host.listen();
    await host.page.route('**/config.json', (route) => route.fulfill({ json: { name: 'Clinic', colour: 'green' } }));
    await host.page.route('**/mended.json', (route) => route.fulfill({ json: { name: 'Clinic' } }));
    await host.open('plain', way, { config: '/config.json' });
    await seeFailed(host, way, 'config', /colour: unknown key/);
    const { element, fallback } = host.app(way);
    await element.evaluate((element) => element.setAttribute('config', '/mended.json'));
    await host.app(way).seeReady();
    await expect(fallback).toBeHidden();
    await expect(element.locator('[part=problem]')).toHaveCount(0);
  });
}

test('inline: files that cannot be had', async ({ host }) => {
  await host.listen();
  await host.page.route('**/words.en.json', (route) => route.abort());
  await host.open('plain', 'inline');
  await seeFailed(host, 'inline', 'files', /connect-src/);
});

test('inline: a device that is offline', async ({ host }) => {
  await host.listen();
  await host.page.addInitScript(() => Object.defineProperty(navigator, 'onLine', { value: false }));
  await host.page.route('**/words.en.json', (route) => route.abort());
  await host.open('plain', 'inline');
  await seeFailed(host, 'inline', 'offline', /offline/);
});

test('inline: a browser that is too old', async ({ host }) => {
  await host.listen();
  await host.page.addInitScript(() => {
    Reflect.deleteProperty(Document.prototype, 'adoptedStyleSheets');
    Object.assign(window, { CSSStyleSheet: undefined });
  });
  await host.open('plain', 'inline');
  await seeFailed(host, 'inline', 'old-browser', /too old/);
});

keeping('a frame that the browser loads again is still a frame, on the screen where it was', async ({ host }) => {
  const app = await host.openReady('plain');
  await app.answerTwo();
  const before = await app.title.innerText();
  await (await app.frame()).evaluate(() => location.reload());
  await expect(app.root).toHaveAttribute('data-framed');
  await expect(app.root).toHaveAttribute('data-ready');
  await expect(app.title).toHaveText(before);
  await app.seeItFit();
});

test('inline: the planner alone is printed, and nothing of it stays on the page', async ({ host }) => {
  const app = await host.openReady('plain', 'inline', { theme: 'dark' });
  await app.toPlanEarly();
  await host.page.evaluate(() => {
    const append = document.body.append.bind(document.body);
    document.body.append = (...nodes) => {
      append(...nodes);
      const paper = (nodes[0] as HTMLIFrameElement).contentWindow!;
      paper.print = () => {
        const root = paper.document.querySelector('.planner')!;
        Object.assign(window, { paper: [root.textContent, paper.document.body.children.length] });
        paper.dispatchEvent(new Event('afterprint'));
      };
    };
  });
  await app.press(text('plan.print'));
  const printed = () => host.page.evaluate(() => (window as unknown as { paper?: [string, number] }).paper);
  await expect.poll(printed).toEqual([expect.stringContaining(await app.title.innerText()), 1]);
  await expect(host.page.locator('body > iframe')).toHaveCount(0);
});
