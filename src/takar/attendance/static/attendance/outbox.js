// Arrivals of this device that the server has not acknowledged yet. First on the disk of the browser, then on the wire;
// each has an id of its own, so it may be sent any number of times and counts once. One key per entry: two tabs never
// overwrite each other.

const PREFIX = "takar-presensi";
const AGAIN_MS = 4000;
const PATIENCE_MS = 10000;

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Outbox {
  /**
   * @param {string} user whose entries these are
   * @param {string} address where they go
   * @param {() => string} token the anti-forgery token
   * @param {(change: {entry: object, answer?: object, refusal?: object}) => void} told an entry was answered
   * @param {() => void} counted how many wait, or whether one is signed in, has changed
   */
  constructor(user, address, token, told, counted) {
    this.user = user;
    this.address = address;
    this.token = token;
    this.told = told;
    this.counted = counted;
    this.memory = new Map(); // when the browser keeps nothing: better until the page is closed than not at all
    this.signedOut = false;
    this.busy = false;
    window.addEventListener("online", () => this.flush());
    setInterval(() => this.flush(), AGAIN_MS);
  }

  key(id) {
    return `${PREFIX}:${this.user}:${id}`;
  }

  put(entry) {
    try {
      localStorage.setItem(this.key(entry.request), JSON.stringify(entry));
    } catch {
      this.memory.set(entry.request, entry);
    }
    this.counted();
    this.flush();
  }

  waiting() {
    const found = [...this.memory.values()];
    for (const key of keys(`${PREFIX}:${this.user}:`)) {
      try {
        found.push(JSON.parse(localStorage.getItem(key)));
      } catch {
        // A line that cannot be read is left for a person to look at.
      }
    }
    return found.sort((one, other) => one.moment_ms - other.moment_ms);
  }

  /** Who else has entries on this device, and how many. */
  others() {
    const counts = new Map();
    for (const key of keys(`${PREFIX}:`)) {
      const who = key.slice(PREFIX.length + 1, key.lastIndexOf(":"));
      if (who !== this.user) counts.set(who, (counts.get(who) ?? 0) + 1);
    }
    return counts;
  }

  async flush() {
    if (this.busy) return;
    this.busy = true;
    try {
      for (const entry of this.waiting()) {
        if (!(await this.send(entry))) break;
      }
    } finally {
      this.busy = false;
      this.counted();
    }
  }

  /** True when the server has answered for good: noted or refused. */
  async send(entry) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
    try {
      const response = await fetch(this.address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token() },
        body: JSON.stringify(entry),
        credentials: "same-origin",
        redirect: "manual",
        signal: stop.signal,
      });
      return await this.hear(entry, response);
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  async hear(entry, response) {
    this.signedOut = response.type === "opaqueredirect" || response.status === 403;
    const json = (response.headers.get("Content-Type") ?? "").includes("application/json");
    if (!json || response.status >= 500) return false;
    const answer = await response.json();
    if (!response.ok && !answer.error) return false;
    this.forget(entry.request);
    this.told(response.ok ? { entry, answer } : { entry, refusal: answer.error });
    return true;
  }

  forget(id) {
    this.memory.delete(id);
    localStorage.removeItem(this.key(id));
  }
}

function keys(prefix) {
  const found = [];
  for (let place = 0; place < localStorage.length; place += 1) {
    const key = localStorage.key(place);
    if (key.startsWith(prefix)) found.push(key);
  }
  return found;
}
