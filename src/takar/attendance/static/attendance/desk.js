// The check-in desk. A card, a number, a NIP or a name; Enter; the next one. Works on without the network.

import { Camera, cameraCanRead } from "./camera.js";
import { newId, Outbox } from "./outbox.js";
import { Roster } from "./roster.js";

const desk = document.getElementById("meja");
const words = desk.dataset;
const field = document.getElementById("q");
const lists = document.getElementById("daftar");
const byId = (id) => document.getElementById(id);
const offset = Number(words.nowMs) - Date.now(); // the device's clock may be wrong; the server's is not
const HERE = ["present", "late", "left_early"];

if (lists) start(new Roster(JSON.parse(lists.textContent)));

function start(roster) {
  const batch = () => byId("gelombang")?.value ?? "";
  const activity = () => byId("kegiatan").value;
  const token = () => desk.querySelector("[name=csrfmiddlewaretoken]").value;
  let chosen = 0;
  let sure = false; // somebody was chosen by hand
  let found = [];
  let shown = "";

  const outbox = new Outbox(words.user, words.send, token, heard, count);

  function heard({ entry, answer, refusal }) {
    const one = roster.byPlace.get(entry.place);
    const line = byId(`c-${entry.request}`);
    if (refusal) {
      const sentence = document.documentElement.lang === "en" ? refusal.en : refusal.id;
      mark(line ?? logged(entry, one), "is-refused", sentence);
      if (one) one.status = entry.before ?? one.status;
      if (shown === entry.request) say("refused", words.tRefused, one, sentence);
      return;
    }
    mark(line ?? logged(entry, one), "", words.tSent);
    if (one && answer.state !== "waiting") one.status = answer.minutes_late ? "late" : "present";
    if (shown === entry.request) tell(answer.state, one, answer);
  }

  function count() {
    const waiting = outbox.waiting().length;
    byId("kirim").hidden = waiting === 0 && !outbox.signedOut;
    byId("kirim-jumlah").textContent = waiting ? words.tUnsent.replace("{n}", waiting) : "";
    byId("kirim-isi").replaceChildren(outbox.signedOut ? signIn() : words.tUnsentText);
    const { here, all } = roster.tally(batch());
    byId("hitung").textContent = words.tTally.replace("{n}", here).replace("{m}", all);
    const [other] = outbox.others();
    byId("milik-lain").hidden = !other;
    if (other) byId("milik-lain").textContent = words.tOthers.replace("{n}", other[1]).replace("{who}", other[0]);
  }

  function signIn() {
    const link = document.createElement("a");
    link.href = words.login;
    link.textContent = words.tSignin;
    return link;
  }

  function note(one, means) {
    if (one.out) return refuse("refused", words.tOut, one, one.out);
    if (batch() && one.batch !== batch()) return refuse("refused", words.tOther, one, words.tOtherText.replace("{n}", one.batch_number));
    if (!one.status) return refuse("refused", words.tNothing, one, "");
    const now = Date.now() + offset;
    const entry = { request: newId(), batch: one.batch, place: one.place, moment_ms: now, means, before: one.status };
    if (activity()) entry.activity = Number(activity());
    shown = entry.request;
    const late = now > one.late_after_ms ? Math.floor((now - one.starts_ms) / 60000) : 0;
    const again = HERE.includes(one.status) && !activity();
    tell(again ? "again" : late ? "late" : "arrived", one, { minutes_late: late });
    if (!again) one.status = late ? "late" : "present";
    logged(entry, one);
    outbox.put(entry);
    clear();
    return undefined;
  }

  function refuse(state, title, one, text) {
    shown = "";
    say(state, title, one, text);
    clear();
  }

  function tell(state, one, answer) {
    const title = { arrived: words.tArrived, late: words.tLate, again: words.tAgain, waiting: words.tWaiting }[state];
    const next = answer.next ?? one?.next;
    const room = answer.room ?? one?.room;
    say(state, title.replace("{n}", answer.minutes_late), one, next ? `${words.tNext} ${next}${room ? ` · ${room}` : ""}` : "");
  }

  function say(state, title, one, text) {
    byId("jawab").dataset.state = state;
    byId("j-keadaan").textContent = title;
    byId("j-nomor").textContent = one?.number ?? "";
    byId("j-nama").textContent = one?.name ?? "";
    byId("j-unit").textContent = one ? whose(one) : "";
    byId("j-lanjut").textContent = text;
  }

  function whose(one) {
    const group = one.group ? ` · ${words.tGroup} ${one.group}` : "";
    return `${one.unit} · ${words.tBatch} ${one.batch_number}${group}`;
  }

  function logged(entry, one) {
    const line = document.createElement("li");
    line.id = `c-${entry.request}`;
    const when = new Date(entry.moment_ms).toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: { WIB: "Asia/Jakarta", WITA: "Asia/Makassar", WIT: "Asia/Jayapura" }[words.zone] });
    for (const text of [when, one ? `${one.number} ${one.name}` : "", words.tWaits]) {
      const part = document.createElement("span");
      part.textContent = text;
      line.append(part);
    }
    line.className = "is-waiting";
    const log = byId("catatan");
    log.querySelector(".text-secondary")?.remove();
    log.prepend(line);
    while (log.children.length > 30) log.lastChild.remove();
    return line;
  }

  function mark(line, look, text) {
    line.className = look;
    line.lastChild.textContent = text;
  }

  function clear() {
    field.value = "";
    list({ found: [] });
    field.focus();
  }

  function list(result) {
    found = result.found;
    sure = false;
    byId("calon").replaceChildren(...found.map(candidate));
    choose(0);
  }

  function candidate(one, place) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    const number = document.createElement("b");
    number.textContent = one.number;
    const name = document.createElement("span");
    name.textContent = one.name;
    const unit = document.createElement("small");
    unit.textContent = whose(one);
    name.append(unit);
    button.append(number, name);
    button.addEventListener("click", () => note(one, "name"));
    button.addEventListener("focus", () => choose(place));
    item.append(button);
    return item;
  }

  function choose(place) {
    chosen = Math.max(0, Math.min(place, found.length - 1));
    [...byId("calon").children].forEach((item, at) => item.firstChild.classList.toggle("is-chosen", at === chosen));
  }

  /** The first arrow takes the one that is marked already. */
  function step(by) {
    choose(sure || by < 0 ? chosen + by : chosen);
    sure = found.length > 0;
  }

  async function enter(means) {
    const typed = field.value.trim();
    const result = roster.search(typed, batch());
    if (result.exact && result.found.length) return note(result.found[0], means);
    if (result.found.length && sure) return note(found[chosen], means);
    if (result.found.length) return ask(result);
    return typed ? unknown(typed) : undefined;
  }

  /** Several people fit: nobody is noted by accident. */
  function ask(result) {
    list(result);
    shown = "";
    say("choose", words.tChoose, null, words.tChooseText);
    sure = true;
  }

  async function unknown(typed) {
    refuse("refused", words.tNone, null, "");
    byId("j-nama").textContent = typed;
    try {
      const response = await fetch(`${words.who}?q=${encodeURIComponent(typed)}`, { signal: AbortSignal.timeout(6000) });
      const [one] = (await response.json()).found;
      byId("j-lanjut").textContent = one ? one.sentence : words.tNoneText;
    } catch {
      byId("j-lanjut").textContent = words.tNoneOffline;
    }
  }

  byId("tanya").addEventListener("submit", (event) => {
    event.preventDefault();
    enter(/^takar/i.test(field.value) ? "card" : "typed");
  });
  field.addEventListener("input", () => list(roster.search(field.value, batch())));
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Escape") clear();
    else return;
    event.preventDefault();
  });
  byId("gelombang")?.addEventListener("change", count);
  window.addEventListener("storage", count);

  const camera = new Camera(byId("gambar"), (text) => {
    field.value = text;
    enter("camera");
  });
  cameraCanRead().then((can) => { byId("kamera").hidden = !can; });
  byId("kamera").addEventListener("click", async (event) => {
    const button = event.currentTarget;
    const on = button.getAttribute("aria-pressed") === "true";
    try {
      await (on ? camera.stop() : camera.start());
      button.setAttribute("aria-pressed", String(!on));
    } catch {
      byId("j-lanjut").textContent = words.tCameraNo;
    }
  });

  for (const entry of outbox.waiting()) {
    const one = roster.byPlace.get(entry.place);
    if (one?.status === "expected") one.status = "present";
    logged(entry, one);
  }
  count();
  outbox.flush();
}
