// What a frame of the planner may do, what it tells and believes, and what the page around it cannot see.
import { ANSWERS, clear } from '../people';
import { kept } from '../records';
import { text } from '../words';
import { expect, keeping as test, TAG, type App, type Host } from './host';

/** Opens the frame at an address as a person who has answered everything. */
async function openAnswered(host: Host, address: string, attributes = {}): Promise<App> {
  const app = await host.openReady('plain', 'frame', attributes);
  await (await app.frame()).evaluate((texts) => {
    for (const [key, text] of Object.entries(texts)) localStorage.setItem(key, text);
  }, kept({ [ANSWERS]: clear }));
  await host.page.reload();
  await app.seeReady();
  await (await app.frame()).evaluate((address) => { location.hash = address; }, address);
  return app;
}

test('the frame has its own origin and no more rights than it needs', async ({ host }) => {
  const { element } = await host.openReady('plain');
  const frame = element.locator('iframe');
  await expect(frame).toHaveAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-popups allow-popups-to-escape-sandbox');
  await expect(frame).toHaveAttribute('allow', 'clipboard-write; web-share');
  await expect(frame).toHaveAttribute('referrerpolicy', 'strict-origin');
  await expect(frame).toHaveAttribute('title', /./);
  expect(new URL((await frame.getAttribute('src'))!).origin).toBe(new URL(host.planner).origin);
});

test('in the frame a form is sent, and what is typed is checked', async ({ host }) => {
  const app = await openAnswered(host, '/questions/age');
  await app.type(text('form.age'), '47');
  await app.field(text('form.age')).press('Enter');
  await expect(app.title).toHaveText(text('answers.title'));
});

test('in the frame the plan is printed and the calendar saved', async ({ host }) => {
  const app = await openAnswered(host, '/plan');
  await expect(app.main.getByRole('heading', { level: 2 }).first()).toBeVisible();
  const frame = await app.frame();
  await frame.evaluate(() => {
    // In a sandbox that forbids it the browser says so in the console and calls nothing: the event tells.
    addEventListener('beforeprint', () => { document.title = 'on paper'; });
  });
  await frame.evaluate(() => { location.hash = '/take/consultation'; });
  await app.main.getByRole('button', { name: text('consult.print'), exact: true }).click();
  await expect.poll(() => frame.title()).toBe('on paper');

  await frame.evaluate(() => { location.hash = '/take'; });
  const download = host.page.waitForEvent('download');
  await app.press(text('take.calendar.save'));
  expect((await download).suggestedFilename()).toMatch(/\.ics$/);
  host.seeNoProblem();
});

test("the clinic's booking link opens a window of its own, with how the visitor came and no answer", async ({ host }) => {
  await host.listen();
  const name = 'Clinic on the Hill';
  await host.page.route('**/config.json', (route) => route.fulfill({ json: { name, booking: 'https://book.example/visit' } }));
  await host.page.context().route('https://book.example/**', (route) => route.fulfill({ contentType: 'text/html', body: 'Booked' }));
  const app = await openAnswered(host, '/plan', { config: '/config.json', utm_source: 'letter' });
  const opened = host.page.context().waitForEvent('page');
  await app.follow(text('clinic.book', { name }));
  const booking = await opened;
  expect(booking.url()).toBe('https://book.example/visit?utm_source=letter');
  expect(await booking.evaluate(() => [opener, document.referrer])).toEqual([null, '']);
  await expect.poll(() => host.said('booking')).toEqual([{ type: 'planner-booking', detail: {}, bubbles: true, composed: true }]);
});

test('a forged message is not believed', async ({ host }) => {
  await host.listen();
  const app = await host.openReady('plain');
  const height = await app.element.evaluate((element) => element.getBoundingClientRect().height);
  const before = (await host.said()).length;
  // From the page itself, from a frame that somebody else put there, and of another version from the right one.
  await host.page.evaluate(async () => {
    const forged = { planner: 1, type: 'size', height: 77 };
    postMessage(forged, '*');
    const other = document.createElement('iframe');
    // Without an origin, as a planner in a sandbox is too: it is the source alone that tells them apart.
    other.sandbox.add('allow-scripts');
    const code = `parent.postMessage(${JSON.stringify(forged)}, '*'); parent.postMessage({ planner: 1, type: 'plan' }, '*'); parent.postMessage('done', '*')`;
    other.srcdoc = `<script>${code}</${'script'}>`;
    const done = new Promise<void>((go) => addEventListener('message', ({ data }) => { if (data === 'done') go(); }));
    document.body.append(other);
    await done;
  });
  await (await app.frame()).evaluate(() => new Promise<void>((done) => {
    for (const planner of [0, 2, '1', undefined]) parent.postMessage({ planner, type: 'size', height: 77 }, '*');
    parent.postMessage(null, '*');
    parent.postMessage({ planner: 1, type: 'constructor' }, '*');
    setTimeout(done, 50);
  }));
  expect((await host.said()).length).toBe(before);
  expect(await app.element.evaluate((element) => element.getBoundingClientRect().height)).toBe(height);
  host.seeNoProblem();
});

test('the frame takes options from its page alone', async ({ host }) => {
  const app = await host.openReady('plain');
  const frame = await app.frame();
  const accent = () => frame.evaluate(() => document.documentElement.style.getPropertyValue('--planner-accent'));
  // Another window of the same browser, and the frame itself.
  await frame.evaluate(() => postMessage({ planner: 1, type: 'options', options: { accent: '#ff0000', view: 'plan' } }, '*'));
  await host.page.evaluate((tag) => new Promise<void>((done) => {
    const other = document.createElement('iframe');
    // A frame in a shadow tree is none of the page's frames.
    const planner = `parent.document.querySelector('${tag}').shadowRoot.querySelector('iframe').contentWindow`;
    other.srcdoc = `<script>${planner}.postMessage({ planner: 1, type: 'options', options: { accent: '#ff0000' } }, '*')</${'script'}>`;
    other.onload = () => done();
    document.body.append(other);
  }), TAG);
  // And a page that speaks another version.
  await app.element.evaluate((element) => {
    const { contentWindow } = element.shadowRoot!.querySelector('iframe')!;
    contentWindow!.postMessage({ planner: 2, type: 'options', options: { accent: '#ff0000' } }, '*');
  });
  await app.choose(text('concern.melasma.name'));
  expect(await accent()).toBe('');
  await app.element.evaluate((element) => element.setAttribute('accent', '#00aa00'));
  await expect.poll(accent).toBe('#00aa00');
});

test('whatever its page sends, the frame takes texts of the right form and goes on', async ({ host }) => {
  const app = await host.openReady('plain');
  const frame = await app.frame();
  await app.element.evaluate((element) => {
    const { contentWindow } = element.shadowRoot!.querySelector('iframe')!;
    const wrong: unknown[] = [
      undefined, null, 7, 'view', [], { view: 'constructor' }, { view: '__proto__' }, { view: { toString: 1 } },
      { accent: 'url(https://evil.invalid/)' }, { accent: { length: 7 } }, { theme: ['dark'] }, { lang: {} }, { stateKey: 'a:b' },
    ];
    for (const options of wrong) contentWindow!.postMessage({ planner: 1, type: 'options', options }, '*');
    // The last one is as it should be: all before it have been read when it has.
    contentWindow!.postMessage({ planner: 1, type: 'options', options: { accent: '#00aa00' } }, '*');
  });
  const worn = () => frame.evaluate(() => document.documentElement.style.getPropertyValue('--planner-accent'));
  await expect.poll(worn).toBe('#00aa00');
  expect(await frame.evaluate(() => location.hash)).toBe('#/');
  await app.choose(text('concern.melasma.name'));
  host.seeNoProblem();
});

test('the page fetches the configuration, and the frame never does', async ({ host }) => {
  const asked: string[] = [];
  await host.page.route('**/config.json', (route) => route.fulfill({ json: { name: 'Clinic on the Hill' } }));
  host.page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/config.json') asked.push(request.frame().url());
  });
  const app = await host.openReady('plain', 'frame', { config: '/config.json' });
  await expect(app.element.getByText('Clinic on the Hill').first()).toBeVisible();
  expect(asked).toEqual([host.page.url()]);
});

test("nothing of the page's address but how the visitor came reaches the frame, and no request from it names the page's path", async ({ host }) => {
  const asked: { url: string; referer?: string }[] = [];
  host.page.on('request', (request) => asked.push({ url: request.url(), referer: request.headers().referer }));
  const app = await host.openReady('plain', 'frame', { utm_source: 'secret-letter', patient: '4711' });
  expect((await app.frame()).url()).not.toMatch(/secret|4711/);
  for (const { url, referer } of asked.filter(({ url }) => url.startsWith(host.planner))) {
    expect.soft(url).not.toMatch(/secret|4711|\?/);
    expect.soft(referer ?? '', url).not.toMatch(/plain|4711|secret/);
  }
});

test("the page's own scripts see nothing of what is typed and chosen in the frame", async ({ host }) => {
  await host.page.addInitScript(() => {
    if (window.top !== window) return;
    const seen: string[] = [];
    Object.assign(window, { seen });
    for (const type of ['keydown', 'keyup', 'keypress', 'input', 'beforeinput', 'change', 'submit', 'paste', 'click', 'copy']) {
      for (const target of [window, document]) target.addEventListener(type, () => seen.push(type), true);
    }
    new MutationObserver((changes) => {
      for (const { target, attributeName } of changes) {
        const element = target as Element;
        if (attributeName && element.localName !== 'html') seen.push(`${attributeName}=${element.getAttribute(attributeName)}`);
      }
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  const app = await openAnswered(host, '/questions/age');
  await app.type(text('form.age'), '');
  await app.field(text('form.age')).pressSequentially('47');
  await app.field(text('form.age')).press('Enter');
  await expect(app.title).toHaveText(text('answers.title'));
  const seen = await host.page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  expect([...new Set(seen)].sort()).toEqual(['data-state=ready', 'data-state=waiting']);
});

test('without a script of ours on the page a frame takes its options from its address', async ({ host }) => {
  const options = encodeURIComponent(JSON.stringify({ theme: 'dark', accent: '#7a2048', concern: 'melasma', view: 'questions' }));
  await host.page.goto(host.address('csp-frame', 'frame'));
  await host.page.evaluate((src) => {
    const frame = document.createElement('iframe');
    Object.assign(frame, { src, id: 'plain-frame', width: 360, height: 600 });
    document.body.replaceChildren(frame);
  }, `${host.planner}index.html#options=${options}`);
  const inside = host.page.frameLocator('#plain-frame');
  await expect(inside.locator('.planner')).toHaveAttribute('data-ready');
  await expect(inside.getByRole('radio', { name: text('concern.melasma.name'), exact: true })).toBeVisible();
  // It scrolls within itself.
  expect(await inside.locator('html').evaluate((root) => { root.scrollTop = 300; return root.scrollTop; })).toBeGreaterThan(0);
  expect(await inside.locator('html').evaluate((root) => root.style.getPropertyValue('--planner-accent'))).toBe('#7a2048');
});
