// Starts the planner on a page of its own, or in a frame: fetches the program and the words side by side, then hands over.
import { LANGUAGES, choose, folder, settings, soon, variety } from "./language.js";
import init, { mount } from "./microneedling-planner.js";

const files = new URL("./", import.meta.url).href;

async function pack(language) {
  const answer = await fetch(`${files}words.${language}.json`);
  if (!answer.ok) throw new Error(`words: ${answer.status}`);
  return answer.text();
}

// The first question is on the screen before storage is first read, which can take as long as all the rest. A page
// that nobody sees is not painted, and does not wait for it.
const painted = () => new Promise((go) => {
  const told = PerformanceObserver.supportedEntryTypes?.includes("paint");
  if (document.hidden || !told) return go();
  // The ground may be painted before there is a word on it.
  const look = (list) => list.getEntriesByName("first-contentful-paint").length && go();
  new PerformanceObserver(look).observe({ type: "paint", buffered: true });
  // Hidden before it was painted.
  setTimeout(go, 2000);
});

// Where the words of a language cannot be had, as without a connection, those of another go before none.
const words = (language, ...others) =>
  pack(language).catch((error) => (others.length ? words(...others) : Promise.reject(error)));

// What is pressed stays until it is let go: no click may come of a press that begins on one element and ends on another.
// Nobody is waited for longer than a second.
let tap;
const press = () => {
  tap = new Promise((over) => {
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(over, 100), { once: true });
    setTimeout(over, 1000);
  });
};
addEventListener("pointerdown", press);

// Whether the page has been told a language already: the first one is what it opened with.
let opened = false;

// The address but for what follows it; another language has another.
let path = location.pathname;

// What the program asks of what carries it: src/platform/page.rs says what each is for.
const page = {
  root: document.getElementById("planner"),
  // Set on the page that is a language's own address.
  near: "near" in document.getElementById("planner").dataset ? document.documentElement.lang : undefined,
  fragment: () => location.hash,
  go: (href) => { location.hash = href; },
  replace: (href) => history.replaceState(null, "", href),
  follow: (react) => {
    addEventListener("hashchange", () => {
      const to = location.hash;
      soon(() => react(to));
    });
    // Steps taken before another language was chosen have its address no more.
    addEventListener("popstate", () => {
      if (location.pathname === path) return;
      history.replaceState(null, "", path + location.hash);
      react(location.hash);
    });
    // A link that asks for another language is no step to come back from.
    page.root.addEventListener("click", (event) => {
      const href = event.target.closest("a")?.getAttribute("href");
      if (!href?.startsWith("#/language/") || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      react(href);
    });
  },
  soon,
  top: () => scrollTo(0, 0),
  title: (title) => { document.title = title; },
  speak: (language) => {
    Object.assign(document.documentElement, { lang: page.root.lang, dir: page.root.dir });
    if (opened) {
      // What the browser looks up once more would be looked for below the new address.
      for (const link of document.querySelectorAll("[rel*=icon],[rel=manifest]")) link.href = link.href;
      const file = /[^/]*$/.exec(path)[0];
      path = new URL(`../${folder(language)}${file}`, files).pathname;
      history.replaceState(null, "", path + location.hash);
    }
    opened = true;
    return variety(language, page.near);
  },
  style: (href) => new Promise((here, failed) => {
    if (document.querySelector(`link[href="${href}"]`)) return here();
    const link = document.createElement("link");
    const onerror = () => {
      // Asked for anew the next time.
      link.remove();
      failed();
    };
    const onload = () => {
      page.dress?.();
      here();
    };
    document.head.append(Object.assign(link, { rel: "stylesheet", href, onload, onerror }));
  }),
  // Whoever never chose light or dark does without the script for it.
  theme: async (theme) => {
    if (!theme && !page.dress) return;
    const { paint } = await import("./embedded.js");
    page.dress = () => paint(document, theme);
    page.dress();
  },
  print: () => print(),
  reload: () => location.reload(),
  address: () => location.href.split("#")[0],
  badge: (count) => navigator.setAppBadge?.(count).catch(() => {}),
  tell() {},
};

// Where a policy of the host lets no style stand in a page, the same rules come as a file.
if (!document.querySelector("style")?.sheet) page.style(`${files}planner.css`).catch(() => {});

const framed = (/^#(framed|options=)/.test(location.hash) || name === "planner-framed") && import("./frame.js");
try {
  const entered = framed ? framed.then((frame) => frame.enter(page, files)) : painted();
  const [text] = await Promise.all([
    entered.then(() => {
      const kept = settings(page.stateKey);
      if (kept.theme) page.theme(kept.theme);
      // Installed, it opens at the address it was installed from: what was chosen in it since goes before that.
      const chosen = !framed && matchMedia("(display-mode: standalone)").matches && kept.language;
      return words(choose(chosen ? { ...page, near: chosen } : page, kept), ...(framed ? [] : LANGUAGES));
    }),
    init({ module_or_path: new URL("microneedling-planner_bg.wasm", files) }),
  ]);
  for (let seen; seen !== tap; await seen) seen = tap;
  removeEventListener("pointerdown", press);
  mount(page, text, files);
  // Where a clinic says something about itself, the program tells so once it has read it.
  if (!page.clinic) page.tell("ready");
  // Kept for opening without a connection, where it is not part of somebody's page.
  const idle = self.requestIdleCallback ?? setTimeout;
  if (!framed) idle(() => import("./offline.js").then(({ begin }) => begin(page, files)).catch(() => {}));
} catch (error) {
  // The page stays readable; it only says that no plan can be made here.
  console.error("The planner could not start.", error);
  const problem = page.root.querySelector(".load-problem");
  if (problem) problem.hidden = false;
  page.fail?.(error);
}
