// Keeps the planner on the device, so that it opens without a connection. This file keeps its name over versions; the
// build fills in the version and its files. Only the planner's own files are kept here, never what a person says.
//
// Of a version everything lies in a cache of its own, and a page asks for files of its own version only. So a page that
// is open goes on with its files when a newer worker takes over, and no page is ever made of two versions.

const VERSION = "{{version}}";
// Addresses below the site: what every language needs, and what each adds. Its first words come behind all other words,
// and its page last: what a start begins with is here only when all that follows is.
const SHARED = {{shared}};
const LANGUAGES = {{languages}};

const SITE = new URL("./", self.location.href);
const PAGES = Object.values(LANGUAGES).map((paths) => paths.at(-1));
const OF_A_VERSION = /^(\d+\.\d+\.\d+-[\da-f]+)\/[^/]+$/;

// Other planners and other programs of this origin have caches too. No path has a space in it.
const PREFIX = `microneedling-planner ${SITE.pathname} `;
const OWN = PREFIX + VERSION;

// How long a page may take to say which version it is. One that says nothing may be any.
const PATIENCE = 3_000;

const address = (path) => new URL(path, SITE).href;

// The path below the site; undefined for what is elsewhere.
function below(url) {
  const { origin, pathname } = new URL(url);
  if (origin !== SITE.origin || !pathname.startsWith(SITE.pathname)) return;
  return pathname.slice(SITE.pathname.length).replace(/(^|\/)index\.html$/, "$1");
}

async function fetched(path) {
  const isPage = PAGES.includes(path);
  // Pages keep their names over versions; what lies in the folder of a version never changes.
  const answer = await fetch(address(path), { cache: isPage ? "no-cache" : "default" });
  const isHtml = answer.headers.get("content-type")?.startsWith("text/html") ?? false;
  if (!answer.ok || isHtml !== isPage) throw new Error(`${path}: ${answer.status}`);
  if (!isPage) return answer;
  const text = await answer.text();
  if (!text.includes(`${VERSION}/`)) throw new Error(`${path} is of another version`);
  // Made anew: a browser shows no page that it was led to in a roundabout way, and this one is unpacked.
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  return new Response(text, { headers });
}

// Keeps what is not kept yet, one file after the other: whoever uses the planner meanwhile comes first. A page of another
// language is kept too where it is the one that is opened: at the root many a person reads the planner in their own.
async function keep(languages, pages) {
  const cache = await caches.open(OWN);
  const wanted = languages.flatMap((language) => (Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : []));
  for (const path of [...SHARED, ...wanted, ...pages]) {
    if (!(await cache.match(address(path), { ignoreVary: true }))) await cache.put(address(path), await fetched(path));
  }
}

const others = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== OWN);

const nameOf = (path) => path?.split("/").at(-1);

// The languages of which other versions keep words, and the pages they keep.
async function used() {
  const kept = await Promise.all((await others()).map(async (name) => (await caches.open(name)).keys()));
  const paths = kept.flat().map(({ url }) => below(url));
  const names = paths.map(nameOf);
  const languages = Object.keys(LANGUAGES).filter((language) => names.includes(nameOf(LANGUAGES[language][0])));
  return [languages, PAGES.filter((page) => paths.includes(page))];
}

let first = false;

async function install() {
  first = !self.registration.active;
  // A version that comes back may find pages that are open with it, and live on what it kept then.
  const had = await caches.has(OWN);
  try {
    await keep(...(await used()));
  } catch (error) {
    if (!had) await caches.delete(OWN);
    throw error;
  }
}

self.addEventListener("install", (event) => event.waitUntil(install()));

// A newer worker waits until it is told to take over, or until no page is open. The first one has no older page to mind.
self.addEventListener("activate", (event) => {
  if (first) event.waitUntil(self.clients.claim());
});

self.addEventListener("message", (event) => {
  const { data, source, ports: [port] } = event;
  if (data.takeOver) event.waitUntil(self.skipWaiting());
  if (data.language) event.waitUntil(meet(data.language, source.url, port));
});

// A page says which language it speaks, and hears which version this is and whether all of it is kept. The address is the
// one it was opened at, which it may have changed since.
async function meet(language, opened, port) {
  const kept = await keep([language], PAGES.filter((page) => page === below(opened))).then(() => true, () => false);
  port.postMessage({ version: VERSION, kept });
  await tidy();
}

const versionOf = (page) =>
  new Promise((told) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => told(data);
    page.postMessage("version", [port2]);
    setTimeout(told, PATIENCE);
  });

// Removes what older versions kept, once no page of theirs is open.
async function tidy() {
  const names = await others();
  if (!names.length) return;
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const pages = windows.filter(({ url, frameType }) => frameType !== "nested" && PAGES.includes(below(url)));
  const open = await Promise.all(pages.map(versionOf));
  // What a newer worker has brought is not old.
  const { installing, waiting } = self.registration;
  if (installing || waiting || open.includes(undefined)) return;
  const old = names.filter((name) => !open.includes(name.slice(PREFIX.length)));
  await Promise.all(old.map((name) => caches.delete(name)));
}

// Where caches cannot be read there is nothing in them.
const found = (url, cacheName) =>
  caches.match(url, { cacheName, ignoreSearch: true, ignoreVary: true }).catch(() => undefined);

const file = async (request, cacheName) => (await found(request.url, cacheName)) ?? fetch(request);

async function page(request, path) {
  const kept = await found(address(path), OWN);
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    // Whichever page it is, it speaks a language whose words are here.
    for (const other of PAGES) {
      if (await found(address(other), OWN)) return Response.redirect(address(other));
    }
    throw error;
  }
}

// All else goes its own way: embed.js above all, which must never be old.
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = below(request.url);
  if (request.method !== "GET" || path === undefined) return;
  const version = OF_A_VERSION.exec(path)?.[1];
  if (version) event.respondWith(file(request, PREFIX + version));
  else if (request.destination === "document" && PAGES.includes(path)) event.respondWith(page(request, path));
});
