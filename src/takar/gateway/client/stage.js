// @ts-check
/** The frame around every screen: header, display tools, connection banner, main part, announcements. */

import { h, icon, real, s } from "./dom.js";
import { speak, spoken, t } from "./text/text.js";

/** @typedef {import("./keep/shelf.js").Shelf} Shelf */
/** @typedef {import("./dom.js").Child} Child */

const SIZES = [1, 2, 3, 4];

export class Stage {
  /**
   * @param {Shelf} shelf
   * @param {HTMLElement} root
   */
  constructor(shelf, root) {
    this.shelf = shelf;
    this.display = { language: "id", size: 2, contrast: false, ...(shelf.get("display") ?? {}) };
    this.banner = h("div", { class: "banner", role: "status" });
    this.middle = h("div", { class: "top-middle" });
    this.tools = h("div", { class: "top-tools" });
    this.main = h("main", { id: "main", tabindex: "-1" });
    this.live = h("p", { class: "hidden", "aria-live": "polite", id: "live" });
    /** @type {() => void} draw the present screen again */
    this.redraw = () => {};
    this.skip = h("a", { class: "skip", href: "#main" });
    root.append(this.skip, h("header", { class: "top" }, brand(), this.middle, this.tools), this.banner, this.main, this.live);
    this.apply();
    document.addEventListener("click", (event) => this.closeTools(event.target));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.closeTools(document.body, true));
  }

  /**
   * @param {string} title
   * @param {Child[]} content
   * @param {{wide?: boolean, middle?: Child[], extra?: Child[], name?: string, focus?: boolean}} [options]
   */
  show(title, content, { wide = false, middle = [], extra = [], name = "", focus = true } = {}) {
    document.title = `${title} · ${t("app.name")}`;
    document.body.dataset.screen = name;
    this.skip.textContent = t("app.skip");
    this.main.className = wide ? "wide" : "narrow";
    this.middle.replaceChildren(...real(middle));
    this.tools.replaceChildren(...real(extra), this.panel());
    this.main.replaceChildren(...real(content));
    window.scrollTo(0, 0);
    if (focus) this.focusHeading();
  }

  focusHeading() {
    const heading = this.main.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }

  /** @param {string} words read out by screen readers at the next pause */
  announce(words) {
    this.live.textContent = "";
    setTimeout(() => (this.live.textContent = words), 50);
  }

  /**
   * @param {"offline"|"back"|"warn"|null} kind
   * @param {Child[]} [content]
   */
  tell(kind, content = []) {
    this.banner.dataset.kind = kind ?? "";
    this.banner.replaceChildren(...(kind ? [h("div", { class: "banner-in" }, ...content)] : []));
  }

  /** @param {Partial<{language: string, size: number, contrast: boolean}>} change */
  choose(change) {
    Object.assign(this.display, change);
    this.shelf.put("display", this.display);
    this.apply();
    if (change.language) this.redraw();
  }

  apply() {
    const { language, size, contrast } = this.display;
    speak(language);
    document.documentElement.dataset.size = String(size);
    document.documentElement.dataset.contrast = contrast ? "high" : "";
  }

  /** The other language, one press away, in its own words. */
  languageButton() {
    const other = spoken() === "id" ? "en" : "id";
    return h("button", { type: "button", class: "btn quiet", lang: other, onclick: () => this.choose({ language: other }) }, other === "en" ? "English" : "Bahasa Indonesia");
  }

  panel() {
    const sizes = SIZES.map((size) => this.radio("size", String(size), t(/** @type {any} */ (`tools.size.${size}`)), size === this.display.size, () => this.choose({ size })));
    const languages = [["id", "Bahasa Indonesia"], ["en", "English"]].map(([code, name]) =>
      this.radio("language", code, name, code === spoken(), () => this.choose({ language: code })));
    const contrast = h("input", { type: "checkbox", checked: this.display.contrast, onchange: () => this.choose({ contrast: contrast.checked }) });
    return h("details", { class: "tools" },
      h("summary", {}, icon("text"), h("span", {}, t("tools.label"))),
      h("div", { class: "tools-panel" },
        h("fieldset", {}, h("legend", {}, t("tools.language")), ...languages),
        h("fieldset", {}, h("legend", {}, t("tools.size")), ...sizes),
        h("label", { class: "tick" }, contrast, t("tools.contrast"))));
  }

  /**
   * @param {string} name
   * @param {string} value
   * @param {string} label
   * @param {boolean} checked
   * @param {() => void} run
   */
  radio(name, value, label, checked, run) {
    return h("label", { class: "tick" }, h("input", { type: "radio", name: `display-${name}`, value, checked, onchange: run }), label);
  }

  /**
   * @param {EventTarget|null} target
   * @param {boolean} [refocus]
   */
  closeTools(target, refocus = false) {
    const details = this.tools.querySelector("details[open]");
    if (!details || (target instanceof Node && details.contains(target))) return;
    details.removeAttribute("open");
    if (refocus) details.querySelector("summary")?.focus();
  }
}

export function mark() {
  return s("svg", { class: "mark", viewBox: "0 0 32 32", "aria-hidden": "true" },
    s("rect", { width: 32, height: 32, rx: 7, class: "mark-ground" }),
    s("path", { d: "M9 7.4h14M10.4 7.4v13.3a3.5 3.5 0 0 0 3.5 3.5h4.2a3.5 3.5 0 0 0 3.5-3.5V7.4", class: "mark-line" }),
    s("path", { d: "M12.15 15.45h7.7v5.25a1.75 1.75 0 0 1-1.75 1.75h-4.2a1.75 1.75 0 0 1-1.75-1.75z", class: "mark-fill" }));
}

function brand() {
  return h("div", { class: "brand" }, mark(), h("span", {}, t("app.name")));
}
