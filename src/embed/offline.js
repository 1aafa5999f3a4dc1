// Sees to it that the planner opens without a connection, where it has a page of its own: puts the worker (sw.js) there,
// tells it which language is spoken, and tells the program how far it is and when a newer version waits. Fetched by
// loader.js once the planner runs and there is nothing else to do.

// How often a page that stays open looks for a newer version, at most.
const HOUR = 3_600_000;

// How long a worker is waited for: one that has died says nothing any more.
const PATIENCE = 10_000;

// What a browser says where no worker may ever be. All else, such as a server that does not answer, may pass.
const NEVER = ["SecurityError", "NotSupportedError"];

// Asks a worker something; one that answers too late, since a slow connection took so long, is heard by `late`.
const ask = (worker, what, late) =>
  new Promise((told) => {
    const { port1, port2 } = new MessageChannel();
    let waits = true;
    port1.onmessage = ({ data }) => {
      port1.close();
      if (waits) told(data);
      else if (data.kept) late();
    };
    setTimeout(() => {
      waits = false;
      told({});
    }, PATIENCE);
    worker.postMessage(what, [port2]);
  });

// Begins. From now on the page has what src/platform/page.rs asks it for under "offline".
export async function begin(page, files) {
  const site = new URL("../", files);
  const version = files.split("/").at(-2);
  const say = (news) => {
    Object.assign(page, news);
    page.heard?.();
  };
  try {
    const workers = navigator.serviceWorker;
    if (!workers || self !== top) return say({ offline: "cannot" });
    const known = await workers.getRegistration(site);
    // Whoever saves data is asked first; whoever installed the planner has said so.
    const spares = navigator.connection?.saveData && !matchMedia("(display-mode: standalone)").matches;
    if (spares && known?.scope !== site.href) {
      return say({ offline: "spared", keepHere: () => put(page, site, version, say) });
    }
    await put(page, site, version, say);
  } catch {
    // Denied, as in private windows.
    say({ offline: "cannot" });
  }
}

async function put(page, site, version, say) {
  say({ offline: "coming" });
  const workers = navigator.serviceWorker;
  let registration;
  // Whether another worker took over while this page was open.
  let replaced = false;
  let greetings = 0;
  const greet = async () => {
    if (!registration) return;
    greetings += 1;
    const mine = greetings;
    const { active, waiting } = registration;
    const language = document.documentElement.lang;
    const [here, next] = await Promise.all([active, waiting].map((worker) => worker && ask(worker, { language }, greet)));
    // An answer to an earlier question may come after that to a later one.
    if (mine !== greetings) return;
    const newer = [next, replaced && here].some((worker) => worker?.kept && worker.version !== version);
    say({ offline: here?.kept ? "kept" : "coming", newer });
  };
  const follow = (worker) =>
    worker?.addEventListener("statechange", () => {
      if (["installed", "activated"].includes(worker.state)) greet();
    });
  // Puts the worker there, unless it is. One that could not be installed is gone, and what is put there next is another.
  const enrol = async () => {
    try {
      const found = await workers.register(new URL("sw.js", site), { scope: site.pathname, updateViaCache: "none" });
      if (found !== registration) {
        registration = found;
        found.addEventListener("updatefound", () => follow(found.installing));
        follow(found.installing);
      }
    } catch (error) {
      return say({ offline: NEVER.includes(error.name) ? "cannot" : "coming" });
    }
    await greet();
  };

  // Pages say of which version they are, so that their files stay as long as they do.
  workers.addEventListener("message", ({ data, ports: [port] }) => {
    if (data === "version") port?.postMessage(version);
  });
  workers.addEventListener("controllerchange", () => {
    replaced = true;
    greet();
  });
  new MutationObserver(greet).observe(document.documentElement, { attributeFilter: ["lang"] });
  // What could not be had may be had by now.
  const again = () => {
    if (!document.hidden && page.offline !== "kept") enrol();
  };
  addEventListener("online", again);
  let looked = Date.now();
  document.addEventListener("visibilitychange", () => {
    again();
    if (document.hidden || Date.now() - looked < HOUR) return;
    looked = Date.now();
    registration?.update().then(greet, () => {});
  });

  // The newer version takes over, and the page begins anew where it stands.
  const renew = () => {
    const waiting = registration?.waiting;
    if (!waiting) return location.reload();
    waiting.addEventListener("statechange", () => {
      if (waiting.state === "activated") location.reload();
    });
    setTimeout(() => location.reload(), PATIENCE);
    waiting.postMessage({ takeOver: true });
  };
  // Loading the page again must not bring the same version again.
  Object.assign(page, { renew, reload: renew });
  await enrol();
}
