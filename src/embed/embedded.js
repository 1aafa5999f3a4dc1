// What a frame and an element in the midst of a page have in common.

// Where a planner may begin.
export const VIEWS = { learn: "#/", questions: "#/questions/concern", plan: "#/plan", today: "#/today" };

// The address that only leads on to the one where a person goes on.
export const NEXT = "#/next";

// Tells the step that an address stands for, and no more of it: what comes after can tell an answer. A link that asks
// for another language is no step, nor is the way to one.
export function tellStep(href, tell) {
  const step = /^#\/(\w+)/.exec(href)?.[1] ?? "start";
  if (step !== "language" && href !== NEXT) tell("step", { step });
}

// Whether the browser lacks what the planner is made with.
export const isOld = () => typeof WebAssembly !== "object" || !("adoptedStyleSheets" in Document.prototype);

// Why the planner could not start, as a word for the owner of the site.
export function cause(error) {
  if (!navigator.onLine) return "offline";
  if (isOld()) return "old-browser";
  if (error instanceof WebAssembly.CompileError) return "wasm";
  return /import|module/i.test(error?.message) ? "script" : "files";
}

const SCHEME = /prefers-color-scheme: *(dark|light)/;
const asWritten = new WeakMap();

// Makes the style sheets of a page or a list follow a theme and not the device; "auto" follows the device again. The
// colour of the browser's own bar follows too. Paper is white.
export function paint(on, theme) {
  const follow = (media, where) => {
    if (!asWritten.has(where) && SCHEME.test(media)) asWritten.set(where, media);
    const written = asWritten.get(where);
    if (!written || (theme !== "dark" && theme !== "light")) return written ?? media;
    return SCHEME.exec(written)[1] === theme ? "screen" : "not all";
  };
  const walk = (rules) => {
    for (const rule of rules) {
      if (rule instanceof CSSMediaRule) {
        const media = follow(rule.media.mediaText, rule);
        if (media !== rule.media.mediaText) rule.media.mediaText = media;
      }
      if (rule.cssRules) walk(rule.cssRules);
    }
  };
  for (const meta of on.querySelectorAll?.("meta[media]") ?? []) meta.media = follow(meta.media, meta);
  for (const sheet of on.styleSheets ?? on) {
    try {
      walk(sheet.cssRules);
    } catch {
      // In a sandbox without an origin the page may not look into its own sheets: they follow the device.
    }
  }
}
