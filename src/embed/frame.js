// The planner in a frame on somebody's page: takes its options from that page, tells it heights and steps, never an answer.
import { NEXT, VIEWS, cause, paint, tellStep } from "./embedded.js";
import { texts } from "./language.js";

// As an element writes them; the others are read by those who use them.
const FORMS = { accent: /^#([\da-f]{3}|[\da-f]{6})$/i, stateKey: /^[a-z\d-]{1,32}$/i };

// The version of these messages. A page and a frame of different versions leave each other alone.
const VERSION = 1;
// Makes a planner's own page one that stands in a frame. Resolves when its options are known.
export async function enter(page, files) {
  const { hash } = location;
  // With options written into its address by hand, it stands in a page without our script.
  const alone = parent === self || hash.startsWith("#options=");
  const root = document.documentElement;
  const post = (type, more) => alone || parent.postMessage({ planner: VERSION, type, ...more }, "*");
  const height = () => Math.ceil(page.root.getBoundingClientRect().height);
  const { style, top } = page;
  let options = {};
  let clinics;
  let chosen;

  // What the person chose for themselves goes before what the page around names.
  const dress = () => {
    paint(document, chosen ?? options.theme);
    const accent = options.accent ?? clinics;
    if (accent) root.style.setProperty("--planner-accent", accent);
    else root.style.removeProperty("--planner-accent");
  };
  page.dress = dress;
  page.theme = (theme) => {
    if (theme === chosen) return;
    chosen = theme;
    dress();
  };
  page.top = () => {
    top();
    post("top");
  };
  // The icon is that of the app around it.
  delete page.badge;
  page.accent = (colour) => {
    clinics = colour;
    dress();
  };
  page.tell = (name) => post(name, name === "ready" && { height: height() });
  // Nobody reads the console of a frame; alone it is all there is.
  page.complain = (problems) => (alone ? console.error(problems) : post("complaint", { problems }));
  page.refuse = (problems) => (alone ? console.error(problems) : post("error", { code: "config", problems }));
  page.fail = (error) => post("error", { code: cause(error) });

  // Whoever sends them: what is no option is none, and what is not of its form is left out.
  const take = (given) => {
    const before = options.view;
    options = texts(given);
    for (const [name, form] of Object.entries(FORMS)) if (!form.test(options[name])) delete options[name];
    dress();
    return options.view !== before && Object.hasOwn(VIEWS, options.view) && VIEWS[options.view];
  };
  const begin = (sent) => {
    const view = take(sent);
    const given = options;
    for (const name of ["stateKey", "concern", "clinic", "utm"]) page[name] = given[name] || undefined;
    // A frame made by hand is in the language of its address.
    page.around = given.lang ?? (alone ? page.near : undefined);
    page.near = given.lang ?? page.near;
    // Loaded again by the browser, it stands where it stood.
    if (!hash.startsWith("#/")) history.replaceState(null, "", view || "#/");
  };

  // Where the person last did something: what opens over a frame as tall as its content opens there.
  page.root.dataset.framed = "";
  const near = (y) => page.root.style.setProperty("--near", `${Math.max(0, y)}px`);
  addEventListener("pointerdown", (event) => near(event.clientY), { passive: true, capture: true });
  addEventListener("focusin", (event) => near(event.target.getBoundingClientRect().top));
  addEventListener("hashchange", () => tellStep(location.hash, post));
  const { replace } = page;
  page.replace = (href) => {
    if (location.hash === NEXT) tellStep(href, post);
    replace(href);
  };

  const sheet = style(`${files}embed.css`);
  if (alone) {
    let given = {};
    try {
      given = JSON.parse(decodeURIComponent(hash.slice(9)) || "{}");
    } catch (error) {
      console.error("microneedling-planner: what follows #options= cannot be read.", error);
    }
    begin(given);
  } else {
    // As tall as its content: a bar for scrolling would only come and go.
    root.style.overflowY = "clip";
    new ResizeObserver(() => post("size", { height: height() })).observe(page.root);
    await new Promise((known) => {
      addEventListener("message", ({ source, data }) => {
        if (source !== parent || data?.planner !== VERSION || data.type !== "options") return;
        if (known) {
          begin(data.options);
          known();
          known = undefined;
        } else {
          const view = take(data.options);
          if (view) location.hash = view;
        }
      });
      post("hello");
    });
  }
  await sheet;
}
