// SPDX-License-Identifier: Apache-2.0
// ------------------------------------------------------------------------------------------------------------- the page
// Everything from a receipt is put into the page as text, never as markup.

const page = { language: "id", receipt: null, policy: null, log: null, found: null, at: null };
const part = (id) => document.getElementById(id);
const inWords = (pair) => pair[page.language === "en" ? 1 : 0];
const word = (name, ...given) => given.reduce((text, each) => text.replace("{}", () => each), inWords(WORDS[name]));
const printable = (text) => shown(text).replace(/[\p{C}\p{Z}]/gu, (letter) => (letter === " " ? letter : ""));
const figure = (value) => printable(page.language === "en" ? shown(value) : comma(value));

/** An element with a class and children; a child that is no element is text. */
function make(kind, name, ...children) {
  const made = document.createElement(kind);
  if (name) made.className = name;
  made.append(...children.map((child) => (child instanceof Node ? child : printable(String(child)))));
  return made;
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS("http://www.w3.org/2000/svg", "use"));
  svg.firstChild.setAttribute("href", `#${name}`);
  return svg;
}

function showAnswer() {
  const { found } = page;
  if (!found) return part("answer").replaceChildren();
  const { icon: picture, gloss, advice } = VERDICTS[found.verdict];
  const name = make("div", "word", found.verdict);
  if (page.language === "en") name.append(make("small", "", ` (${gloss})`));
  const box = make("div", `verdict ${found.verdict.toLowerCase().replace(" ", "-")}`, icon(picture), name);
  box.append(make("p", "", inWords([found.id, found.en])));
  const isFileBad = found.verdict === "TIDAK LENGKAP" && found.steps.some((step) => step.state === "fail");
  const more = inWords(isFileBad ? INCOMPLETE_FILE : advice);
  if (more) box.append(make("p", "advice", more));
  return part("answer").replaceChildren(box);
}

function showSteps() {
  const steps = page.found?.steps ?? Object.keys(TITLES).filter((name) => name !== "INPUTS").map((name) => ({ name, state: "todo", id: "", en: "" }));
  const list = make("ol", "steps", ...steps.map(stepLine));
  part("steps").replaceChildren(make("h2", "", word(page.found ? "checked" : "toCheck")), list);
}

function stepLine(step) {
  const said = step.code === "NOT_CHECKED" ? word("notReached") : inWords([step.id, step.en]);
  const isWarning = step.state === "warn"; // its sentence says it all, and may be the opposite of the title
  const title = isWarning ? said : inWords(TITLES[step.name]);
  const line = make("li", step.state, icon(step.state), make("span", "", title));
  if (page.found) line.lastChild.append(make("span", "unseen", `: ${inWords(WORDS.states[step.state])}`));
  if (said && !isWarning) line.append(make("span", "said", said));
  return line;
}

function showValues() {
  const { values } = page.found ?? {};
  part("values").hidden = !values?.code;
  if (!values?.code) return;
  const { opened } = values;
  const isUnproven = page.found.steps.some((step) => step.name === "DISCLOSURES" && step.state === "fail");
  const parts = [make("h2", "", word("result")), facts(values)];
  if (values.judged === true) parts.push(make("p", "", word("judged")));
  else if (!Object.keys(opened).length) parts.push(make("p", "", word(isUnproven ? "unproven" : "held")));
  if (values.judged === "competencies") parts.push(make("p", "", word("meeting")));
  if (isObject(opened.total) || "jpm" in opened || "category" in opened) parts.push(figures(opened, values));
  if (competencies(opened).size) parts.push(competencyTable(opened));
  if (Array.isArray(opened.components)) parts.push(componentTable(opened.components));
  if (Array.isArray(opened.potential)) parts.push(potentialTable(opened.potential));
  parts.push(...values.amendments.map(amendmentTable));
  part("values").replaceChildren(...parts);
}

function facts(values) {
  const subject = isObject(values.opened.subject) ? values.opened.subject : null;
  const rows = [];
  if (subject) rows.push(["participant", `${subject.name}, NIP ${subject.nip}`], ["number", subject.number]);
  if (isObject(values.opened.judged)) {
    const { answered = "", items = "" } = values.opened.judged;
    rows.push(["written", `${shown(answered)} / ${shown(items)}`]);
  }
  if (values.event)
    rows.push(
      ["event", values.event.title],
      ["organiser", values.event.organiser],
      ["rules", `${values.rules.code} ${values.rules.version}`],
    );
  rows.push(["code", values.code], ["entry", word("place", values.index, values.size, values.origin)]);
  rows.push(["fingerprint", values.fingerprint], ["when", page.at.toLocaleString(page.language === "en" ? "en-GB" : "id-ID")]);
  const list = make("dl", "who");
  for (const [name, value] of rows)
    list.append(make("dt", "", word(name)), make("dd", ["code", "fingerprint"].includes(name) ? "code" : "", value));
  return list;
}

function figures(opened, values) {
  const box = make("div", "figures");
  const add = (text, name) => box.append(make("div", "figure", make("b", "", text), make("span", "", name)));
  if ("jpm" in opened) add(`${figure(opened.jpm)} %`, "JPM");
  if ("category" in opened) add(categoryName(opened.category, values.categories ?? []), word("category"));
  if (isObject(opened.total)) {
    const parts = ["total", "standard_total"].filter((name) => name in opened.total);
    add(parts.map((name) => figure(opened.total[name])).join(" / "), word(parts.length > 1 ? "total" : "sum"));
  }
  return box;
}

function categoryName(code, categories) {
  const known = elements(categories).find((each) => isObject(each) && equal(each.code, code));
  const name = known?.[page.language === "en" ? "name_en" : "name_id"];
  return name ? `${shown(code)} · ${shown(name)}` : shown(code);
}

/** A table; each row is a heading and cells, `numbers` tells which columns hold numbers. */
function table(title, columns, numbers, rows) {
  const cell = (kind, place, content) => make(kind, numbers.includes(place) ? "number" : "", content);
  const head = make("tr", "", ...columns.map((name, place) => cell("th", place, word(name))));
  head.querySelectorAll("th").forEach((each) => each.setAttribute("scope", "col"));
  const body = make("tbody", "");
  for (const row of rows) {
    body.append(make("tr", "", ...row.map((content, place) => cell(place ? "td" : "th", place, content))));
    body.lastChild.firstChild.setAttribute("scope", "row");
  }
  return make("table", "", make("caption", "", title), make("thead", "", head), body);
}

const named = (name, code) => make("span", "", shown(name), make("small", "", code));

function competencyTable(opened) {
  const rows = [...competencies(opened)].map(([code, each]) => {
    const { name = "", required = "", level = "", rating = "" } = isObject(each) ? each : {};
    return [named(name, code), figure(required), figure(level), figure(rating)];
  });
  return table(word("competencies"), ["competency", "required", "level", "rating"], [1, 2, 3], rows);
}

function componentTable(components) {
  const rows = components.filter(isObject).map((each) => {
    const { name = "", code = "", weight = "", value = "" } = each;
    return [named(name, shown(code)), figure(weight), figure(value)];
  });
  return table(word("components"), ["component", "weight", "score"], [1, 2], rows);
}

function potentialTable(potential) {
  const rows = potential.filter(isObject).map((each) => {
    const { name = "", code = "", score = "", band = "" } = each;
    return [named(name, shown(code)), figure(score), figure(band)];
  });
  return table(word("potential"), ["aspect", "score", "band"], [1], rows);
}

function amendmentTable(each) {
  const names = [...new Set([each.old, each.new].filter(isObject).flatMap(Object.keys))].sort();
  const side = (values, name) => (isObject(values) && name in values ? figure(values[name]) : word("nothing"));
  const rows = names.map((name) => [name, side(each.old, name), side(each.new, name)]);
  const title = `${word("amended")}: ${each.index}, ${shown(each.at)}, ${shown(each.reason)} (${shown(each.basis)})`;
  return names.length ? table(title, ["what", "before", "after"], [], rows) : make("p", "", title);
}

function showLimits() {
  const { found } = page;
  part("limits").hidden = part("after").hidden = !found?.values.code;
  if (!found?.values.code) return;
  const skipped = found.steps.filter((step) => step.code !== "NOT_CHECKED" && ["skip", "warn"].includes(step.state));
  const lines = skipped.filter((step) => step.code !== "AMENDED");
  const said = lines.map(({ name, state, id, en }) =>
    state === "warn" ? inWords([id, en]) : `${inWords(TITLES[name])}: ${inWords([id, en])}`,
  );
  if (page.log === null) said.push(inWords(LIMITS.seen), inWords(LIMITS.later));
  if (isText(page.log)) said.push(inWords(LIMITS.laterCheckpoint));
  said.push(inWords(LIMITS.items));
  const list = make("ul", "limits", ...said.map((text) => make("li", "", text)));
  part("limits").replaceChildren(make("h2", "", word("limits")), list);
}

function show() {
  document.documentElement.lang = page.language;
  document.title = `${word("title")} · Takar`;
  document.querySelectorAll("[data-word]").forEach((each) => (each.textContent = word(each.dataset.word)));
  document.querySelectorAll("[data-language]").forEach((each) => {
    each.setAttribute("aria-pressed", String(each.dataset.language === page.language));
  });
  showAnswer();
  showValues();
  showSteps();
  showLimits();
}

/** The text to check: the chosen file, or what was pasted, whose last line end is often lost on the way. */
function receiptText() {
  const pasted = part("receipt-text").value;
  if (!pasted.trim()) return page.receipt;
  return pasted.trimStart().startsWith(MAGIC) ? `${pasted.trim()}\n` : pasted.replace(/^\s+/, "");
}

function complain(id, text) {
  part(`${id}-error`).textContent = text;
  const field = part(id) ?? part(`${id}-file`);
  field.setAttribute("aria-invalid", String(Boolean(text)));
}

function isKeyGood(key) {
  const digits = hexDigits(key);
  const isGood = !digits || /^[0-9a-f]{32}$/.test(digits);
  complain("key", isGood ? "" : word("badKey", `${digits.length}`));
  return isGood;
}

function isPolicyGood() {
  try {
    if (page.policy !== null) parsePolicy(page.policy);
    complain("policy", "");
    return true;
  } catch (fault) {
    complain("policy", word("badPolicy", fault.message));
    return false;
  }
}

function run({ isAsked }) {
  const text = receiptText();
  const key = part("key").value.trim();
  page.found = null;
  if (text === null && isAsked) part("receipt-name").textContent = word("noReceipt");
  const isReady = [isKeyGood(key), isPolicyGood()].every(Boolean) && text !== null;
  if (isReady) {
    page.at = new Date();
    page.found = verify(text, { policy: page.policy, key: hexDigits(key), log: page.log });
  }
  show();
  if (!page.found) return;
  part("answer").scrollIntoView({ block: "nearest" });
  if (isAsked) part("answer").focus({ preventScroll: true });
}

/** Bytes of a file as text; what is no text becomes "", which is no receipt. */
async function textOf(file) {
  try {
    return fromUtf8(new Uint8Array(await file.arrayBuffer()));
  } catch {
    return "";
  }
}

async function takeReceipt(file) {
  if (!file) return;
  page.receipt = await textOf(file);
  part("receipt-text").value = "";
  part("receipt-name").textContent = printable(file.name);
  run({ isAsked: false });
}

async function takeFolder(files) {
  const paths = new Map();
  for (const file of files) {
    const path = file.webkitRelativePath.split("/").slice(1).join("/");
    if (path === "checkpoint" || path.startsWith("tile/entries/")) paths.set(path, new Uint8Array(await file.arrayBuffer()));
  }
  page.log = files.length ? paths : null;
}

function clear() {
  for (const each of document.querySelectorAll("input, textarea")) each.value = "";
  Object.assign(page, { receipt: null, policy: null, log: null, found: null });
  part("receipt-name").textContent = "";
  complain("key", "");
  complain("policy", "");
  show();
}

function listen() {
  const on = (id, event, work) => part(id).addEventListener(event, work);
  on("receipt-file", "click", (event) => (event.target.value = "")); // so that the same file can be chosen again
  on("receipt-file", "change", (event) => takeReceipt(event.target.files[0]));
  on("receipt-text", "change", () => run({ isAsked: false }));
  on("key", "change", () => run({ isAsked: false }));
  on("key", "keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    run({ isAsked: true });
  });
  on("check", "click", () => run({ isAsked: true }));
  on("clear", "click", clear);
  on("print", "click", () => window.print());
  on("policy-file", "change", async ({ target }) => {
    page.policy = target.files.length ? await textOf(target.files[0]) : null;
    run({ isAsked: false });
  });
  on("log-file", "change", async ({ target }) => {
    page.log = target.files.length ? await textOf(target.files[0]) : null;
    run({ isAsked: false });
  });
  on("log-folder", "change", async ({ target }) => {
    await takeFolder(target.files);
    run({ isAsked: false });
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    part("drop").classList.add("over");
  });
  document.addEventListener("dragleave", () => part("drop").classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    part("drop").classList.remove("over");
    takeReceipt(event.dataTransfer.files[0]);
  });
  document.querySelectorAll("[data-language]").forEach((button) =>
    button.addEventListener("click", () => {
      page.language = button.dataset.language;
      show();
    }),
  );
}

listen();
show();
