// Puts the planner into the element, as a frame or inline, once the element is near the window.
import { NEXT, VIEWS, cause, isOld, paint, tellStep } from "./embedded.js";
import { LANGUAGES, choose, folder, settings, soon, spoken, texts, variety } from "./language.js";

const VERSION = 1;
const files = new URL("./", import.meta.url).href;
const origin = new URL(files).origin;

// Filled in by the build.
const CONCERNS = "{{concerns}}".split(" ");
const NAMES = {{titles}};

// How long a planner may take to start before the page says that it has not; it may still come.
const PATIENCE = 20_000;

const MEANING = {
  offline: "this device is offline.",
  script: `a script was blocked or has a wrong type. Allow it (script-src ${origin}); the server must send text/javascript and, to another origin, Access-Control-Allow-Origin.`,
  wasm: "the page's Content-Security-Policy forbids WebAssembly. Add 'wasm-unsafe-eval' to script-src, or use mode=\"frame\".",
  files: `a file could not be fetched. Allow it (connect-src ${origin}); the server must send Access-Control-Allow-Origin to another origin.`,
  config: "the clinic's configuration cannot be used:",
  "old-browser": "this browser is too old.",
  frame: `the frame does not answer. Allow it (frame-src ${origin}); the planner's server must not send X-Frame-Options, nor frame-ancestors without this site.`,
};

const CHECKS = {
  mode: ["frame or inline", (text) => /^(frame|inline)$/.test(text)],
  lang: [LANGUAGES.join(", "), spoken],
  theme: ["auto, light or dark", (text) => /^(auto|light|dark)$/.test(text)],
  accent: ["a colour such as #2b6a5b", (text) => /^#([\da-f]{3}|[\da-f]{6})$/i.test(text)],
  concern: [CONCERNS.join(", "), (text) => CONCERNS.includes(text)],
  view: [Object.keys(VIEWS).join(", "), (text) => Object.hasOwn(VIEWS, text)],
  "state-key": ["letters, digits and -, 32 at most", (text) => /^[\w-]{1,32}$/.test(text) && !text.includes("_")],
};

const warned = new Set();

// The attributes, without those that mean nothing.
function attributes(element) {
  const given = {};
  for (const [name, [allowed, isRight]] of Object.entries(CHECKS)) {
    const text = element.getAttribute(name)?.trim();
    if (!text) continue;
    if (isRight(text)) {
      given[name === "state-key" ? "stateKey" : name] = text;
    } else if (!warned.has(name + text)) {
      warned.add(name + text);
      console.warn(`microneedling-planner: ${name}="${text}" is ignored. Allowed: ${allowed}.`);
    }
  }
  given.lang ??= nearest(element);
  return given;
}

// The language that an element stands in, through the roots of other elements that it may be part of.
function nearest(element) {
  for (let at = element; (at = at.parentElement ?? at.getRootNode().host); ) {
    const lang = at.getAttribute("lang");
    // An empty one says that nobody knows.
    if (lang !== null) return lang.trim() || undefined;
  }
}

// The planner's name in the language of the page around; where it does not speak that, in the browser's.
const title = ({ lang }) => NAMES[choose({ near: lang }, {})];

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.text();
}

// The text of the clinic's configuration: at an address, in a script element of the page, or in one inside the element.
async function configuration(element) {
  const config = element.getAttribute("config")?.trim();
  if (config && !config.startsWith("#")) return fetched(new URL(config, document.baseURI));
  if (document.readyState === "loading") {
    await new Promise((go) => document.addEventListener("DOMContentLoaded", go, { once: true }));
  }
  const script = config
    ? document.getElementById(config.slice(1))
    : element.querySelector('script[type="application/json"]');
  if (config && !script) throw new Error(`no element has the id ${config.slice(1)}`);
  return script?.textContent;
}

// How the visitor came, for the booking link; nothing else of the page's address.
function campaign() {
  const kept = [...new URLSearchParams(location.search)].filter(([name]) => name.startsWith("utm_"));
  return new URLSearchParams(kept).toString();
}

// Begins; what comes back follows changed attributes, and takes the planner away.
export function begin(element, base) {
  let running;
  let given = "";
  const told = (options) => JSON.stringify([options.mode, options.lang, options.stateKey, options.concern, element.getAttribute("config")]);
  const change = () => {
    const options = attributes(element);
    const now = told(options);
    if (now === given) running.change(options);
    else {
      given = now;
      running?.end();
      running = run(element, base, options);
    }
  };
  change();
  return { change, end: () => running.end() };
}

function run(element, base, options) {
  const shadow = element.shadowRoot;
  const slot = shadow.querySelector("slot");
  const own = document.createElement("div");
  own.part = "planner";
  own.hidden = true;
  shadow.append(own);
  element.dataset.state = "waiting";

  const state = { options, over: false };
  const mode = options.mode ?? (origin === location.origin ? "inline" : "frame");
  const violations = [];
  const violated = ({ effectiveDirective, blockedURI }) => {
    violations.push(`${effectiveDirective} blocked ${blockedURI}`);
    // A frame that is blocked fires nothing else: without this the page would wait for it.
    if (effectiveDirective === "frame-src" && blockedURI.startsWith(origin)) fail("frame");
  };
  document.addEventListener("securitypolicyviolation", violated);

  const fail = (code, more = "", meaning = MEANING[code]) => {
    if (state.over) return;
    clearTimeout(late);
    const why = [`${meaning} ${more}`, ...violations, `${base}check.html finds out more.`];
    element.fail(code, why.join("\n"));
  };
  const tooLong = mode === "frame" ? "frame" : "files";
  const late = setTimeout(() => fail(navigator.onLine ? tooLong : "offline", "It took too long."), PATIENCE);
  const ready = () => {
    clearTimeout(late);
    document.removeEventListener("securitypolicyviolation", violated);
    if (state.over || element.dataset.state === "ready") return;
    shadow.querySelector("[part=problem]")?.remove();
    brand(own, state.clinic);
    slot.hidden = true;
    own.hidden = false;
    element.dataset.state = "ready";
    element.tell("ready", { mode });
  };
  const complain = (problems) =>
    console.error(`microneedling-planner: these rules of the clinic's configuration are not used:\n${problems}`);
  const top = () => {
    if (element.getBoundingClientRect().top < 0) element.scrollIntoView();
  };

  const carried = { element, base, own, state, ready, fail, complain, top };
  const start = isOld() ? refused : mode === "frame" ? frame : inline;
  const planner = start(carried);
  return {
    change(next) {
      state.options = next;
      planner.change(next);
    },
    end() {
      state.over = true;
      clearTimeout(late);
      document.removeEventListener("securitypolicyviolation", violated);
      planner.end();
      own.remove();
      shadow.querySelector("[part=problem]")?.remove();
      slot.hidden = false;
    },
  };
}

// The clinic's name and picture, above the planner: the frame itself shows no picture from elsewhere.
function brand(own, clinic) {
  let said;
  try {
    said = JSON.parse(clinic ?? "null");
  } catch {
    // The program says what is wrong with it.
  }
  if (!said?.name || own.querySelector("[part=clinic]")) return;
  const line = document.createElement("div");
  line.part = "clinic";
  if (String(said.logo).startsWith("https://")) {
    const picture = document.createElement("img");
    Object.assign(picture, { part: "logo", alt: "", src: said.logo, referrerPolicy: "no-referrer" });
    line.append(picture);
  }
  line.append(said.name);
  own.prepend(line);
}

// What holds it may ask its parts to be as wide as what is in them; the planner is as wide as it is let.
const STYLE = `:host{position:relative;flex:1 0 auto;align-self:stretch;justify-self:stretch}[part=planner]{display:block}[part=clinic]{display:flex;align-items:center;gap:.6em;padding:.6em;font-weight:600}
[part=logo]{block-size:2em;inline-size:auto}
iframe{all:initial;display:block;inline-size:100%;border:0}`;

function dressed(shadow, ...sheets) {
  const before = shadow.adoptedStyleSheets.slice(0, 1);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [...before, sheet, ...sheets];
}

function refused({ fail }) {
  fail("old-browser");
  return { change() {}, end() {} };
}

function frame({ element, base, own, state, ready, fail, complain, top }) {
  const made = document.createElement("iframe");
  dressed(element.shadowRoot);
  // Seen only when it is ready, and laid out before in its own place, so that it knows its height and nothing moves.
  own.hidden = false;
  own.style.cssText = "position:absolute;inset-block-start:0;inline-size:100%;visibility:hidden";
  const show = () => {
    own.removeAttribute("style");
    ready();
  };
  let height = 0;
  // Grows at once; a little less is not worth moving the page for. What is no height moves nothing.
  const fit = (wanted) => {
    if (element.dataset.state !== "ready" || !Number.isFinite(wanted) || wanted < 0 || !(wanted > height || wanted < height - 8)) return;
    height = wanted;
    made.style.blockSize = `${wanted}px`;
    element.tell("size", { height: wanted });
  };
  const post = () => {
    const { clinic, utm } = state;
    // A page in a sandbox without an origin cannot be named; it is the source that was checked.
    made.contentWindow?.postMessage({ planner: VERSION, type: "options", options: { ...state.options, clinic, utm } }, "*");
  };
  const hears = async ({ source, origin: from, data }) => {
    if (source !== made.contentWindow || ![origin, "null"].includes(from) || data?.planner !== VERSION) return;
    // Whatever stands in a message, only what is of its form goes on to the page.
    const { type, code, problems = "", step = "" } = texts(data);
    if (type === "hello") {
      if (await known) post();
    } else if (type === "ready") {
      show();
      fit(data.height);
    } else if (type === "size") fit(data.height);
    else if (type === "top") top();
    else if (type === "error" && Object.hasOwn(MEANING, code)) fail(code, problems);
    else if (type === "complaint") complain(problems);
    else if (type === "step" && /^\w{1,32}$/.test(step)) element.tell(type, { step });
    else if (type === "plan" || type === "booking") element.tell(type);
  };
  addEventListener("message", hears);
  const known = configuration(element).then(
    (clinic) => {
      brand(own, clinic);
      return Object.assign(state, { clinic, utm: campaign() });
    },
    (error) => fail("config", error),
  );
  Object.assign(made, {
    // Outlives the address, which changes with the screens, when the frame is loaded again.
    name: "planner-framed",
    title: [title(state.options), document.title].filter(Boolean).join(": "),
    src: `${base}${folder(spoken(state.options.lang) ?? LANGUAGES[0])}index.html#framed`,
    allow: "clipboard-write; web-share",
    referrerPolicy: "strict-origin",
  });
  made.sandbox =
    "allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-popups allow-popups-to-escape-sandbox";
  own.append(made);
  return {
    change: post,
    end: () => removeEventListener("message", hears),
  };
}

function inline({ element, base, own, state, ready, fail, complain, top }) {
  const shadow = element.shadowRoot;
  const root = document.createElement("div");
  root.className = "planner";
  own.append(root);
  const sheets = [];
  let { view } = state.options;
  let at = VIEWS[view] ?? "";
  let react;
  let unmount;
  let clinics;
  // What the person chose for themselves goes before what the page names.
  let chosen;

  // Sizes in rem would follow the host page's own; what the person chose for all pages is what "medium" means.
  const sized = (css) => {
    root.style.fontSize = "medium";
    const medium = parseFloat(getComputedStyle(root).fontSize) || 16;
    root.style.fontSize = "";
    return css.replaceAll(":root, :host", ".planner").replace(/(\d*\.?\d+)rem\b/g, (_, rems) => `${rems * medium}px`);
  };
  const wear = (css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(sized(css));
    sheets.push(sheet);
    dress();
  };
  const dress = () => {
    const { theme, accent = clinics } = state.options;
    paint(sheets, chosen ?? theme);
    if (accent) root.style.setProperty("--planner-accent", accent);
    else root.style.removeProperty("--planner-accent");
    dressed(shadow, ...sheets);
  };
  const announce = (href) => tellStep(href, (what, detail) => element.tell(what, detail));
  const go = (href) => {
    if (href === at) return;
    at = href;
    announce(at);
    soon(() => react?.(href));
  };

  const page = {
    root,
    stateKey: state.options.stateKey,
    concern: state.options.concern,
    near: state.options.lang,
    around: state.options.lang,
    speak: (language) => variety(language, page.near),
    fragment: () => at,
    go,
    replace: (href) => {
      if (at === NEXT) announce(href);
      at = href;
    },
    follow: (told) => { react = told; },
    soon,
    top,
    title() {},
    style: async (address) => {
      if (!worn.has(address)) wear(await fetched(address));
      worn.add(address);
    },
    theme(theme) {
      if (theme === chosen) return;
      chosen = theme;
      dress();
    },
    print: () => printed(root, sheets, sized, NAMES[root.lang]),
    reload: () => location.reload(),
    address: () => base,
    accent(colour) {
      clinics = colour;
      dress();
    },
    tell: (what) => (what === "ready" ? ready() : element.tell(what)),
    complain,
    refuse: (problems) => fail("config", problems),
  };
  const worn = new Set();

  // Links lead within the planner: the address of the host page is not ours.
  const follow = (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    // The right button opens the browser's menu, the thumb's buttons go back and forth.
    if (!link || event.defaultPrevented || event.button > 1) return;
    event.preventDefault();
    const href = link.getAttribute("href");
    if (href.startsWith("#/")) go(href);
    else root.querySelector(href)?.focus();
  };
  for (const type of ["click", "auxclick"]) root.addEventListener(type, follow);
  // What is typed here is no shortcut of the host page's.
  for (const type of ["keydown", "keypress", "keyup", "beforeinput", "input", "change", "paste"]) {
    root.addEventListener(type, (event) => event.stopPropagation());
  }

  let height = 0;
  const watch = new ResizeObserver(() => {
    const now = Math.ceil(root.getBoundingClientRect().height);
    if (own.hidden || now === height) return;
    height = now;
    element.tell("size", { height });
  });
  watch.observe(root);

  (async () => {
    try {
      // Screens are drawn with it, the later ones too: it must not fail only then.
      document.createElement("i").innerHTML = "";
    } catch {
      return fail("script", 'the page demands Trusted Types (require-trusted-types-for). Use mode="frame".', "");
    }
    try {
      const program = import("./microneedling-planner.js").then(async (program) => {
        await program.default({ module_or_path: `${files}microneedling-planner_bg.wasm` });
        return program;
      });
      const css = ["planner", "embed"].map((name) => fetched(`${files}${name}.css`));
      try {
        Object.assign(page, { clinic: await configuration(element), utm: campaign() });
      } catch (error) {
        return fail("config", error);
      }
      const kept = settings(page.stateKey);
      chosen = kept.theme;
      const words = fetched(`${files}words.${choose(page, kept)}.json`);
      const [{ mount }, text, ...texts] = await Promise.all([program, words, ...css]);
      if (state.over) return;
      state.clinic = page.clinic;
      wear("@layer shell{.planner{all:initial}}" + texts.join("\n"));
      unmount = mount(page, text, files);
      if (!page.clinic) ready();
    } catch (error) {
      fail(cause(error), error);
    }
  })();

  return {
    change(next) {
      if (next.view && next.view !== view) go(VIEWS[next.view]);
      view = next.view;
      dress();
    },
    end() {
      watch.disconnect();
      react = undefined;
      unmount?.();
    },
  };
}

// Prints the planner alone: a copy of it in a frame that nobody sees.
async function printed(root, sheets, sized, title) {
  const paper = document.createElement("iframe");
  paper.style.cssText = "position:fixed;inline-size:0;block-size:0;border:0;visibility:hidden";
  document.body.append(paper);
  const { document: page, CSSStyleSheet } = paper.contentWindow;
  const worn = sheets.map((sheet) => [...sheet.cssRules].map((rule) => rule.cssText).join("\n"));
  worn.push(sized(await fetched(`${files}print.css`)));
  page.adoptedStyleSheets = worn.map((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  });
  Object.assign(page, { title, dir: root.dir });
  page.documentElement.lang = root.lang;
  page.body.append(page.importNode(root, true));
  paper.contentWindow.addEventListener("afterprint", () => setTimeout(() => paper.remove()));
  paper.contentWindow.print();
}
