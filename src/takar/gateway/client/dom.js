// @ts-check
/** Building elements. Text is only ever set as text; nothing here parses HTML. */

/** @typedef {Node|string|null|undefined|false} Child */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [properties] `on…` functions are listeners, known properties are set, the rest are attributes
 * @param {...(Child|Child[])} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) set(element, name, value);
  element.append(...real(children));
  return element;
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {any} value
 */
function set(element, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name === "class") element.setAttribute("class", value);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/**
 * @param {(Child|Child[])[]} children
 * @returns {(Node|string)[]}
 */
export function real(children) {
  return /** @type {(Node|string)[]} */ (children.flat().filter((child) => child !== null && child !== undefined && child !== false));
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag
 * @param {Record<string, string|number|undefined>} [attributes]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function s(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, String(value));
  element.append(...real(children));
  return element;
}

const ICONS = /** @type {Record<string, string>} */ ({
  check: "M4 10.5l4 4 8-9",
  pencil: "M4 16l.8-3.6L13.6 3.6a1.2 1.2 0 0 1 1.7 0l1.1 1.1a1.2 1.2 0 0 1 0 1.7L7.6 15.2z",
  device: "M3 4h14v9H3zM7 16.5h6",
  cloud: "M6 15.5h8.5a3 3 0 0 0 .3-6A5 5 0 0 0 5.2 9 3.3 3.3 0 0 0 6 15.5z",
  cloudoff: "M3 3l14 14M8 5.6A5 5 0 0 1 14.8 9.5a3 3 0 0 1 1.7 4.9M5.2 9A3.3 3.3 0 0 0 6 15.5h8",
  flag: "M5 17V3.5M5 4h9.5l-2 3 2 3H5",
  left: "M12 4.5L6.5 10l5.5 5.5",
  right: "M8 4.5l5.5 5.5L8 15.5",
  grid: "M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h5v5h-5z",
  help: "M7.2 7.5a2.8 2.8 0 1 1 4.2 2.4c-.9.6-1.4 1-1.4 2.1M10 15v.4",
  clock: "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4zM10 6v4.3l2.8 1.7",
  alert: "M10 3l7.5 13.5h-15zM10 8v4M10 14.2v.4",
  lock: "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  clear: "M4.5 16.5h11M8 16L3.8 11.8a1.6 1.6 0 0 1 0-2.3l5.7-5.7a1.6 1.6 0 0 1 2.3 0l4.4 4.4a1.6 1.6 0 0 1 0 2.3L10.7 16M6.7 6.6l6.7 6.7",
  download: "M10 3v9.5M6 9l4 4 4-4M4 16.5h12",
  print: "M6 7V3h8v4M6 14H3.5V7h13v7H14M6 12h8v5H6z",
  text: "M3 15l4-10 4 10M4.5 11.5h5M12.5 15l2.5-6 2.5 6M13.3 13h3.4",
  person: "M10 3.2a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6zM3.8 17c.6-3.4 3-5 6.2-5s5.6 1.6 6.2 5",
});

/**
 * @param {string} name
 * @returns {SVGElement} decorative; the words beside it say the same
 */
export function icon(name) {
  return s("svg", { class: "icon", viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" }, s("path", { d: ICONS[name] }));
}

/**
 * @param {string} text paragraphs are separated by blank lines
 * @returns {HTMLParagraphElement[]}
 */
export function paragraphs(text) {
  return text.split(/\n\s*\n/).filter((part) => part.trim()).map((part) => h("p", {}, part.trim()));
}

/**
 * @param {string} title
 * @param {Child[]} body
 * @param {{label: string, kind?: string, run?: () => void}[]} actions
 * @returns {HTMLDialogElement} open; removes itself when closed
 */
export function dialog(title, body, actions) {
  const heading = h("h2", { id: `d${Math.random().toString(36).slice(2)}` }, title);
  const box = h("dialog", { "aria-labelledby": heading.id }, heading, ...real([body]));
  const buttons = actions.map(({ label, kind = "", run }) =>
    h("button", { type: "button", class: `btn ${kind}`, onclick: () => (box.close(), run?.()) }, label));
  box.append(h("div", { class: "actions" }, ...buttons));
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
  return box;
}
