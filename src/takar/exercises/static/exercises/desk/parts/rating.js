// @ts-check
/** What is rated: the list of dimensions, and for the chosen one its evidence, anchors and rating. */

import { fill, h } from "../dom.js";
import { minutes } from "../rules/clock.js";
import { done, evidence, NO_EVIDENCE } from "../rules/sheet.js";
import { decimal, said, say, t } from "../text/text.js";

const SIGNS = /** @type {const} */ ([["+", "plus"], ["-", "minus"], ["0", "neutral"]]);

export class RatingPart {
  /** @param {import("../screens/sheet.js").SheetScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.nav = h("ol.dims");
    this.tools = h("div.tools");
    this.panel = h("div.panel-body");
    this.remark = h("textarea.box", { id: "remark", rows: 2, maxlength: 20000, oninput: () => this.remarked(), onblur: () => this.settle() });
    this.remarkBlock = h("div.remark", {}, h("label", { for: "remark" }, t("remark")), this.remark);
    this.overall = h("textarea.box", { id: "overall", rows: 2, maxlength: 20000, oninput: () => this.remarked(true), onblur: () => this.settle() });
    const overall = h("details.more", {}, h("summary", {}, t("overall")), h("label.hidden", { for: "overall" }, t("overall")), this.overall);
    this.shown = { nav: "", panel: "", tools: "", remark: "" };
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.rest = undefined;
    this.root = h("section.rating", { "aria-labelledby": "rating-title" }, h("h2.hidden", { id: "rating-title" }, t("rating")),
      h("nav.dims-nav", { "aria-label": t("competencies") }, this.nav),
      h("div.panel", {}, this.tools, this.panel, this.remarkBlock, overall, this.guidance()));
  }

  /** What the exercise gives its assessor, where the form brings it. */
  guidance() {
    const text = say(this.screen.form.for_assessor);
    return text ? h("details.more", {}, h("summary", {}, t("instructions")), h("p.prose", {}, text)) : null;
  }

  turned() {
    this.settle();
    this.shown = { nav: "", panel: "", tools: "", remark: "" };
    const panel = this.root.querySelector(".panel");
    if (panel) panel.scrollTop = 0;
  }

  update() {
    const { state, dimension, indicator, note, locked, current } = this.screen;
    const ratings = [...state.ratings.values()];
    const tags = [...state.tags.values()];
    this.once("nav", [ratings, tags, dimension, [...state.notes.values()].map((one) => one.text.trim() === "")], () => this.showNav());
    const chosen = state.notes.get(note)?.text ?? "";
    this.once("tools", [ratings, tags, dimension, indicator, chosen, locked], () => this.showTools());
    this.once("panel", [dimension, indicator, tags, ratings, evidence(state, current.code), locked], () => fill(this.panel, this.body()));
    const wanted = state.remarks.get(current.code)?.value ?? "";
    if (document.activeElement !== this.remark && this.remark.value !== wanted) this.remark.value = wanted;
    const whole = state.remarks.get("")?.value ?? "";
    if (document.activeElement !== this.overall && this.overall.value !== whole) this.overall.value = whole;
    this.remark.readOnly = this.overall.readOnly = locked;
  }

  /**
   * @param {"nav"|"panel"|"tools"} part
   * @param {any} key
   * @param {() => void} work
   */
  once(part, key, work) {
    const text = JSON.stringify(key);
    if (this.shown[part] === text) return;
    this.shown[part] = text;
    work();
  }

  showNav() {
    const { state, form, dimension } = this.screen;
    fill(this.nav, form.dimensions.map((/** @type {any} */ one, /** @type {number} */ at) => {
      const complete = done(state, one.code);
      return h("li", {}, h("button.dim", { "aria-current": at === dimension ? "true" : false, onclick: () => this.screen.turnTo(at), data: { key: one.code, done: String(complete) } },
        h("span.dim-place", { "aria-hidden": "true" }, String(at + 1)), h("span.dim-name", {}, said(one, "name")), h("span.dim-state", {}, this.state(one.code))));
    }));
    this.nav.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** @param {string} code */
  state(code) {
    const value = this.screen.state.ratings.get(code)?.value ?? null;
    const proven = evidence(this.screen.state, code).length > 0;
    if (value === NO_EVIDENCE) return t("isNe");
    if (value !== null) return proven ? decimal(value) : t("lacksEvidence");
    return t(proven ? "lacksRating" : "lacksBoth");
  }

  /** The name, the rating and the signs: always in view. */
  showTools() {
    const { current, state } = this.screen;
    const standard = current.standard ? h("span.standard", {}, t("standardIs", { value: decimal(String(current.standard)) })) : null;
    fill(this.tools, [h("div.tools-head", {}, h("h3", {}, said(current, "name")), standard), this.rater(state), this.tagger(state)]);
  }

  /** @param {import("../rules/sheet.js").State} state */
  rater(state) {
    const { current, form, locked } = this.screen;
    const proof = evidence(state, current.code).length;
    const value = state.ratings.get(current.code)?.value ?? null;
    const shut = locked || proof === 0;
    const none = h("button.rate.ne", { "aria-pressed": String(value === NO_EVIDENCE), disabled: locked, title: t("neMeans"), "aria-keyshortcuts": "t", "aria-describedby": "ne-means",
      onclick: () => this.screen.rate(value === NO_EVIDENCE ? null : NO_EVIDENCE), data: { key: "ne" } }, t("neLong"));
    const row = h("div.rates", { role: "group", "aria-label": t("yourRating") }, ...(this.small(form.scale) ? this.buttons(form.scale, value, shut) : []), this.typing(form.scale, value, shut), none);
    const hint = value === NO_EVIDENCE ? (proof ? t("neWithEvidence", { n: proof }) : t("neMeans")) : proof ? "" : t("locked0");
    return h("div.rater", { data: { shut: String(shut) } }, h("p.label", {}, t("yourRating")), row, h("p.hint", { id: "ne-means" }, hint));
  }

  /** @param {{least: string, most: string}} scale */
  small(scale) {
    return Number(scale.most) <= 9;
  }

  /**
   * @param {{least: string, most: string, decimals: number}} scale
   * @param {string|null} value
   * @param {boolean} shut
   */
  buttons(scale, value, shut) {
    const all = [];
    for (let one = Number(scale.least); one <= Number(scale.most); one += 1) {
      const text = String(one);
      const press = () => this.screen.rate(value === text ? null : text);
      all.push(h("button.rate", { "aria-pressed": String(value === text), "aria-label": t("rate", { value: text }), disabled: shut, onclick: press, data: { key: `rate-${text}` } }, text));
    }
    return all;
  }

  /**
   * @param {{least: string, most: string, decimals: number}} scale
   * @param {string|null} value
   * @param {boolean} shut
   */
  typing(scale, value, shut) {
    if (this.small(scale) && scale.decimals === 0) return null;
    const values = { least: decimal(scale.least), most: decimal(scale.most) };
    const input = h("input.value", { inputmode: "decimal", "aria-label": t("typeValue", values), disabled: shut, data: { key: "value" }, autocomplete: "off",
      value: value && value !== NO_EVIDENCE ? decimal(value) : "", placeholder: `${values.least}–${values.most}` });
    const set = () => {
      if (input.value.trim() === "" || this.screen.rateText(input.value)) return true;
      input.setAttribute("aria-invalid", "true");
      this.screen.say(t("badValue", values));
      return false;
    };
    input.addEventListener("change", set);
    input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      if (set()) /** @type {HTMLElement|null} */ (document.activeElement)?.blur();
    });
    return input;
  }

  /** @param {import("../rules/sheet.js").State} state */
  tagger(state) {
    const { note, locked, indicator, current } = this.screen;
    if (locked) return null;
    const text = state.notes.get(note)?.text.trim() ?? "";
    const buttons = SIGNS.map(([sign, word]) =>
      h("button.sign", { disabled: !text, onclick: () => this.screen.tag(sign), data: { sign, key: `sign-${sign}` } }, h("b", { "aria-hidden": "true" }, sign === "-" ? "−" : sign), ` ${t(word)}`));
    const tagged = evidence(state, current.code).some((one) => one.note === note);
    const away = tagged ? h("button.link", { onclick: () => this.screen.untag(), data: { key: "untag" } }, t("untag")) : null;
    return h("div.tagger", {}, h("p.quote", {}, text ? h("q", {}, text) : t("noNoteChosen")),
      h("div.signs", { role: "group", "aria-label": `${t("tagWith")}: ${indicator || t("tagWhole")}` }, h("span.where-to", {}, indicator ? `→ ${indicator}` : `→ ${t("tagWhole")}`), ...buttons, away));
  }

  body() {
    const { current } = this.screen;
    return [say(current.definition) ? h("p.definition", {}, say(current.definition)) : null, this.proof(), this.ladder()];
  }

  proof() {
    const { state, current } = this.screen;
    const found = evidence(state, current.code);
    const rows = found.map((one) => h("li", { data: { sign: one.sign } }, h("b", { "aria-hidden": "true" }, one.sign === "-" ? "−" : String(one.sign)),
      h("span.tabular.moment", {}, minutes(one.clock_s)), h("span", {}, one.text, one.indicator ? h("span.code", {}, one.indicator) : null,
        h("span.hidden", {}, ` (${t(SIGNS.find(([sign]) => sign === one.sign)?.[1] ?? "neutral")})`))));
    return h("div.proof", {}, h("h4", {}, t("evidence")), rows.length ? h("ul", {}, ...rows) : h("p.hint", {}, t("noEvidence")));
  }

  /** Levels with their anchors; the indicators below the level that they belong to. */
  ladder() {
    const { current } = this.screen;
    const anchors = Object.entries(current.anchors ?? {}).sort(([a], [b]) => Number(a) - Number(b));
    const all = (current.indicators ?? []).map((/** @type {any} */ one, /** @type {number} */ at) => ({ ...one, at }));
    const level = (/** @type {any} */ one) => String(one.level ?? (/^\d/.test(one.code) ? one.code.split(".")[0] : ""));
    const placed = new Set(anchors.map(([name]) => name));
    const loose = all.filter((/** @type {any} */ one) => !placed.has(level(one)));
    const steps = anchors.map(([name, words]) => {
      const here = String(current.standard ?? "") === name;
      const own = all.filter((/** @type {any} */ one) => level(one) === name);
      return h("li", { data: { standard: String(here) } }, h("p.anchor", {}, h("b.level", {}, decimal(name)), h("span", {}, say(words), here ? h("span.standard-here", {}, t("standardHere")) : null)), this.indicators(own));
    });
    return h("div.ladder", {}, h("h4", {}, t(anchors.length ? "ladder" : "indicators")), anchors.length ? h("ol", {}, ...steps) : null, this.indicators(loose));
  }

  /** @param {any[]} rows */
  indicators(rows) {
    if (!rows.length) return null;
    return h("ul.indicators", {}, ...rows.map((one) => h("li", {}, h("button.indicator", { "aria-pressed": String(one.code === this.screen.indicator), disabled: this.screen.locked,
      onclick: () => this.screen.pick(String.fromCharCode(97 + one.at)), data: { key: `ind-${one.code}` } }, h("kbd", {}, String.fromCharCode(97 + one.at)), h("span.code", {}, one.code), h("span", {}, said(one, "text"))))));
  }

  typeValue() {
    /** @type {HTMLInputElement|null} */ (this.tools.querySelector("input.value"))?.focus();
  }

  writeRemark() {
    this.screen.turn("rating");
    this.remark.focus();
  }

  /** @param {boolean} [whole] */
  remarked(whole = false) {
    const dimension = whole ? "" : this.screen.current.code;
    const text = (whole ? this.overall : this.remark).value;
    this.screen.outbox?.draft(`remark-${dimension}`, { kind: "remarked", dimension, text });
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.settle(), 300);
  }

  settle() {
    clearTimeout(this.rest);
    this.screen.outbox?.settleDrafts();
  }

  close() {
    this.settle();
  }
}
