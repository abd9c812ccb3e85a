// @ts-check
/**
 * The synchronous half of what the device keeps: localStorage. What was typed is here before the next line of code runs.
 * One key per entry, so that two tabs never overwrite each other. When the browser refuses, values live in memory.
 */

export const PREFIX = "takar-asesor:";

export class Shelf {
  constructor() {
    /** @type {Map<string, string>} */
    this.memory = new Map();
  }

  /**
   * @param {string} key
   * @param {unknown} value
   * @returns {boolean} whether it outlives the page
   */
  put(key, value) {
    const text = JSON.stringify(value);
    try {
      localStorage.setItem(PREFIX + key, text);
      this.memory.delete(key);
      return true;
    } catch {
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
      const text = this.memory.get(key) ?? localStorage.getItem(PREFIX + key);
      return text === null ? null : JSON.parse(text);
    } catch {
      return null;
    }
  }

  /** @param {string} key */
  remove(key) {
    this.memory.delete(key);
    try {
      localStorage.removeItem(PREFIX + key);
    } catch {
      // it was never there
    }
  }

  /** @param {string} start */
  keys(start) {
    const found = new Set(this.memory.keys());
    try {
      for (let place = 0; place < localStorage.length; place += 1) {
        const key = localStorage.key(place) ?? "";
        if (key.startsWith(PREFIX)) found.add(key.slice(PREFIX.length));
      }
    } catch {
      // memory only
    }
    return [...found].filter((key) => key.startsWith(start));
  }
}
