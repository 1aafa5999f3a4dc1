// Opens pages as a first-time visitor on a slow phone does, again and again and in turn, and prints what it saw as JSON: the
// planner, the same questions as a SurveyJS form, and the planner's first words as plain pages.
//
// Run by `cargo xtask bench`, which serves what pages.mjs laid out, packed, at PLANNER_URL.
import {
  CONNECTED, CPU_SLOWDOWN, launch, median, noteReady, noteText, open, PHONE, PRESET, slow, summary, usableAt,
} from './browser.mjs';

const RUNS = Number(process.env.RUNS ?? 15);
const NETWORKS = [CONNECTED, PRESET];

/**
 * Marks when the form's first choice can be made: it has been shown, takes a click, and the form has its value. The planner's
 * is on the screen long before, as a part of the page.
 */
const noteSurvey = () => {
  const observer = new MutationObserver(() => {
    const radio = document.querySelector('#surveyContainer input[type=radio]');
    if (!radio) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => {
      radio.click();
      // The form's own script names it so.
      if (survey.data.concern !== radio.value) return;
      performance.mark('usable');
      console.debug('usable');
    }));
  });
  observer.observe(document, { subtree: true, childList: true });
};

const PAGES = [
  { name: 'planner', path: '', note: noteReady },
  { name: 'survey', path: 'survey/', note: noteSurvey },
  { name: 'styled', path: 'styled/' },
  { name: 'bare', path: 'bare/' },
];

async function visit(browser, network, { path, note }) {
  // A context of its own has an empty cache.
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  const session = await slow(page, network);
  let wire = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (wire += encodedDataLength));
  const unpacked = [];
  page.on('response', (response) => {
    if (response.headers()['content-encoding'] !== 'br') unpacked.push(response.url());
  });
  await page.addInitScript(noteText);
  if (note) await page.addInitScript(note);
  await open(page, process.env.PLANNER_URL + path, 'text', ...(note ? ['usable'] : []));
  const text = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime);
  const usable = await usableAt(page);
  await context.close();
  if (unpacked.length > 0) throw new Error(`not sent in brotli: ${unpacked}`);
  return { text, usable, wire };
}

const browser = await launch();
const networks = [];
for (const network of NETWORKS) {
  const visits = Object.fromEntries(PAGES.map(({ name }) => [name, []]));
  for (let run = 0; run < RUNS; run += 1) {
    // In turn, so that whatever else the machine does falls on all.
    for (const page of PAGES) visits[page.name].push(await visit(browser, network, page));
  }
  const of = (name, what) => visits[name].map((visit) => visit[what]);
  // Each round is compared with itself.
  const ratio = (name, what) => median(of('planner', what).map((value, run) => value / of(name, what)[run]));
  networks.push({
    ...network,
    pages: Object.fromEntries(PAGES.map(({ name, note }) => [name, {
      text: summary(of(name, 'text')),
      ...(note ? { usable: summary(of(name, 'usable')) } : {}),
      wire: summary(of(name, 'wire')),
    }])),
    ratios: { usable: ratio('survey', 'usable'), wire: ratio('survey', 'wire'), styled: ratio('styled', 'text'), bare: ratio('bare', 'text') },
  });
}
console.log(JSON.stringify({
  date: new Date().toISOString().slice(0, 10),
  chromium: browser.version(),
  runs: RUNS,
  cpu: CPU_SLOWDOWN,
  networks,
}));
await browser.close();
