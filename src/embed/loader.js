// Starts the planner on its own page: fetches the program and the words side by side, then hands over.
import init, { mount } from "./microneedling-planner.js";

const files = new URL("./", import.meta.url).href;
const root = document.getElementById("planner");

async function words(language) {
  const answer = await fetch(`${files}words.${language}.json`);
  if (!answer.ok) throw new Error(`words: ${answer.status}`);
  return answer.text();
}

try {
  const [text] = await Promise.all([
    words(root.lang),
    init({ module_or_path: new URL("microneedling-planner_bg.wasm", files) }),
  ]);
  mount(root, text, files);
} catch (error) {
  // The page stays readable; it only says that no plan can be made here.
  console.error("The planner could not start.", error);
  const problem = root.querySelector(".load-problem");
  if (problem) problem.hidden = false;
}
