// @ts-check
/** Elements from words; text is always text. */

/**
 * @param {string} name "div.card", "button.primary"
 * @param {Record<string, any>} [attributes] `on…` are listeners, `data` goes to the dataset, true and false are presence
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {any}
 */
export function h(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  if (tag === "button") node.setAttribute("type", "button");
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "data") Object.assign(node.dataset, value);
    else if (key === "value") /** @type {any} */ (node).value = value;
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, String(value));
  }
  node.append(...children.filter((one) => one !== null && one !== undefined && one !== false).map((one) => /** @type {Node|string} */ (one)));
  return node;
}

/**
 * New content; the focus stays on the element with the same `data-key`.
 * @param {HTMLElement} place
 * @param {(Node|string|null)[]} nodes
 */
export function fill(place, nodes) {
  const held = place.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.key : undefined;
  const { scrollTop } = place;
  place.replaceChildren(...nodes.filter((one) => one !== null).map((one) => /** @type {Node} */ (one)));
  place.scrollTop = scrollTop;
  if (held) /** @type {HTMLElement|null} */ (place.querySelector(`[data-key="${CSS.escape(held)}"]`))?.focus({ preventScroll: true });
}

/** @param {EventTarget|null} node whether what is typed there is text */
export function isText(node) {
  return node instanceof HTMLTextAreaElement || (node instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(node.type));
}
