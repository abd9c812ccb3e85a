// @ts-check
/**
 * The synchronous half of what the device keeps: localStorage. A click is here before the next line of
 * code runs. When the browser refuses (private mode, quota), values live in memory and `fault` says so.
 */

const PREFIX = "takar.";

export class Shelf {
  /** @param {Storage|null} storage */
  constructor(storage) {
    this.storage = storage;
    /** @type {Map<string, string>} */
    this.memory = new Map();
    /** @type {string|null} name of the last storage error */
    this.fault = storage ? null : "NoStorage";
  }

  /**
   * @param {string} key
   * @param {unknown} value
   * @returns {boolean} whether it outlives the page
   */
  put(key, value) {
    const text = JSON.stringify(value);
    try {
      if (!this.storage) throw new DOMException("no storage", "NoStorage");
      this.storage.setItem(PREFIX + key, text);
      this.memory.delete(key);
      return true;
    } catch (error) {
      this.fault = error instanceof DOMException ? error.name : "Error";
      this.memory.set(key, text);
      return false;
    }
  }

  /**
   * @param {string} key
   * @returns {any} null when absent or damaged
   */
  get(key) {
    try {
      const text = this.memory.get(key) ?? this.storage?.getItem(PREFIX + key) ?? null;
      return text === null ? null : JSON.parse(text);
    } catch {
      return null;
    }
  }

  /** @param {string} key */
  remove(key) {
    this.memory.delete(key);
    try {
      this.storage?.removeItem(PREFIX + key);
    } catch {
      this.fault = "RemoveFailed";
    }
  }

  /**
   * @param {string} start
   * @returns {string[]} keys that begin so, without our prefix
   */
  keys(start) {
    const found = new Set([...this.memory.keys()].filter((key) => key.startsWith(start)));
    for (let i = 0; i < (this.storage?.length ?? 0); i += 1) {
      const key = this.storage?.key(i) ?? "";
      if (key.startsWith(PREFIX + start)) found.add(key.slice(PREFIX.length));
    }
    return [...found];
  }
}

/** @returns {Shelf} on this browser's localStorage, or on memory where it is forbidden */
export function openShelf() {
  try {
    return new Shelf(window.localStorage);
  } catch {
    return new Shelf(null);
  }
}
