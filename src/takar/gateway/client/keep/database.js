// @ts-check
/**
 * The roomy half of what the device keeps: IndexedDB, written with durability "strict". It commits
 * later than the click (measured: the last click was lost in 3 of 3 reloads when it was the only copy),
 * so the shelf goes first and keeps its copy until this one is on disk.
 */

/** @typedef {import("../types.js").AnswerEvent} AnswerEvent */
/** @typedef {import("../types.js").Section} Section */
/** @typedef {import("../types.js").View} View */

const NAME = "takar";
/** Row of the views that holds this device's name; no sitting may be called so. */
const DEVICE = "@device";
const STORES = /** @type {const} */ (["events", "sections", "views"]);

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @returns {Promise<IDBDatabase>} */
function opened() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    const base = request.result;
    base.createObjectStore("events", { keyPath: ["sitting", "seq"] });
    base.createObjectStore("sections", { keyPath: ["sitting", "index"] });
    base.createObjectStore("views", { keyPath: "sitting" });
  };
  return asked(request);
}

export class Database {
  /** @param {IDBDatabase} base */
  constructor(base) {
    this.base = base;
  }

  /**
   * Resolves when the browser says that the disk has it.
   * @param {typeof STORES[number]} store
   * @param {(store: IDBObjectStore) => void} work
   * @returns {Promise<void>}
   */
  write(store, work) {
    return new Promise((resolve, reject) => {
      const transaction = this.base.transaction(store, "readwrite", { durability: "strict" });
      transaction.oncomplete = () => resolve();
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
      work(transaction.objectStore(store));
    });
  }

  /** @param {AnswerEvent[]} events */
  putEvents(events) {
    return this.write("events", (store) => events.forEach((event) => store.put(event)));
  }

  /**
   * @param {string} sitting
   * @returns {Promise<AnswerEvent[]>} in the order of their numbers
   */
  events(sitting) {
    return asked(this.base.transaction("events").objectStore("events").getAll(range(sitting)));
  }

  /** @returns {Promise<AnswerEvent[]>} clicks of every sitting on this device */
  everyEvent() {
    return asked(this.base.transaction("events").objectStore("events").getAll());
  }

  /**
   * @param {string} sitting
   * @param {number} index
   * @param {Section} section
   */
  putSection(sitting, index, section) {
    return this.write("sections", (store) => store.put({ sitting, index, section }));
  }

  /**
   * @param {string} sitting
   * @param {number} index
   * @returns {Promise<Section|null>}
   */
  async section(sitting, index) {
    const row = await asked(this.base.transaction("sections").objectStore("sections").get([sitting, index]));
    return row?.section ?? null;
  }

  /** @param {View} view */
  putView(view) {
    return this.write("views", (store) => store.put(view));
  }

  /**
   * @param {string} sitting
   * @returns {Promise<View|null>}
   */
  async view(sitting) {
    return (await asked(this.base.transaction("views").objectStore("views").get(sitting))) ?? null;
  }

  /** @returns {Promise<View|null>} the newest view of any sitting, when the shelf was lost in a power cut */
  async newestView() {
    const all = await asked(this.base.transaction("views").objectStore("views").getAll());
    return all.filter((one) => one.state).sort((a, b) => b.server_ms - a.server_ms)[0] ?? null;
  }

  /** @param {string} name of this device */
  putDevice(name) {
    return this.write("views", (store) => store.put({ sitting: DEVICE, name }));
  }

  /** @returns {Promise<string|null>} */
  async device() {
    return (await asked(this.base.transaction("views").objectStore("views").get(DEVICE)))?.name ?? null;
  }

  /** @param {string} sitting */
  async erase(sitting) {
    await this.write("events", (store) => store.delete(range(sitting)));
    await this.write("sections", (store) => store.delete(range(sitting)));
    await this.write("views", (store) => store.delete(sitting));
  }
}

/** @param {string} sitting */
function range(sitting) {
  return IDBKeyRange.bound([sitting, 0], [sitting, Infinity]);
}

/** @returns {Promise<Database|null>} null when this browser refuses */
export async function openDatabase() {
  try {
    return new Database(await opened());
  } catch {
    return null;
  }
}
