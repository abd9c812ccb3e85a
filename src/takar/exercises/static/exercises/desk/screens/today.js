// @ts-check
/** One's own sheets, and the field that opens the right one from a card. */

import { call } from "../api.js";
import { fill, h } from "../dom.js";
import { bar, banners } from "../parts/bar.js";
import { Camera, cameraCanRead } from "../parts/camera.js";
import { distance, isCard, search } from "../rules/due.js";
import { day, hour, language, t } from "../text/text.js";

/** @typedef {import("../rules/due.js").Line} Line */

const DAY_MS = 86_400_000;

/** What is done on pages of the office: a locked sheet that needs opening, sheets typed from paper. */
const elsewhere = () => h("nav.elsewhere", { "aria-label": t("elsewhere") },
  h("a", { href: "/asesor/buka-kembali/" }, t("askReopening")), " · ", h("a", { href: "/asesor/kertas/lembar-saya/" }, t("confirmPaper")));

export class TodayScreen {
  /** @param {import("../desk.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.bar = bar(desk, [h("span.where", {}, t("desk"))]);
    this.banners = h("div.banners");
    this.field = h("input.find", { id: "find", autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-describedby": "answer" });
    this.answer = h("div.answer", { id: "answer", role: "status" });
    this.lists = h("div.lists");
    this.video = h("video.video", { playsinline: true, hidden: true, "aria-label": t("camera") });
    this.video.muted = true;
    this.camera = new Camera(this.video, (text) => void this.find(text));
    const eye = h("button.btn", { hidden: true, "aria-pressed": "false", onclick: () => void this.look(eye) }, t("camera"));
    void cameraCanRead().then((can) => (eye.hidden = !can)).catch(() => undefined);
    const sent = (/** @type {Event} */ event) => { event.preventDefault(); void this.find(this.field.value); };
    const ask = h("form.ask", { role: "search", onsubmit: sent }, h("label", { for: "find" }, t("find")),
      h("div.ask-row", {}, this.field, h("button.btn.primary", { type: "submit" }, t("open")), eye), this.answer, this.video);
    this.root = h("div.screen", {}, this.bar.root, h("main.today", { id: "isi" }, this.banners, h("h1", {}, t("desk")), ask, this.lists, elsewhere()));
  }

  opened() {
    document.title = `${t("desk")} · Takar`;
    this.update();
    this.field.focus();
    void this.prefetch();
  }

  close() {
    this.camera.stop();
  }

  /** Sheets of the day are fetched before the network may fail. */
  async prefetch() {
    for (const line of this.lines().filter((one) => !one.locked && distance(one, this.desk.now()) < DAY_MS)) {
      const outbox = await this.desk.outbox(line.id);
      if (outbox.about) continue;
      const reply = await call(`sheet/${line.id}`);
      if (!reply.ok) break;
      outbox.learn(reply.body);
      const material = await call(`material/${line.id}`);
      if (material.ok) outbox.learnMaterial(material.body.material);
    }
    this.update();
  }

  /** @returns {Line[]} */
  lines() {
    return this.desk.list?.sheets ?? [];
  }

  /** @param {HTMLElement} button */
  async look(button) {
    try {
      await (this.camera.stream ? this.camera.stop() : this.camera.start());
    } catch {
      this.camera.stop();
      this.say(t("cameraNo"));
    }
    button.setAttribute("aria-pressed", String(this.camera.stream !== null));
  }

  /** @param {string} typed */
  async find(typed) {
    if (!typed.trim()) return undefined;
    const found = search(this.lines(), typed, this.desk.now());
    const [first] = found;
    if (first && found.every((one) => one.person === first.person)) return this.open(first.id);
    if (first) return this.choose(found);
    return isCard(typed) ? this.askServer(typed) : this.say(t("nobody", { typed }));
  }

  /** @param {string} code a card that is not in the list */
  async askServer(code) {
    this.say(t("asking"));
    const reply = await call(`badge/${encodeURIComponent(code.trim())}`);
    if (reply.ok) return this.open(reply.body.sheets[0].id);
    return this.say(language() === "en" ? reply.refusal.en : reply.refusal.id);
  }

  /** @param {Line[]} found */
  choose(found) {
    this.say(t("choosePerson"));
    this.answer.append(h("ul.choices", {}, ...found.map((one) => h("li", {}, h("a", { href: `#${one.id}` }, `${one.number} ${one.name} · ${one.title}`)))));
    this.answer.querySelector("a")?.focus();
  }

  /** @param {string} text */
  say(text) {
    this.answer.textContent = text;
    this.field.select();
  }

  /** @param {string} id */
  open(id) {
    location.hash = id;
  }

  update() {
    this.bar.update();
    banners(this.desk, this.banners);
    const key = JSON.stringify([this.lines(), this.lines().map((one) => this.state(one)), language()]);
    if (this.lists.dataset.shown === key) return;
    this.lists.dataset.shown = key;
    const empty = h("div.empty", {}, h("h2", {}, t("nothingTitle")), h("p", {}, t("nothingText")));
    fill(this.lists, this.lines().length ? this.groups() : [empty]);
  }

  groups() {
    const { zone } = this.desk.list;
    const now = this.desk.now();
    const today = day(now, zone);
    const when = (/** @type {Line} */ one) => {
      if (one.starts_ms === null) return "anytime";
      if (day(one.starts_ms, zone) === today) return "today";
      return one.starts_ms < now ? "before" : "ahead";
    };
    return /** @type {const} */ (["before", "today", "anytime", "ahead"]).map((name) => {
      const lines = this.lines().filter((one) => when(one) === name);
      const title = name === "today" ? `${t("today")}, ${today}` : t(name);
      return lines.length ? h("section.card", {}, h("h2", {}, title), this.table(lines, name)) : null;
    });
  }

  /**
   * @param {Line[]} lines
   * @param {string} group
   */
  table(lines, group) {
    const names = /** @type {const} */ (["time", "person", "instrument", "room", "state"]);
    const head = h("thead", {}, h("tr", {}, ...names.map((name) => h("th", { scope: "col" }, t(name)))));
    return h("table.sheets", {}, head, h("tbody", {}, ...lines.map((one) => this.row(one, group))));
  }

  /**
   * @param {Line} line
   * @param {string} group
   */
  row(line, group) {
    const { zone } = this.desk.list;
    const ends = line.ends_ms ? `–${hour(line.ends_ms, zone)}` : "";
    const hours = line.starts_ms === null ? "–" : `${hour(line.starts_ms, zone)}${ends}`;
    const [state, text] = this.state(line);
    return h("tr", { data: { state, sheet: line.id } },
      h("td.tabular", {}, group === "today" || line.starts_ms === null ? hours : `${day(line.starts_ms, zone)} ${hours}`),
      h("th", { scope: "row" }, h("a", { href: `#${line.id}`, data: { key: line.id } }, line.number ? h("span.number", {}, line.number) : null, line.name)),
      h("td", {}, line.title), h("td", {}, line.room || "–"), h("td", {}, h("span.pill", { data: { state } }, text)));
  }

  /** @param {Line} line @returns {[string, string]} */
  state(line) {
    const outbox = this.desk.outboxes.get(line.id);
    const unsent = (outbox?.waiting.size ?? 0) + (outbox?.drafts.size ?? 0);
    if (unsent && (this.desk.sync.failures || !this.desk.sync.online)) return ["unsent", t("stateUnsent", { n: unsent })];
    if (line.locked) return ["locked", t("stateLocked")];
    const now = line.starts_ms !== null && distance(line, this.desk.now()) === 0;
    const begun = line.entries > 0 || (outbox?.state.notes.size ?? 0) > 0;
    if (now) return ["now", `${t("stateNow")} · ${t(begun ? "stateBegun" : "stateEmpty")}`];
    return begun ? ["begun", t("stateBegun")] : ["empty", t("stateEmpty")];
  }
}
