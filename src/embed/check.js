// Finds out why the planner does not show: on the planner's own server, in this browser, and on a clinic's page.
// Used by check.html, and by hand: import("…/check.js").then((check) => check.report()) in the console of any page.
// Each language has this file in its folder, with its own words: no page's policy can keep them from it, and no server send
// them as something else. What browsers, servers and policies call things is the same in all.

// Filled in by the build: the texts by id, the way from this folder to that of the planner, and the way back.
const WORDS = {{words}};
const HERE = new URL("{{root}}", import.meta.url).href;
const FOLDER = "{{folder}}";

// The text of an id, what stands in braces filled in.
const say = (id, values = {}) => WORDS[id].replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);

const OK = say("works.result.ok");
const NOT = say("works.result.not_ok");
const UNKNOWN = say("works.result.unknown");

// What is found: of what, how it is, what to change, and the part of that which is to be written as it stands.
const row = (what, result, fix = "", write = "") => ({ what, result, fix, write });
const good = (what, fix) => row(what, OK, fix);
const bad = (what, fix, write) => row(what, NOT, fix, write);
const open = (what, fix, write) => row(what, UNKNOWN, fix, write);

// What policies, attributes and headers say.
const WASM = "'wasm-unsafe-eval'";
const FRAME = 'mode="frame"';
const SHARED = "Access-Control-Allow-Origin: *";

// A Content-Security-Policy as it is pasted: with or without its name, over lines, several at once.
export function policies(text) {
  const headers = text.replace(/^\s*content-security-policy\s*:/gim, ",").split(/,/);
  return headers.map(directives).filter((policy) => policy.size > 0);
}

// By name; of a name that is there twice the first counts, as in a browser.
function directives(text) {
  const found = new Map();
  for (const part of text.replaceAll('"', "").split(";")) {
    const [name, ...sources] = part.trim().split(/\s+/);
    if (name && !found.has(name.toLowerCase())) found.set(name.toLowerCase(), sources);
  }
  return found;
}

// Which directive decides when the first has nothing to say, in order.
const ELSE = {
  "script-src-elem": ["script-src-elem", "script-src", "default-src"],
  "script-src": ["script-src", "default-src"],
  "frame-src": ["frame-src", "child-src", "default-src"],
  "connect-src": ["connect-src", "default-src"],
  "img-src": ["img-src", "default-src"],
};

const PORTS = { "http:": "80", "https:": "443" };

// Whether one source of a policy names an address. `page` is the address of the page that sends the policy.
function names(source, address, page) {
  const word = source.toLowerCase();
  if (word === "'self'") return page !== undefined && new URL(page).origin === address.origin;
  if (word.startsWith("'")) return false;
  if (word === "*") return ["http:", "https:"].includes(address.protocol);
  if (/^[a-z][a-z\d+.-]*:$/.test(word)) return word === address.protocol || (word === "http:" && address.protocol === "https:");
  const parts = /^(?:([a-z][a-z\d+.-]*):\/\/)?(\*|(?:\*\.)?[^/:]+)(?::(\d+|\*))?(\/.*)?$/i.exec(source);
  if (!parts || !address.hostname) return false;
  const [, scheme, host, port, path] = parts;
  const asked = scheme ? `${scheme.toLowerCase()}:` : page && new URL(page).protocol;
  if (asked && asked !== address.protocol && !(asked === "http:" && address.protocol === "https:")) return false;
  const wanted = host.toLowerCase();
  const fits = wanted === "*" || (wanted.startsWith("*.") ? address.hostname.endsWith(wanted.slice(1)) : wanted === address.hostname);
  if (!fits) return false;
  const own = address.port || PORTS[address.protocol];
  if (port !== "*" && own !== (port ?? PORTS[address.protocol])) return false;
  if (!path || path === "/") return true;
  return path.endsWith("/") ? address.pathname.startsWith(path) : address.pathname === path;
}

// What one policy has against a need; nothing when it lets it in.
function unmetBy(policy, need, page) {
  const name = ELSE[need.directive].find((name) => policy.has(name));
  if (!name) return undefined;
  const sources = policy.get(name);
  const has = (pattern) => sources.some((source) => pattern.test(source));
  // A directive that stands for others is left alone; what is needed gets a line of its own.
  const own = ["default-src", "child-src"].includes(name) ? need.directive.replace("-elem", "") : name;
  const unmet = { policy, name, own, sources };
  // With this a browser overlooks every address: a script is let in by its tag.
  if (need.directive === "script-src-elem" && has(/^'strict-dynamic'$/i)) return { ...unmet, nonce: true };
  const lets = (source) => {
    if (need.address) return names(source, need.address, page);
    return need.keyword ? need.keyword.test(source) : source.toLowerCase() === need.scheme;
  };
  if (sources.some(lets)) return undefined;
  return { ...unmet, perhaps: Boolean(need.address) && page === undefined && has(/^'self'$/i) };
}

const nonce = (directive, base) =>
  say("works.policy.nonce", { directive, keyword: "'strict-dynamic'", tag: `<script nonce="…" src="${base}embed.js" async></script>` });

// What a mode needs of a page's policy: a directive, what must be let in, the source that lets it in, and what for.
function needs(mode, base, { logo, config, page }) {
  const of = (address) => new URL(address, page);
  const file = (name) => new URL(name, base);
  const all = [{ directive: "script-src-elem", address: file("embed.js"), add: base, what: say("works.need.script") }];
  if (mode === "frame") {
    all.push({ directive: "frame-src", address: file("index.html"), add: base, what: say("works.need.frame") });
  } else {
    all.push({ directive: "script-src", keyword: /^'(wasm-)?unsafe-eval'$/i, add: WASM, what: say("works.need.program") });
    all.push({ directive: "connect-src", address: file("files.json"), add: base, what: say("works.need.files") });
    for (const scheme of ["data:", "blob:"]) {
      all.push({ directive: "img-src", scheme, add: scheme, what: say("works.need.pictures", { scheme }) });
    }
  }
  if (logo) all.push({ directive: "img-src", address: of(logo), add: of(logo).origin, what: say("works.need.logo") });
  if (config) all.push({ directive: "connect-src", address: of(config), add: of(config).origin, what: say("works.need.config") });
  return all;
}

// What a page's Content-Security-Policy does to a mode. `about` may name the page's own address, the logo's and the
// configuration's.
export function judge(policy, mode, base, about = {}) {
  const given = policies(policy);
  if (given.length === 0) return [good(say("works.policy.none"))];
  // By policy and directive: what is missing there, so that the line to write is whole.
  const missing = new Map();
  const met = [];
  for (const need of needs(mode, base, about)) {
    const unmet = given.map((policy) => unmetBy(policy, need, about.page)).filter(Boolean);
    met.push([need, unmet]);
    for (const { policy, own, sources } of unmet) {
      const lines = missing.get(policy) ?? new Map();
      const [, adds] = lines.get(own) ?? [sources, []];
      lines.set(own, [sources, adds.includes(need.add) ? adds : [...adds, need.add]]);
      missing.set(policy, lines);
    }
  }
  const whole = ({ policy, own }) => {
    const [sources, adds] = missing.get(policy).get(own);
    return [own, ...sources.filter((source) => source.toLowerCase() !== "'none'"), ...adds].join(" ");
  };
  const rows = met.flatMap(([{ what }, unmet]) => {
    if (unmet.length === 0) return good(say("works.policy.lets", { what }));
    return unmet.map((one) => {
      const directive = one.name;
      const line = whole(one);
      if (one.nonce) return open(say("works.policy.may_let", { directive, what }), nonce(directive, base));
      if (one.perhaps) return open(say("works.policy.may_let", { directive, what }), say("works.policy.same_address", { line }), line);
      return bad(say("works.policy.forbids", { directive, what }), say("works.policy.write", { line }), line);
    });
  });
  const says = (name) => given.some((policy) => policy.has(name));
  const trusted = "require-trusted-types-for";
  if (mode === "inline" && says(trusted)) {
    rows.push(bad(say("works.policy.trusted_types", { directive: trusted }), say("works.policy.trusted_types.fix", { mode: FRAME })));
  }
  const free = "sandbox allow-scripts allow-same-origin …";
  for (const policy of given.filter((policy) => policy.has("sandbox"))) {
    const lets = policy.get("sandbox").map((word) => word.toLowerCase());
    if (!lets.includes("allow-scripts")) rows.push(bad(say("works.policy.sandbox"), say("works.policy.write", { line: free }), free));
    else if (!lets.includes("allow-same-origin")) rows.push(bad(say("works.policy.sandbox.storage"), say("works.policy.sandbox.storage.fix")));
  }
  return rows;
}

const TYPES = {
  js: [/^(text|application)\/javascript\b/, "text/javascript"],
  wasm: [/^application\/wasm\b/, "application/wasm"],
  css: [/^text\/css\b/, "text/css"],
  json: [/^application\/json\b/, "application/json"],
  html: [/^text\/html\b/, "text/html"],
  svg: [/^image\/svg\+xml\b/, "image/svg+xml"],
};

const ending = (path) => (path.endsWith(".d.ts") ? "" : path.split(".").pop());

async function head(address) {
  const answer = await fetch(address, { method: "HEAD", cache: "no-store" });
  return [405, 501].includes(answer.status) ? fetch(address, { cache: "no-store" }) : answer;
}

const list = (paths) => (paths.length > 3 ? say("works.more", { files: paths.slice(0, 3).join(", "), n: paths.length - 3 }) : paths.join(", "));

const named = (files) => list(files.map(({ path }) => path));

// What the planner's server sends. Asked from another site, a browser shows less of it.
export async function server(base = HERE) {
  const elsewhere = new URL(base).origin !== self.origin;
  const listed = say("works.server.list");
  let version;
  let files;
  try {
    const answer = await fetch(`${base}files.json`, { cache: "no-store" });
    if (!answer.ok) return [bad(listed, say("works.server.status", { file: `${base}files.json`, status: answer.status }))];
    const told = await answer.json();
    version = told.version;
    files = told.files.map(({ path }) => path);
  } catch ({ message: error }) {
    const why = elsewhere ? say("works.server.elsewhere", { header: SHARED, address: base, error }) : say("works.server.unreachable", { error });
    return [bad(listed, why)];
  }
  const answers = await Promise.all(files.map(async (path) => {
    try {
      return { path, answer: await head(base + path) };
    } catch {
      return { path };
    }
  }));
  const there = answers.filter(({ answer }) => answer?.ok);
  const missing = answers.filter(({ answer }) => !answer?.ok);
  const rows = [
    missing.length === 0
      ? good(say("works.server.all", { n: files.length }))
      : bad(say("works.server.missing", { n: missing.length, all: files.length }), say("works.server.missing.fix", { files: named(missing) })),
  ];
  const header = ({ answer }, name) => answer.headers.get(name) ?? "";
  for (const [kind, [fits, wanted]] of Object.entries(TYPES)) {
    const all = there.filter(({ path }) => ending(path) === kind);
    if (all.length > 0) rows.push(typed(`.${kind}`, wanted, all.filter((file) => !fits.test(header(file, "content-type").toLowerCase())), header));
  }
  const code = there.filter(({ path }) => ["js", "wasm", "css", "json"].includes(ending(path)));
  const shut = code.filter((file) => !["*", self.origin].includes(header(file, "access-control-allow-origin")));
  const shared = say("works.server.shared");
  if (elsewhere || shut.length === 0) rows.push(good(shared));
  else if (/\borigin\b/i.test(header(shut[0], "vary"))) rows.push(open(shared, say("works.server.shared.some")));
  else rows.push(bad(shared, say("works.server.shared.fix", { files: named(shut), header: SHARED })));
  rows.push(...caching(there, version, header, elsewhere), packing(code, header, elsewhere), await framing(base, elsewhere));
  return rows;
}

// The files of a kind, and those of them that are sent as something else.
function typed(kind, wanted, wrong, header) {
  const what = say("works.server.type", { kind, type: wanted });
  if (wrong.length === 0) return good(what);
  const type = header(wrong[0], "content-type");
  const files = named(wrong);
  return bad(what, type ? say("works.server.type.other", { files, type, kind }) : say("works.server.type.none", { files, kind }));
}

// What lies in the folder of the version never changes; all else must be asked about each time.
function caching(there, version, header, elsewhere) {
  const age = (file) => {
    const told = header(file, "cache-control").toLowerCase();
    return /no-store|no-cache/.test(told) ? 0 : Number(/max-age=(\d+)/.exec(told)?.[1] ?? NaN);
  };
  const lasts = ({ path }) => path.startsWith(`${version}/`);
  const short = there.filter((file) => lasts(file) && !(age(file) >= 2_592_000));
  const stale = there.filter((file) => !lasts(file) && !(age(file) <= 3600));
  const told = (what, wrong, fix) => {
    if (wrong.length === 0) return good(what);
    const hidden = elsewhere && wrong.every((file) => header(file, "cache-control") === "");
    return hidden ? open(what, say("works.server.hidden")) : bad(what, fix(named(wrong)));
  };
  const forever = "Cache-Control: public, max-age=31536000, immutable";
  const asked = "Cache-Control: no-cache";
  return [
    told(say("works.server.kept"), short, (files) => say("works.server.kept.fix", { files, header: forever })),
    told(say("works.server.fresh"), stale, (files) => say("works.server.fresh.fix", { files, header: asked, most: "max-age=3600" })),
  ];
}

function packing(code, header, elsewhere) {
  const what = say("works.server.packed");
  const plain = code.filter((file) => !/br|gzip|zstd/.test(header(file, "content-encoding")));
  if (plain.length === 0) return good(what);
  return elsewhere ? open(what, say("works.server.hidden")) : bad(what, say("works.server.packed.fix", { files: named(plain) }));
}

async function framing(base, elsewhere) {
  const what = say("works.server.framed");
  let answer;
  try {
    answer = await head(`${base}index.html`);
  } catch {
    return open(what, say("works.server.framed.unknown"));
  }
  const option = answer.headers.get("x-frame-options");
  const ancestors = policies(answer.headers.get("content-security-policy") ?? "").map((policy) => policy.get("frame-ancestors")).find(Boolean);
  if (ancestors) return ancestors.includes("*") ? good(what) : open(what, say("works.server.framed.some", { sites: ancestors.join(" ") }));
  if (option) return bad(what, say("works.server.framed.fix", { header: `X-Frame-Options: ${option}` }));
  return elsewhere ? open(what, say("works.server.framed.hidden")) : good(what);
}

// An empty WebAssembly module.
const EMPTY = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

// What the planner needs of a browser, here and now.
export async function browser() {
  const rows = [good(say("works.browser.modules"))];
  const wasm = "WebAssembly";
  if (typeof WebAssembly !== "object") rows.push(bad(wasm, say("works.browser.wasm.none")));
  else {
    try {
      await WebAssembly.compile(EMPTY);
      rows.push(good(wasm));
    } catch ({ message: error }) {
      rows.push(bad(wasm, say("works.browser.wasm.policy", { keyword: WASM, mode: FRAME, error })));
    }
  }
  const has = (what, is, fix) => rows.push(is ? good(what) : bad(what, fix));
  has(say("works.browser.elements"), typeof customElements === "object" && customElements !== null, say("works.browser.old"));
  let sheets = false;
  try {
    new CSSStyleSheet().replaceSync(":host{}");
    sheets = "adoptedStyleSheets" in document;
  } catch {
    // Too old.
  }
  has(say("works.browser.sheets"), sheets, say("works.browser.old"));
  has(say("works.browser.colours"), CSS.supports("color", "oklch(from red l c h)"), say("works.browser.colours.fix"));
  rows.push(storage());
  rows.push(await apart());
  has(say("works.browser.locks"), Boolean(navigator.locks), self.isSecureContext ? say("works.browser.locks.none") : say("works.browser.locks.http"));
  has(say("works.browser.online"), navigator.onLine, say("works.browser.online.not"));
  return rows;
}

function storage() {
  const what = say("works.browser.storage");
  const key = "microneedling-planner-check";
  try {
    localStorage.setItem(key, "1");
    const kept = localStorage.getItem(key) === "1";
    localStorage.removeItem(key);
    return kept ? good(what) : bad(what, say("works.browser.storage.lost"));
  } catch ({ name: error }) {
    return bad(what, say("works.browser.storage.denied", { error }));
  }
}

async function apart() {
  const what = say("works.browser.apart");
  if (self === top) return open(what, say("works.browser.apart.elsewhere"));
  try {
    return good(what, (await document.hasStorageAccess()) ? say("works.browser.apart.shared") : say("works.browser.apart.own"));
  } catch {
    return open(what, say("works.browser.apart.unknown"));
  }
}

const PATIENCE = 8000;

// The same tests from within a frame of the planner's address: what a visitor's browser lets it do on this page.
function within(base) {
  return new Promise((done) => {
    const what = say("works.frame.title");
    const frame = document.createElement("iframe");
    const blocked = [];
    const violated = (event) => blocked.push(say("works.frame.blocks", { directive: event.effectiveDirective, address: event.blockedURI }));
    const end = (rows) => {
      removeEventListener("message", hears);
      document.removeEventListener("securitypolicyviolation", violated);
      clearTimeout(late);
      frame.remove();
      done(rows);
    };
    const hears = ({ source, data }) => {
      if (source !== frame.contentWindow || data?.plannerCheck !== 1 || !Array.isArray(data.rows)) return;
      const inside = data.rows.map(({ what, result, fix }) => row(say("works.frame.inside", { what: String(what) }), String(result), String(fix)));
      end([good(what), ...inside]);
    };
    const late = setTimeout(() => {
      const why = blocked.length > 0
        ? say("works.frame.blocked", { blocked: blocked.join(" "), address: base })
        : say("works.frame.silent", { address: base });
      end([bad(what, why)]);
    }, PATIENCE);
    addEventListener("message", hears);
    document.addEventListener("securitypolicyviolation", violated);
    // As the element makes its own.
    frame.sandbox = "allow-scripts allow-same-origin";
    frame.title = what;
    frame.tabIndex = -1;
    Object.assign(frame, { width: 1, height: 1, src: `${base}${FOLDER}check.html#framed` });
    document.body.append(frame);
  });
}

function elements() {
  const here = [...document.querySelectorAll("microneedling-planner")];
  if (here.length === 0) return [open(say("works.element.title"), say("works.element.none", { tag: "<microneedling-planner>" }))];
  return here.map((element, place) => {
    const what = here.length > 1 ? say("works.element.nth", { n: place + 1 }) : say("works.element.title");
    const { state } = element.dataset;
    if (state === "ready") return good(what, say("works.element.runs"));
    if (state === "waiting") return open(what, say("works.element.waits"));
    if (state === "failed") return bad(what, say("works.element.failed"));
    return bad(what, say("works.element.not_run", { tag: `<script src="${HERE}embed.js" async></script>` }));
  });
}

function page() {
  const rows = [good(say("works.page.scripts"), say("works.page.scripts.let_in"))];
  if (self.origin === "null") rows.push(bad(say("works.page.origin"), say("works.page.origin.none")));
  if (!self.isSecureContext) rows.push(bad("https", say("works.page.http")));
  return rows;
}

// Everything that can be found out on the page it is called on, as a table in the console.
export async function report(base = HERE) {
  const parts = [
    [say("works.where.page"), [...page(), ...elements()]],
    [say("works.where.browser"), await browser()],
    [say("works.where.frame"), await within(base)],
    [say("works.where.server"), await server(base)],
  ];
  const rows = parts.flatMap(([where, rows]) => rows.map((row) => ({ where, ...row })));
  console.table(rows.map(({ where, what, result, fix }) => ({
    [say("works.column.where")]: where,
    [say("works.column.what")]: what,
    [say("works.column.result")]: result,
    [say("works.column.fix")]: fix,
  })));
  for (const { where, what, fix } of rows.filter(({ result }) => result === NOT)) {
    console.warn("microneedling-planner:", say("works.warning", { where, what, fix }));
  }
  return rows;
}

// The page check.html.

// What the style sheet calls each result.
const MARKS = { [OK]: "ok", [NOT]: "not-ok", [UNKNOWN]: "unknown" };

function shown({ what, result, fix, write }) {
  const line = document.createElement("li");
  line.dataset.result = MARKS[result];
  const name = Object.assign(document.createElement("b"), { textContent: what });
  const mark = Object.assign(document.createElement("span"), { className: "result", textContent: result });
  line.append(mark, name);
  if (fix) {
    const told = document.createElement("p");
    // What is to be written stands apart, so that it can be copied as it is.
    const [before, after] = write ? fix.split(write) : [fix];
    told.append(before);
    if (write) told.append(Object.assign(document.createElement("code"), { textContent: write }), after);
    line.append(told);
  }
  return line;
}

function fill(id, rows) {
  // What is to be mended comes first.
  const sorted = [NOT, UNKNOWN, OK].flatMap((result) => rows.filter((row) => row.result === result));
  document.getElementById(id).replaceChildren(...sorted.map(shown));
}

// How many rows came out in each way, for a text that says so.
function counts(rows) {
  const of = (result) => rows.filter((row) => row.result === result).length;
  return { ok: of(OK), not_ok: of(NOT), unknown: of(UNKNOWN) };
}

// An address as a person types it, or nothing.
function address(text) {
  try {
    return text.trim() ? new URL(text.trim()).href : undefined;
  } catch {
    return null;
  }
}

export async function start() {
  const told = document.getElementById("told");
  const run = async () => {
    told.textContent = say("works.running");
    const [here, there] = await Promise.all([browser(), server()]);
    fill("browser", here);
    fill("server", there);
    told.textContent = say("works.told.here", counts([...there, ...here]));
  };
  document.getElementById("again").addEventListener("click", run);
  const form = document.getElementById("policy-form");
  const [policy, site, error] = ["policy", "site", "site-error"].map((id) => document.getElementById(id));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const page = address(site.value);
    error.hidden = page !== null;
    if (page === null) {
      site.setAttribute("aria-invalid", "true");
      return site.focus();
    }
    site.removeAttribute("aria-invalid");
    const all = [];
    for (const mode of ["frame", "inline"]) {
      const rows = judge(policy.value, mode, HERE, { page });
      fill(`policy-${mode}`, rows);
      all.push(...rows);
    }
    document.getElementById("judged").hidden = false;
    document.getElementById("policy-told").textContent = /report-only/i.test(policy.value)
      ? say("works.policy.report_only")
      : say("works.told.policy", counts(all));
  });
  const code = `import("${HERE}${FOLDER}check.js").then((check) => check.report())`;
  document.getElementById("console-line").textContent = code;
  document.getElementById("copy").addEventListener("click", async () => {
    const said = document.getElementById("copied");
    try {
      await navigator.clipboard.writeText(code);
      said.textContent = say("works.console.copied");
    } catch {
      said.textContent = say("works.console.not_copied");
    }
  });
  await run();
}

// On its own page it starts by itself; in a frame on a clinic's page it tells what it finds, which is no more than
// what the browser can do.
if (typeof document === "object" && document.documentElement?.dataset.plannerCheck !== undefined) {
  if (self !== top && location.hash === "#framed") {
    browser().then((rows) => parent.postMessage({ plannerCheck: 1, rows }, "*"));
  } else start();
}
