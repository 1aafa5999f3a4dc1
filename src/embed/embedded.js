// What a frame and an element in the midst of a page have in common.

// Where a planner may begin.
export const VIEWS = { learn: "#/", questions: "#/questions/concern", plan: "#/plan", today: "#/today" };

// The step that an address stands for, and no more of it: what comes after can tell an answer.
export const step = (href) => /^#\/(\w+)/.exec(href)?.[1] ?? "start";

// Whether the browser lacks what the planner is made with.
export const isOld = () => typeof WebAssembly !== "object" || !("adoptedStyleSheets" in Document.prototype);

// Why the planner could not start, as a word for the owner of the site.
export function cause(error) {
  if (!navigator.onLine) return "offline";
  if (isOld()) return "old-browser";
  if (error instanceof WebAssembly.CompileError) return "wasm";
  return /import|module/i.test(error?.message) ? "script" : "files";
}

const DARK = "prefers-color-scheme: dark";
const asWritten = new WeakMap();

// Makes style sheets follow a theme and not the device; "auto" follows the device again.
export function paint(sheets, theme) {
  const written = { dark: "all", light: "not all" }[theme];
  const walk = (rules) => {
    for (const rule of rules) {
      if (rule instanceof CSSMediaRule && (asWritten.has(rule) || rule.media.mediaText.includes(DARK))) {
        if (!asWritten.has(rule)) asWritten.set(rule, rule.media.mediaText);
        rule.media.mediaText = written ?? asWritten.get(rule);
      }
      if (rule.cssRules) walk(rule.cssRules);
    }
  };
  for (const sheet of sheets) {
    try {
      walk(sheet.cssRules);
    } catch {
      // In a sandbox without an origin the page may not look into its own sheets: they follow the device.
    }
  }
}
