// A short walk over each of other people's pages in Firefox, which geckodriver drives by the plain WebDriver protocol: the
// planner starts, what the owner wrote gives way, two questions can be answered, and a frame is as high as what it holds.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';

import { pages, serve } from './server.mjs';

const TAG = 'microneedling-planner';
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const SHADOW = 'shadow-6066-11e4-a52e-4f735466cecf';
const INLINE_TOO = ['plain', 'isolated', 'rem', 'resets', 'unset', 'inherited', 'rtl', 'narrow', 'csp-inline', 'prototypes'];
/** Where a frame cannot be shown, what the owner wrote stays. */
const STAYS = ['csp-inline', 'csp-no-wasm', 'csp-closed', 'isolated'];
const APART = ['sandboxed', 'far'];

const content = new URL('../../../content/en/', import.meta.url);
const texts = ['', 'plan/'].flatMap((folder) => {
  const place = new URL(folder, content);
  return readdirSync(place).filter((name) => name.endsWith('.json')).map((name) => JSON.parse(readFileSync(new URL(name, place), 'utf8')));
});
const text = (id) => Object.values(Object.assign({}, ...texts)[id])[0];

/** Asks again until the answer is true. */
async function until(what, ask, patience = 15_000) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask().catch((error) => String(error));
    if (answer === true) return;
    if (Date.now() > end) throw new Error(`${what}: ${JSON.stringify(answer)}`);
    await new Promise((go) => setTimeout(go, 50));
  }
}

const driver = spawn(process.env.GECKODRIVER, ['--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
process.on('exit', () => driver.kill());
const home = await new Promise((found, failed) => {
  driver.on('error', failed);
  driver.on('exit', () => failed(new Error('geckodriver ended')));
  createInterface(driver.stdout).on('line', (line) => {
    const [address] = line.match(/127\.0\.0\.1:\d+/) ?? [];
    if (address) found(`http://${address}`);
  });
});

async function ask(method, path, body) {
  const answer = await fetch(`${home}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined,
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

const { sessionId, capabilities } = await ask('POST', '/session', {
  capabilities: {
    alwaysMatch: {
      'moz:firefoxOptions': {
        binary: process.env.FIREFOX,
        args: ['-headless', '--width=800', '--height=900'],
        // Nobody is called while the tests run.
        prefs: {
          'network.captive-portal-service.enabled': false,
          'network.connectivity-service.enabled': false,
          'browser.safebrowsing.malware.enabled': false,
          'browser.safebrowsing.phishing.enabled': false,
          'intl.accept_languages': 'en-GB',
        },
      },
    },
  },
});
const session = `/session/${sessionId}`;
const run = (script, ...args) => ask('POST', `${session}/execute/sync`, { script, args });
const all = async (scope, selector) => {
  const found = await ask('POST', `${session}${scope}/elements`, { using: 'css selector', value: selector });
  return found.map((element) => element[ELEMENT]);
};
const click = (id) => ask('POST', `${session}/element/${id}/click`);

/** The element, and where to look for what is in it: the frame, in which WebDriver then is, or its shadow root. */
async function enter(way) {
  const [element] = await all('', TAG);
  const { [SHADOW]: shadow } = await ask('GET', `${session}/element/${element}/shadow`);
  if (way === 'inline') return `/shadow/${shadow}`;
  const [frame] = await all(`/shadow/${shadow}`, 'iframe');
  await ask('POST', `${session}/frame`, { id: { [ELEMENT]: frame } });
  return '';
}

/** Clicks what says these words. */
async function press(scope, selector, words) {
  await until(`"${words}" is there`, async () => {
    for (const id of await all(scope, selector)) {
      if ((await ask('GET', `${session}/element/${id}/text`)).trim() === words) {
        await click(id);
        return true;
      }
    }
    return false;
  });
}

async function see(scope, words, seen) {
  await until(`the heading is ${seen ? '' : 'no longer '}"${words}"`, async () => {
    const [heading] = await all(scope, 'main h1');
    const said = (await ask('GET', `${session}/element/${heading}/text`)).trim();
    return (said === words) === seen || said;
  });
}

async function walk(page, way) {
  await until('it is ready', async () => {
    const state = await run(`return document.querySelector('${TAG}').dataset.state`);
    return state === 'ready' || state;
  });
  if ((await run(`return document.querySelector('${TAG} > p').getClientRects().length`)) > 0) throw new Error('what the owner wrote is still there');
  const scope = await enter(way);
  await press(scope, 'main label', text('concern.melasma.name'));
  await press(scope, 'main button', text('form.continue'));
  await see(scope, text('question.severity.title'), true);
  await press(scope, 'main label', text('question.option.not_sure'));
  await press(scope, 'main button', text('form.continue'));
  await see(scope, text('question.severity.title'), false);
  if (way === 'inline') return;
  // A little less height is not worth moving the page for; on a zoomed page Firefox rounds more.
  const spare = page === 'zoom' ? 20 : 9;
  await until('the frame is as high as what it holds', async () => {
    const [inner, content, more] = await run(
      'return [innerHeight, document.querySelector(".planner").getBoundingClientRect().bottom, document.documentElement.scrollHeight - innerHeight]',
    );
    return (inner - content > -1 && inner - content < spare && more <= 0) || [inner, content, more];
  });
}

async function stays() {
  await until('what the owner wrote is there', () =>
    run(`return document.readyState === 'complete' && document.querySelector('${TAG} > p').getClientRects().length > 0`));
  // Whatever was tried has failed, or was never begun. On an isolated page nothing says that the frame was refused, and
  // the planner waits for it as long as it does.
  await until('it has failed', () => run(`return document.querySelector('${TAG}').dataset.state !== 'waiting'`), 30_000);
  await until('it is still there', () => run(`return document.querySelector('${TAG} > p').getClientRects().length > 0`));
}

const server = await serve(process.env.PLANNER_URL);
let failed = 0;
try {
  for (const page of pages().filter((page) => !APART.includes(page))) {
    for (const way of ['frame', 'inline'].filter((way) => way === 'frame' || INLINE_TOO.includes(page))) {
      const stay = way === 'frame' && STAYS.includes(page);
      let result = stay ? 'what the owner wrote stays' : 'works';
      try {
        await ask('POST', `${session}/url`, { url: `${server.url}${page}/?mode=${way}&state-key=${page}-${way}` });
        await (stay ? stays() : walk(page, way));
      } catch (error) {
        failed += 1;
        result = `FAILED: ${error.message}`;
      }
      console.log(`Firefox ${capabilities.browserVersion} | ${page} | ${way} | ${result}`);
    }
  }
} finally {
  await ask('DELETE', session).catch(() => {});
  await server.close();
  driver.kill();
}
console.log(failed === 0 ? 'Firefox: all walks passed' : `Firefox: ${failed} walks FAILED`);
process.exitCode = failed === 0 ? 0 : 1;
