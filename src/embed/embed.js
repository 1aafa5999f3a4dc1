// One script for any site: defines <microneedling-planner>. The rest comes when the element is near the window.
(() => {
  const name = "microneedling-planner";
  if (typeof customElements === "undefined" || customElements.get(name)) return;
  // As a module there is no current script; whoever throws says where it stands.
  const own = document.currentScript?.src || /https?:\S*?embed\.js/.exec(new Error().stack)[0];
  const base = new URL("./", own).href;
  let sheet;
  try {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(":host{display:block!important;min-block-size:min(100vh,1200px)}:host([data-state=failed]){min-block-size:0!important}[hidden]{display:none!important}");
  } catch {
    // Older than such sheets: the second script says so.
  }
  customElements.define(name, class extends HTMLElement {
    static observedAttributes = ["mode", "lang", "theme", "accent", "config", "concern", "view", "state-key"];
    constructor() {
      super();
      const shadow = this.attachShadow({ mode: "open" });
      if (sheet) shadow.adoptedStyleSheets = [sheet];
      shadow.append(document.createElement("slot"));
    }
    connectedCallback() {
      // Moved, and not taken away.
      if (this.watch) return;
      this.dataset.state = "waiting";
      this.watch = new IntersectionObserver(async (seen) => {
        if (!seen.some((entry) => entry.isIntersecting)) return;
        this.watch?.disconnect();
        const script = base + "VERSION/element.js";
        try {
          const { begin } = await import(script);
          if (this.watch && !this.planner) this.planner = begin(this, base);
        } catch (error) {
          this.fail("script", `${script} could not be loaded: ${error}. ${base}check.html finds out why.`);
        }
      }, { rootMargin: "500px" });
      this.watch.observe(this);
    }
    connectedMoveCallback() {}
    disconnectedCallback() {
      setTimeout(() => {
        if (this.isConnected) return;
        this.watch?.disconnect();
        this.planner?.end();
        this.watch = this.planner = undefined;
      });
    }
    attributeChangedCallback() {
      this.planner?.change();
    }
    // What stood here before stays, with one line for the visitor; the owner reads the rest in the console.
    fail(code, why) {
      if (!this.watch) return;
      this.dataset.state = "failed";
      const line = document.createElement("p");
      line.part = "problem";
      // Filled in by the build: the line in each language.
      const lines = {{problems}};
      const tags = [];
      for (let at = this; at; at = at.parentElement ?? at.getRootNode().host) tags.push(at.lang);
      const own = [...tags, ...navigator.languages, "en"].map((tag) => String(tag).toLowerCase().split(/[-_]/)[0]);
      line.textContent = lines[own.find((tag) => typeof lines[tag] === "string")];
      this.shadowRoot.querySelector("[part=problem]") ?? this.shadowRoot.append(line);
      console.error(`${name}: ${why}`);
      this.tell("error", { code });
    }
    tell(what, detail = {}) {
      this.dispatchEvent(new CustomEvent(`planner-${what}`, { bubbles: true, composed: true, detail }));
    }
  });
})();
