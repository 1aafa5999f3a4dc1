// What loader.js and element.js share: which language a planner speaks, what the person has set on this device, and waiting
// for the next frame.

// Filled in by the build, English first.
export const LANGUAGES = "{{languages}}".split(" ");

// The language of a tag, if there are words for it. A page of somebody's may say anything, and often says `en_US`.
export const spoken = (tag) => LANGUAGES.find((language) => language === String(tag).toLowerCase().split(/[-_]/)[0]);

// Where the page of a language is, below the site: the first is at its root.
export const folder = (language) => (language === LANGUAGES[0] ? "" : `${language}/`);

// What stands in an object from elsewhere, as far as it is text: nothing else is ever said there.
export const texts = (given) => Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => typeof value === "string"));

// The record of settings, as far as it can be read.
export function settings(key) {
  try {
    return texts(JSON.parse(localStorage.getItem(`microneedling-planner${key ? `@${key}` : ""}:settings`)).fields);
  } catch {
    // Nothing is kept, or storage is denied.
    return {};
  }
}

// The language to start with: that of the page around, else the one the person chose, else the browser's. Where the
// person chose another on a page of somebody's in this language, the choice holds.
export function choose({ near, around, clinic }, { language, instead }) {
  let offered = [];
  try {
    offered = JSON.parse(clinic).languages.map(spoken).filter(Boolean);
  } catch {
    // No clinic, or it names no languages: the program says what is wrong with its configuration.
  }
  const wishes = around && instead && spoken(instead) === spoken(around) ? [language, near] : [near, language];
  const can = (tag) => spoken(tag) && (!offered.length || offered.includes(spoken(tag)));
  return spoken([...wishes, ...navigator.languages, ...offered, "en"].find(can));
}

// The variety of a language that says numbers and dates: as the page around names it, else as the browser does.
export function variety(language, near) {
  for (const tag of [...(/[-_]/.test(near) ? [near] : []), ...navigator.languages]) {
    try {
      if (spoken(tag) === language) return Intl.getCanonicalLocales(tag.replaceAll("_", "-"))[0];
    } catch {
      // No tag that a browser can read: numbers said by it would end the program.
    }
  }
}

// Does something once the next frame is on the screen: a tap is answered before what it leads to is drawn, which can take
// longer. Where nothing is painted, nothing is waited for.
export const soon = (act) => {
  let done = false;
  const once = () => {
    if (done) return;
    done = true;
    act();
  };
  if (document.hidden) return once();
  requestAnimationFrame(() => setTimeout(once));
  // A frame that is far from the window is not painted either.
  setTimeout(once, 200);
};
