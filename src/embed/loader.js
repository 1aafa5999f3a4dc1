// Starts the planner on a page of its own, or in a frame: fetches the program and the words side by side, then hands over.
import init, { mount } from "./microneedling-planner.js";

const files = new URL("./", import.meta.url).href;

async function words(language) {
  const answer = await fetch(`${files}words.${language}.json`);
  if (!answer.ok) throw new Error(`words: ${answer.status}`);
  return answer.text();
}

// The first question is on the screen before storage is first read, which can take as long as all the rest. A page
// that nobody sees is not painted, and does not wait for it.
const painted = () => new Promise((go) => {
  const told = PerformanceObserver.supportedEntryTypes?.includes("paint");
  if (document.hidden || !told) return go();
  new PerformanceObserver(go).observe({ type: "paint", buffered: true });
  // Hidden before it was painted.
  setTimeout(go, 2000);
});

// What the program asks of what carries it: src/platform/page.rs says what each is for.
const page = {
  root: document.getElementById("planner"),
  fragment: () => location.hash,
  go: (href) => { location.hash = href; },
  replace: (href) => history.replaceState(null, "", href),
  follow: (react) => addEventListener("hashchange", () => react(location.hash)),
  top: () => scrollTo(0, 0),
  title: (title) => { document.title = title; },
  style: (href) => new Promise((here, failed) => {
    if (document.querySelector(`link[href="${href}"]`)) return here();
    const link = document.createElement("link");
    const onerror = () => {
      // Asked for anew the next time.
      link.remove();
      failed();
    };
    document.head.append(Object.assign(link, { rel: "stylesheet", href, onload: here, onerror }));
  }),
  print: () => print(),
  reload: () => location.reload(),
  address: () => location.href.split("#")[0],
  badge: (count) => navigator.setAppBadge?.(count).catch(() => {}),
  tell() {},
};

const framed = (/^#(framed|options=)/.test(location.hash) || name === "planner-framed") && import("./frame.js");
try {
  const [text] = await Promise.all([
    words(page.root.lang),
    init({ module_or_path: new URL("microneedling-planner_bg.wasm", files) }),
    framed ? framed.then((frame) => frame.enter(page, files)) : painted(),
  ]);
  mount(page, text, files);
  // Where a clinic says something about itself, the program tells so once it has read it.
  if (!page.clinic) page.tell("ready");
} catch (error) {
  // The page stays readable; it only says that no plan can be made here.
  console.error("The planner could not start.", error);
  const problem = page.root.querySelector(".load-problem");
  if (problem) problem.hidden = false;
  page.fail?.(error);
}
