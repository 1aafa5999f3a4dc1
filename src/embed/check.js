// Finds out why the planner does not show: on the planner's own server, in this browser, and on a clinic's page.
// Used by check.html, and by hand: import("…/check.js").then((check) => check.report()) in the console of any page.
// In English alone, as all that is said to who builds a site: what it finds is what browsers and policies call things.

const HERE = new URL("./", import.meta.url).href;

const OK = "ok";
const NOT = "not ok";
const UNKNOWN = "could not be told";

const row = (what, result, fix = "") => ({ what, result, fix });
const good = (what, fix) => row(what, OK, fix);
const bad = (what, fix) => row(what, NOT, fix);
const open = (what, fix) => row(what, UNKNOWN, fix);

// A Content-Security-Policy as it is pasted: with or without its name, over lines, several at once.
export function policies(text) {
  const headers = text.replace(/^\s*content-security-policy\s*:/gim, ",").split(/,/);
  return headers.map(directives).filter((policy) => policy.size > 0);
}

// By name; of a name that is there twice the first counts, as in a browser.
function directives(text) {
  const found = new Map();
  for (const part of text.replace(/["]/g, "").split(";")) {
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

const nonce = (name, base) =>
  `${name} has 'strict-dynamic', so that addresses do not count: give the script tag the page’s own nonce, <script nonce="…" src="${base}embed.js" async></script>.`;

// What a mode needs of a page's policy: a directive, what must be let in, the source that lets it in, and what for.
function needs(mode, base, { logo, config, page }) {
  const of = (address) => new URL(address, page);
  const file = (name) => new URL(name, base);
  const all = [{ directive: "script-src-elem", address: file("embed.js"), add: base, what: "the planner’s script" }];
  if (mode === "frame") {
    all.push({ directive: "frame-src", address: file("index.html"), add: base, what: "the planner’s frame" });
  } else {
    all.push({ directive: "script-src", keyword: /^'(wasm-)?unsafe-eval'$/i, add: "'wasm-unsafe-eval'", what: "the planner’s program (WebAssembly)" });
    all.push({ directive: "connect-src", address: file("files.json"), add: base, what: "the planner’s files" });
    for (const scheme of ["data:", "blob:"]) {
      all.push({ directive: "img-src", scheme, add: scheme, what: `pictures kept in the diary (${scheme})` });
    }
  }
  if (logo) all.push({ directive: "img-src", address: of(logo), add: of(logo).origin, what: "the clinic’s logo" });
  if (config) all.push({ directive: "connect-src", address: of(config), add: of(config).origin, what: "the clinic’s configuration" });
  return all;
}

// What a page's Content-Security-Policy does to a mode. `about` may name the page's own address, the logo's and the
// configuration's.
export function judge(policy, mode, base, about = {}) {
  const given = policies(policy);
  if (given.length === 0) return [good("No policy: nothing is forbidden.")];
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
  const write = ({ policy, own }) => {
    const [sources, adds] = missing.get(policy).get(own);
    return `Write: ${[own, ...sources.filter((source) => source.toLowerCase() !== "'none'"), ...adds].join(" ")}`;
  };
  const rows = met.flatMap(([{ what }, unmet]) => {
    if (unmet.length === 0) return good(`The policy lets in ${what}`);
    return unmet.map((one) => {
      if (one.nonce) return open(`${one.name} lets in ${what}`, nonce(one.name, base));
      if (one.perhaps) return open(`${one.name} lets in ${what}`, `Only if the planner lies on the same address as the page. If not: ${write(one)}`);
      return bad(`${one.name} forbids ${what}`, write(one));
    });
  });
  const says = (name) => given.some((policy) => policy.has(name));
  if (mode === "inline" && says("require-trusted-types-for")) {
    rows.push(bad("require-trusted-types-for forbids how the planner draws", 'Use mode="frame", or take the directive away from this page.'));
  }
  for (const policy of given.filter((policy) => policy.has("sandbox"))) {
    const lets = policy.get("sandbox").map((word) => word.toLowerCase());
    if (!lets.includes("allow-scripts")) rows.push(bad("sandbox forbids every script", "Write: sandbox allow-scripts allow-same-origin …"));
    else if (!lets.includes("allow-same-origin")) rows.push(bad("sandbox takes the planner’s storage away", "It works, and forgets all when the page is closed. Add allow-same-origin."));
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

const list = (paths) => (paths.length > 3 ? `${paths.slice(0, 3).join(", ")} and ${paths.length - 3} more` : paths.join(", "));

// What the planner's server sends. Asked from another site, a browser shows less of it.
export async function server(base = HERE) {
  const elsewhere = new URL(base).origin !== self.origin;
  const all = "The list of the planner’s files is there";
  let files;
  try {
    const answer = await fetch(`${base}files.json`, { cache: "no-store" });
    if (!answer.ok) return [bad(all, `${base}files.json: the server answers ${answer.status}. Put every file of dist/ on the server.`)];
    files = (await answer.json()).files.map(({ path }) => path);
  } catch (error) {
    const why = elsewhere
      ? `The server must send Access-Control-Allow-Origin: * with every file, and the page’s connect-src must name ${base}.`
      : "The server cannot be reached, or files.json is not JSON.";
    return [bad(all, `${why} (${error.message})`)];
  }
  const answers = await Promise.all(files.map(async (path) => {
    try {
      return { path, answer: await head(base + path) };
    } catch {
      return { path };
    }
  }));
  const there = answers.filter(({ answer }) => answer?.ok);
  const missing = answers.filter(({ answer }) => !answer?.ok).map(({ path }) => path);
  const rows = [
    missing.length === 0
      ? good(`All ${files.length} files are there`)
      : bad(`${missing.length} of ${files.length} files are not there`, `${list(missing)}: put every file of dist/ on the server, as it is.`),
  ];
  const header = ({ answer }, name) => answer.headers.get(name) ?? "";
  for (const [kind, [fits, wanted]] of Object.entries(TYPES)) {
    const wrong = there.filter((file) => ending(file.path) === kind && !fits.test(header(file, "content-type").toLowerCase()));
    const what = `.${kind} is sent as ${wanted}`;
    if (there.some(({ path }) => ending(path) === kind)) {
      rows.push(wrong.length === 0 ? good(what) : bad(what, `${list(wrong.map(({ path }) => path))}: the type is “${header(wrong[0], "content-type") || "none"}”. Tell the server the type of .${kind}.`));
    }
  }
  const code = there.filter(({ path }) => ["js", "wasm", "css", "json"].includes(ending(path)));
  const shut = code.filter((file) => !["*", self.origin].includes(header(file, "access-control-allow-origin")));
  const shared = "Other sites may load the files";
  if (elsewhere || shut.length === 0) rows.push(good(shared));
  else if (/\borigin\b/i.test(header(shut[0], "vary"))) {
    rows.push(open(shared, "The server names sites one by one. Open the console of the clinic’s page, as told below."));
  } else rows.push(bad(shared, `${list(shut.map(({ path }) => path))}: send Access-Control-Allow-Origin: * with it. Without that the planner runs only on this address, or in a frame without a script.`));
  rows.push(...caching(there, header, elsewhere), packing(code, header, elsewhere), await framing(base, elsewhere));
  return rows;
}

// What has a version in its path never changes; what has none must be asked about each time.
function caching(there, header, elsewhere) {
  const age = (file) => {
    const told = header(file, "cache-control").toLowerCase();
    return /no-store|no-cache/.test(told) ? 0 : Number(/max-age=(\d+)/.exec(told)?.[1] ?? NaN);
  };
  const lasting = there.filter(({ path }) => path.includes("/"));
  const short = lasting.filter((file) => !(age(file) >= 2_592_000));
  const stale = there.filter(({ path }) => !path.includes("/")).filter((file) => !(age(file) <= 3600));
  const [one, two] = ["Files with a version are kept by browsers", "A new version is seen within an hour"];
  const told = (what, wrong, fix) => {
    if (wrong.length === 0) return good(what);
    const hidden = elsewhere && wrong.every((file) => header(file, "cache-control") === "");
    return hidden ? open(what, "A server does not show this to other sites. Open check.html itself.") : bad(what, `${list(wrong.map(({ path }) => path))}: ${fix}`);
  };
  return [
    told(one, short, "each visit loads it again. Send Cache-Control: public, max-age=31536000, immutable."),
    told(two, stale, "send Cache-Control: no-cache, or at most max-age=3600."),
  ];
}

function packing(code, header, elsewhere) {
  const what = "Files are sent compressed";
  const plain = code.filter((file) => !/br|gzip|zstd/.test(header(file, "content-encoding")));
  if (plain.length === 0) return good(what);
  if (elsewhere) return open(what, "A server does not show this to other sites. Open check.html itself.");
  return bad(what, `${list(plain.map(({ path }) => path))}: the planner comes slower. Turn on brotli or gzip for .js, .wasm, .css and .json.`);
}

async function framing(base, elsewhere) {
  const what = "Other sites may show the planner in a frame";
  let answer;
  try {
    answer = await head(`${base}index.html`);
  } catch {
    return open(what, "index.html could not be fetched.");
  }
  const option = answer.headers.get("x-frame-options");
  const ancestors = policies(answer.headers.get("content-security-policy") ?? "").map((policy) => policy.get("frame-ancestors")).find(Boolean);
  if (ancestors) return ancestors.includes("*") ? good(what) : open(what, `Only these may: ${ancestors.join(" ")}. Is the clinic’s site among them?`);
  if (option) return bad(what, `The server sends X-Frame-Options: ${option}. Take it away, or name the clinics’ sites in frame-ancestors.`);
  return elsewhere ? open(what, "A server does not show this to other sites. The test of the frame below tells.") : good(what);
}

// An empty WebAssembly module.
const EMPTY = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

// What the planner needs of a browser, here and now.
export async function browser() {
  const rows = [good("Modules")];
  const wasm = "WebAssembly";
  if (typeof WebAssembly !== "object") rows.push(bad(wasm, "This browser is too old, or it is switched off in its settings (some lock it down)."));
  else {
    try {
      await WebAssembly.compile(EMPTY);
      rows.push(good(wasm));
    } catch (error) {
      rows.push(bad(wasm, `This page’s policy forbids it. Add 'wasm-unsafe-eval' to script-src, or use mode="frame". (${error.message})`));
    }
  }
  const has = (what, is, fix) => rows.push(is ? good(what) : bad(what, fix));
  has("Custom elements", typeof customElements === "object" && customElements !== null, "This browser is too old: visitors keep what stands between the tags.");
  let sheets = false;
  try {
    new CSSStyleSheet().replaceSync(":host{}");
    sheets = "adoptedStyleSheets" in document;
  } catch {
    // Too old.
  }
  has("Style sheets made by a script", sheets, "This browser is too old: visitors keep what stands between the tags.");
  has("Colours worked out from yours", CSS.supports("color", "oklch(from red l c h)"), "In this browser the planner keeps its own green.");
  rows.push(storage());
  rows.push(await apart());
  has("Windows that take turns (navigator.locks)", Boolean(navigator.locks), self.isSecureContext ? "Two windows at once may overwrite each other." : "Only over https: two windows at once may overwrite each other.");
  has("Online", navigator.onLine, "This device says that it is offline.");
  return rows;
}

function storage() {
  const what = "Storage";
  const key = "microneedling-planner-check";
  try {
    localStorage.setItem(key, "1");
    const kept = localStorage.getItem(key) === "1";
    localStorage.removeItem(key);
    return kept ? good(what) : bad(what, "What is kept is gone at once: the planner forgets all when the page is closed.");
  } catch (error) {
    return bad(what, `It is denied here (${error.name}): the planner works, says so, and forgets all when the page is closed.`);
  }
}

async function apart() {
  const what = "Storage of its own for each site";
  if (self === top) return open(what, "Only in a frame on another site: paste the line for the console there.");
  try {
    return (await document.hasStorageAccess()) ? good(what, "This frame shares its storage with the planner’s own page.") : good(what, "Plans made here are kept for this site alone.");
  } catch {
    return open(what, "This browser does not say.");
  }
}

const PATIENCE = 8000;

// The same tests from within a frame of the planner's address: what a visitor's browser lets it do on this page.
function within(base) {
  return new Promise((done) => {
    const what = "The planner’s frame";
    const frame = document.createElement("iframe");
    const blocked = [];
    const violated = (event) => blocked.push(`${event.effectiveDirective} blocks ${event.blockedURI}`);
    const end = (rows) => {
      removeEventListener("message", hears);
      document.removeEventListener("securitypolicyviolation", violated);
      clearTimeout(late);
      frame.remove();
      done(rows);
    };
    const hears = ({ source, data }) => {
      if (source !== frame.contentWindow || data?.plannerCheck !== 1 || !Array.isArray(data.rows)) return;
      const inside = data.rows.map(({ what, result, fix }) => row(`In the frame: ${String(what)}`, String(result), String(fix)));
      end([good(what), ...inside]);
    };
    const late = setTimeout(() => {
      const why = blocked.length > 0 ? `${blocked.join("; ")}. Add ${base} to frame-src.` : `It does not answer. Add ${base} to frame-src; the planner’s server must not send X-Frame-Options, nor frame-ancestors without this site.`;
      end([bad(what, why)]);
    }, PATIENCE);
    addEventListener("message", hears);
    document.addEventListener("securitypolicyviolation", violated);
    // As the element makes its own.
    frame.sandbox = "allow-scripts allow-same-origin";
    frame.title = what;
    frame.tabIndex = -1;
    Object.assign(frame, { width: 1, height: 1, src: `${base}check.html#framed` });
    document.body.append(frame);
  });
}

function elements() {
  const here = [...document.querySelectorAll("microneedling-planner")];
  if (here.length === 0) return [open("The element on this page", "There is no <microneedling-planner> here, or it stands in a frame of the site’s builder.")];
  return here.map((element, place) => {
    const what = here.length > 1 ? `The element on this page, ${place + 1}` : "The element on this page";
    const { state } = element.dataset;
    if (state === "ready") return good(what, "It runs.");
    if (state === "waiting") return open(what, "It waits to come near the window, or is starting.");
    if (state === "failed") return bad(what, "It could not start. What it wrote to this console says why.");
    return bad(what, `The script has not run: is <script src="${HERE}embed.js" async></script> on this page, and does script-src let it in?`);
  });
}

function page() {
  const rows = [good("Scripts of the planner’s address", "This one was let in.")];
  if (self.origin === "null") rows.push(bad("A place of its own", "This page stands in a sandbox without allow-same-origin: nothing is kept."));
  if (!self.isSecureContext) rows.push(bad("https", "This page is not sent over https: parts of the browser are switched off."));
  return rows;
}

// Everything that can be found out on the page it is called on, as a table in the console.
export async function report(base = HERE) {
  const parts = [
    ["page", [...page(), ...elements()]],
    ["browser", await browser()],
    ["frame", await within(base)],
    ["server", await server(base)],
  ];
  const rows = parts.flatMap(([where, rows]) => rows.map((row) => ({ where, ...row })));
  console.table(rows, ["where", "what", "result", "fix"]);
  for (const { where, what, fix } of rows.filter(({ result }) => result === NOT)) {
    console.warn(`microneedling-planner: ${where}: ${what}: ${NOT}. ${fix}`);
  }
  return rows;
}

// The page check.html.

function shown({ what, result, fix }) {
  const line = document.createElement("li");
  line.dataset.result = result.replaceAll(" ", "-");
  const name = Object.assign(document.createElement("b"), { textContent: what });
  const mark = Object.assign(document.createElement("span"), { className: "result", textContent: result });
  line.append(mark, name);
  if (fix) {
    // What is to be written stands apart, so that it can be copied as it is.
    const [says, write] = fix.split("Write: ");
    const told = Object.assign(document.createElement("p"), { textContent: write ? `${says}Write:` : fix });
    if (write) told.append(" ", Object.assign(document.createElement("code"), { textContent: write }));
    line.append(told);
  }
  return line;
}

function fill(id, rows) {
  // What is to be mended comes first.
  const sorted = [NOT, UNKNOWN, OK].flatMap((result) => rows.filter((row) => row.result === result));
  document.getElementById(id).replaceChildren(...sorted.map(shown));
}

const count = (rows) => {
  const of = (result) => rows.filter((row) => row.result === result).length;
  return `${of(OK)} ok, ${of(NOT)} not ok, ${of(UNKNOWN)} could not be told.`;
};

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
    told.textContent = "Testing …";
    const [here, there] = await Promise.all([browser(), server()]);
    fill("browser", here);
    fill("server", there);
    told.textContent = `Server and browser: ${count([...there, ...here])}`;
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
      ? "A policy named Report-Only forbids nothing. This is what it would do."
      : `Both modes: ${count(all)}`;
  });
  const code = `import("${HERE}check.js").then((check) => check.report())`;
  document.getElementById("console-line").textContent = code;
  document.getElementById("copy").addEventListener("click", async () => {
    const said = document.getElementById("copied");
    try {
      await navigator.clipboard.writeText(code);
      said.textContent = "Copied.";
    } catch {
      said.textContent = "This browser did not let us copy. Select the line and copy it by hand.";
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
