// @ts-check
/** The roomy half of what the device keeps: IndexedDB, written with durability "strict". It commits later than the shelf. */

const NAME = "takar-asesor";
const STORES = ["entries", "sheets", "lists"];

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

/** @returns {Promise<Database|null>} null when this browser refuses */
export async function openDatabase() {
  try {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("entries", { keyPath: ["user", "sheet", "device", "seq"] });
      request.result.createObjectStore("sheets", { keyPath: ["user", "id"] });
      request.result.createObjectStore("lists", { keyPath: "user" });
    };
    const base = await asked(request);
    base.onversionchange = () => base.close();
    return new Database(base);
  } catch {
    return null;
  }
}

export class Database {
  /** @param {IDBDatabase} base */
  constructor(base) {
    this.base = base;
  }

  /**
   * Resolves when the browser says that the disk has it.
   * @param {(stores: Record<string, IDBObjectStore>) => void} work
   * @returns {Promise<void>}
   */
  write(work) {
    return new Promise((resolve, reject) => {
      const transaction = this.base.transaction(STORES, "readwrite", { durability: "strict" });
      transaction.oncomplete = () => resolve();
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
      work(Object.fromEntries(STORES.map((name) => [name, transaction.objectStore(name)])));
    });
  }

  /**
   * @param {string} store
   * @param {IDBValidKey} key
   * @returns {Promise<any>}
   */
  get(store, key) {
    return asked(this.base.transaction(store).objectStore(store).get(key));
  }

  /**
   * @param {string} store
   * @returns {Promise<any[]>}
   */
  all(store) {
    return asked(this.base.transaction(store).objectStore(store).getAll());
  }

  /** @param {any[]} entries */
  putEntries(entries) {
    return this.write(({ entries: store }) => entries.forEach((one) => store.put(one)));
  }

  /**
   * Received entries go in the same step in which the sheet's own copy learns what they said.
   * @param {any[]} received
   * @param {any} sheet
   */
  settle(received, sheet) {
    return this.write(({ entries, sheets }) => {
      for (const one of received) entries.delete([one.user, one.sheet, one.device, one.seq]);
      sheets.put(sheet);
    });
  }

  /**
   * @param {string} user
   * @param {string} sheet
   */
  erase(user, sheet) {
    return this.write(({ entries, sheets }) => {
      entries.delete(IDBKeyRange.bound([user, sheet], [user, sheet, []]));
      sheets.delete([user, sheet]);
    });
  }

  /**
   * Everything of this user except entries of `kept` sheets.
   * @param {string} user
   */
  eraseUser(user) {
    return this.write(({ entries, sheets, lists }) => {
      entries.delete(IDBKeyRange.bound([user], [user, []]));
      sheets.delete(IDBKeyRange.bound([user], [user, []]));
      lists.delete(user);
    });
  }
}
