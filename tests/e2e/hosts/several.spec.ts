// Several planners on one page, and pages that put them there, move them and take them away while they run.
import { PREFIX } from '../people';
import { text } from '../words';
import { expect, keeping as test, TAG, WAYS, type App, type Host, type Way } from './host';

/** The browser's own report of a file that was on its way to a frame when the page took the frame away. */
const ON_ITS_WAY = /^TypeError: Failed to fetch/;

const MELASMA = text('concern.melasma.name');

const radio = (app: App, label: string) => app.main.getByRole('radio', { name: label, exact: true });

/** Two planners one below the other, each with its key. */
async function two(host: Host, way: Way, first: string, second: string): Promise<[App, App]> {
  const one = await host.openReady('plain', way, { 'state-key': first });
  await host.add(way, { 'state-key': second });
  const other = host.app(way, 1);
  await other.element.scrollIntoViewIfNeeded();
  await other.seeReady();
  return [one, other];
}

/** Lets so many frames be painted. */
const frames = (host: Host, count: number) =>
  host.page.evaluate((count) => new Promise<void>((done) => {
    const next = (left: number): unknown => (left > 0 ? requestAnimationFrame(() => next(left - 1)) : done());
    next(count);
  }), count);

for (const way of WAYS) {
  test(`${way}: two planners with keys of their own know nothing of each other`, async ({ host }) => {
    const [one, other] = await two(host, way, 'one', 'other');
    await one.choose(MELASMA);
    await one.goOn();
    await one.leaveStart();
    await expect(radio(other, MELASMA)).not.toBeChecked();
    await other.choose(text('concern.keloid.name'));
    await host.page.reload();
    await one.seeReady();
    await expect(radio(one, MELASMA)).toBeChecked();
    host.seeNoProblem();
  });

  test(`${way}: two planners with the same key follow each other`, async ({ host }) => {
    const [one, other] = await two(host, way, 'shared', 'shared');
    await one.choose(MELASMA);
    await expect(radio(other, MELASMA)).toBeChecked();
    await other.choose(text('concern.keloid.name'));
    await expect(radio(one, text('concern.keloid.name'))).toBeChecked();
    host.seeNoProblem();
  });

  test(`${way}: keys keep answers apart in what is saved`, async ({ host }) => {
    const [one] = await two(host, way, 'one', 'other');
    await one.choose(MELASMA);
    const keys = () => one.root.evaluate(() => Object.keys(localStorage));
    await expect.poll(keys).toContainEqual(expect.stringMatching(/one.*profile/));
    expect((await keys()).filter((key) => key === `${PREFIX}profile` || /other.*profile/.test(key))).toEqual([]);
  });

  test(`${way}: a page takes the planner away and puts it back, again and again`, async ({ host }) => {
    test.setTimeout(60_000);
    await host.listen();
    const app = await host.openReady('plain', way);
    await app.choose(MELASMA);
    for (let round = 0; round < 8; round += 1) {
      await app.element.evaluate((element) => element.remove());
      await frames(host, round);
      await host.add(way, {}, '#after');
      await app.seeReady();
      await expect(radio(app, MELASMA)).toBeChecked();
    }
    expect(await host.said('ready')).toHaveLength(9);
    expect(await host.said('error')).toEqual([]);
    host.seeNoProblem(ON_ITS_WAY);
  });

  test(`${way}: the same element taken out and put back starts once more`, async ({ host }) => {
    await host.listen();
    const app = await host.openReady('plain', way);
    await app.choose(MELASMA);
    await app.element.evaluate((element) => new Promise<void>((done) => {
      const parent = element.parentElement!;
      element.remove();
      setTimeout(() => { parent.prepend(element); done(); }, 50);
    }));
    await expect.poll(async () => (await host.said('ready')).length).toBe(2);
    await app.seeReady();
    await expect(radio(app, MELASMA)).toBeChecked();
    await expect(app.fallback).toBeHidden();
    host.seeNoProblem(ON_ITS_WAY);
  });

  test(`${way}: moved on the page it stays as it is`, async ({ host }) => {
    await host.listen();
    const app = await host.openReady('plain', way);
    await app.answerTwo();
    const title = await app.title.innerText();
    await app.element.evaluate((element) => {
      const parent = element.parentElement! as HTMLElement & { moveBefore?: (node: Node, child: Node | null) => void };
      // A frame that is taken out, even for a moment, is loaded anew: only this way of moving spares it.
      parent.moveBefore!(element, parent.firstElementChild);
    });
    await frames(host, 5);
    await expect(app.title).toHaveText(title);
    await app.sayNotSure();
    expect(await host.said('ready')).toHaveLength(1);
    host.seeNoProblem();
  });

  test(`${way}: moved the old way it keeps what was answered`, async ({ host }) => {
    await host.listen();
    const app = await host.openReady('plain', way);
    await app.answerTwo();
    const title = await app.title.innerText();
    await app.element.evaluate((element) => document.querySelector('#after')!.append(element));
    await app.seeReady();
    if (way === 'frame') await expect(radio(app, MELASMA)).toBeChecked();
    else {
      await expect(app.title).toHaveText(title);
      expect(await host.said('ready')).toHaveLength(1);
    }
    await expect(app.fallback).toBeHidden();
    expect(await app.element.evaluate((element) => element.shadowRoot!.querySelectorAll('iframe, .planner').length)).toBe(1);
    host.seeNoProblem();
  });

  test(`${way}: taken away at any moment, it leaves no error`, async ({ host }) => {
    test.setTimeout(60_000);
    await host.page.goto(host.address('plain', way, { 'state-key': 'stays' }));
    await host.app(way).seeReady();
    for (let after = 0; after < 40; after += 3) {
      await host.add(way, { id: `short-${after}`, 'state-key': 'short' }, 'h2');
      await frames(host, after);
      await host.page.evaluate((id) => document.getElementById(id)!.remove(), `short-${after}`);
    }
    await frames(host, 30);
    await host.app(way).seeReady();
    await host.app(way).answerTwo();
    host.seeNoProblem();
  });

  test(`${way}: in a tab of the page that is opened later`, async ({ host }) => {
    await host.open('plain', way);
    await host.page.evaluate(({ tag, way }) => {
      document.querySelector(tag)!.remove();
      const tab = Object.assign(document.createElement('div'), { id: 'tab', hidden: true });
      const element = document.createElement(tag);
      element.setAttribute('mode', way);
      tab.append(element);
      document.body.append(tab);
    }, { tag: TAG, way });
    await frames(host, 10);
    await expect(host.app(way).element).toHaveAttribute('data-state', 'waiting');
    await host.page.evaluate(() => { document.querySelector<HTMLElement>('#tab')!.hidden = false; });
    await host.app(way).seeReady();
    if (way === 'frame') await host.app(way).seeItFit();
    host.seeNoProblem();
  });
}

test('inline: a hundred planners that came and went leave nothing behind', async ({ host }) => {
  test.setTimeout(120_000);
  const program = host.page.waitForRequest(/microneedling-planner\.js$/);
  await host.openReady('plain', 'inline', { 'state-key': 'other' });
  const browser = await host.page.context().newCDPSession(host.page);
  // The program that all of them share, asked for its own memory.
  await host.page.evaluate((ours) => { Object.assign(window, { program: import(ours) }); }, (await program).url());
  const mount = (times: number) =>
    host.page.evaluate(async ({ tag, times }) => {
      for (let round = 0; round < times; round += 1) {
        const element = document.createElement(tag);
        element.setAttribute('mode', 'inline');
        const ready = new Promise((go) => element.addEventListener('planner-ready', go));
        document.body.prepend(element);
        await ready;
        element.remove();
        await new Promise((go) => setTimeout(go));
      }
    }, { tag: TAG, times });
  const measure = async () => {
    await browser.send('HeapProfiler.collectGarbage');
    await browser.send('HeapProfiler.collectGarbage');
    const { usedSize } = await browser.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners } = await browser.send('Memory.getDOMCounters');
    const program = await host.page.evaluate(async () => {
      const wasm = await (window as unknown as { program: Promise<{ default: () => Promise<{ memory: WebAssembly.Memory }> }> }).program;
      return (await wasm.default()).memory.buffer.byteLength;
    });
    return { usedSize, nodes, jsEventListeners, program };
  };
  await mount(10);
  const before = await measure();
  await mount(100);
  const after = await measure();
  test.info().annotations.push({ type: 'heap', description: JSON.stringify({ before, after }) });
  console.log('100 mounts', JSON.stringify({ before, after }));
  expect(after.usedSize - before.usedSize, 'bytes of the heap').toBeLessThan(500_000);
  expect(after.nodes - before.nodes, 'nodes').toBeLessThan(200);
  expect(after.jsEventListeners - before.jsEventListeners, 'listeners').toBeLessThan(20);
  expect(after.program - before.program, "bytes of the program's own memory").toBeLessThanOrEqual(65_536);
  host.seeNoProblem();
});
