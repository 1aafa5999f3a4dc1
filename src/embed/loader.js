// Starts the planner on its own page: fetches the program and the words side by side, then hands over.
import init, { mount } from "./microneedling-planner.js";

const files = new URL("./", import.meta.url).href;
const root = document.getElementById("planner");

async function words(language) {
  const answer = await fetch(`${files}words.${language}.json`);
  if (!answer.ok) throw new Error(`words: ${answer.status}`);
  return answer.text();
}

// The first question is on the screen before storage is first read, which can take as long as all the rest. A page
// that nobody sees is not painted, and does not wait for it.
const painted = new Promise((go) => {
  const told = PerformanceObserver.supportedEntryTypes?.includes("paint");
  if (document.hidden || !told) return go();
  new PerformanceObserver(go).observe({ type: "paint", buffered: true });
  // Hidden before it was painted.
  setTimeout(go, 2000);
});

try {
  const [text] = await Promise.all([
    words(root.lang),
    init({ module_or_path: new URL("microneedling-planner_bg.wasm", files) }),
    painted,
  ]);
  mount(root, text, files);
} catch (error) {
  // The page stays readable; it only says that no plan can be made here.
  console.error("The planner could not start.", error);
  const problem = root.querySelector(".load-problem");
  if (problem) problem.hidden = false;
}
