// @ts-check
/** What the participant wrote in the exam client, to be read beside the notes; a passage becomes a note with one press. */

import { call } from "../api.js";
import { fill, h } from "../dom.js";
import { language, t } from "../text/text.js";
import { newNote } from "./notes.js";

/** @param {string} text @returns {HTMLElement[]} */
const paragraphs = (text) => text.split(/\n\s*\n/).filter((part) => part.trim()).map((part) => h("p.prose", {}, part.trim()));

export class MaterialPart {
  /** @param {import("../screens/sheet.js").SheetScreen} screen */
  constructor(screen) {
    this.screen = screen;
    /** @type {{place: string, text: string}|null} */
    this.chosen = null;
    this.shown = "";
    this.fault = "";
    this.body = h("div.material-body", { tabindex: "0", role: "region", "aria-label": t("material") });
    this.quoter = h("button.btn.small.primary", { disabled: true, onmousedown: (/** @type {Event} */ event) => event.preventDefault(), onclick: () => this.quoteChosen() }, t("quote"));
    this.foot = h("div.material-foot", {}, h("p.hint", {}, t("quoteHint")), this.quoter);
    this.root = h("section.material", { "aria-labelledby": "material-title", hidden: true }, h("h2", { id: "material-title" }, t("material")), this.body, this.foot);
    this.onselect = () => this.selected();
    document.addEventListener("selectionchange", this.onselect);
    void this.load();
  }

  close() {
    document.removeEventListener("selectionchange", this.onselect);
  }

  get material() {
    return this.screen.outbox?.about?.material ?? null;
  }

  async load() {
    const reply = await call(`material/${this.screen.id}`);
    if (this.screen.gone) return;
    if (reply.ok) this.screen.outbox?.learnMaterial(reply.body.material);
    else if (reply.status !== 0 && reply.status !== 401) this.fault = language() === "en" ? reply.refusal.en : reply.refusal.id;
    this.screen.update();
  }

  update() {
    const { material, fault } = this;
    const there = Boolean(material || fault);
    this.root.hidden = !there;
    this.foot.hidden = this.screen.locked || !material;
    const key = JSON.stringify([material, fault, this.screen.locked]);
    if (key === this.shown) return;
    this.shown = key;
    this.screen.showMaterial(there);
    fill(this.body, [...(fault ? [h("p.warning", { role: "alert" }, fault)] : []), ...(material ? this.draw(material) : [])]);
  }

  /** @param {any} material */
  draw(material) {
    const given = h("details.given", {}, h("summary", {}, t("materialGiven")), ...paragraphs(material.instructions),
      ...material.materials.flatMap((/** @type {any} */ part) => [h("h4", {}, part.title), ...paragraphs(part.text)]));
    return [given, ...material.parts.map((/** @type {any} */ part, /** @type {number} */ at) => (part.letter ? this.letter(part) : this.essay(part, at, material.parts.length)))];
  }

  /** @param {any} part */
  letter(part) {
    const { letter } = part;
    const place = t("letterN", { n: letter.id });
    const choices = [part.priority && t(/** @type {any} */ (`priority_${part.priority}`)), part.action && t(/** @type {any} */ (`action_${part.action}`))].filter(Boolean);
    return h("article.written", {}, h("h3", {}, `${place} · ${letter.subject}`),
      h("details.given", {}, h("summary", {}, [letter.from, letter.day].filter(Boolean).join(" · ")), ...paragraphs(letter.text),
        ...letter.attachments.flatMap((/** @type {any} */ one) => [h("h4", {}, one.title), ...paragraphs(one.text)])),
      choices.length ? h("p.written-choices", {}, ...choices.map((one) => h("span.pill", {}, one))) : null, ...this.said(place, part.text));
  }

  /**
   * @param {any} part
   * @param {number} at
   * @param {number} all
   */
  essay(part, at, all) {
    return h("article.written", {}, h("h3", {}, part.question), ...this.said(all > 1 ? t("answerN", { n: at + 1 }) : t("answerOne"), part.text));
  }

  /**
   * The participant's own words, paragraph by paragraph, each with a button for those who use the keyboard.
   * @param {string} place
   * @param {string} text
   */
  said(place, text) {
    if (!text.trim()) return [h("p.hint", {}, t("nothingWritten"))];
    return text.split(/\n+/).filter((part) => part.trim()).map((part) => h("div.said", { data: { place } }, h("p", { lang: "id" }, part.trim()),
      this.screen.locked ? null : h("button.link", { "aria-label": `${t("quoteAll")}: ${part.trim().slice(0, 60)}`, onclick: () => this.quote(place, part.trim()) }, t("quoteAll"))));
  }

  /** What is marked in the participant's own words, and only there. */
  selected() {
    const marked = document.getSelection();
    const text = marked?.toString().replace(/\s+/g, " ").trim() ?? "";
    const from = /** @type {HTMLElement|null} */ (marked?.anchorNode?.parentElement?.closest(".said p"));
    const to = marked?.focusNode?.parentElement?.closest(".said p");
    const own = text && from && to && this.body.contains(from) && this.body.contains(to);
    if (own) this.chosen = { place: from.parentElement?.dataset.place ?? "", text };
    else if (document.activeElement !== this.quoter) this.chosen = null;
    this.quoter.disabled = !this.chosen;
  }

  quoteChosen() {
    if (!this.chosen) return;
    const { place, text } = this.chosen;
    this.chosen = null;
    document.getSelection()?.removeAllRanges();
    this.quoter.disabled = true;
    this.quote(place, text);
  }

  /**
   * @param {string} place
   * @param {string} text
   */
  quote(place, text) {
    const { screen } = this;
    if (screen.locked || !screen.clock) return;
    screen.notes?.finish();
    screen.clock.begin();
    const note = newNote();
    screen.write({ kind: "noted", note, text: `${place}: “${text}”`, clock_s: screen.clock.seconds });
    screen.note = note;
    screen.update();
    screen.notes?.reveal(note);
    screen.say(t("quoted"));
  }
}
