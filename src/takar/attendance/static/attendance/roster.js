// Everybody of today, searched without asking the server.

const MOST = 8;

export class Roster {
  constructor(lines) {
    this.lines = lines;
    this.byCard = new Map(lines.filter((one) => one.card).map((one) => [plain(one.card), one]));
    this.byPlace = new Map(lines.map((one) => [one.place, one]));
  }

  /** @returns {{found: object[], exact: boolean}} exact: it is that one person, so one Enter is enough */
  search(typed, batch) {
    const text = typed.trim();
    if (!text) return { found: [], exact: false };
    if (/^takar[^0-9a-z]/i.test(text)) {
      const one = this.byCard.get(plain(text));
      return { found: one ? [one] : [], exact: true };
    }
    const digits = text.replace(/\s/g, "");
    if (/^\d{18}$/.test(digits)) return { found: this.lines.filter((one) => one.nip === digits), exact: true };
    const wanted = batch ? this.lines.filter((one) => one.batch === batch) : this.lines;
    if (/^\d{1,4}$/.test(digits)) return byNumber(wanted, digits);
    const words = text.toLowerCase().split(/\s+/);
    const found = wanted.filter((one) => words.every((word) => named(one, word))).slice(0, MOST);
    return { found, exact: found.length === 1 };
  }

  tally(batch) {
    const mine = this.lines.filter((one) => one.status && (!batch || one.batch === batch));
    return { here: mine.filter((one) => ["present", "late", "left_early"].includes(one.status)).length, all: mine.length };
  }
}

function byNumber(lines, digits) {
  const found = lines.filter((one) => one.number && Number(one.number) === Number(digits));
  return { found, exact: found.length === 1 };
}

function named(one, word) {
  return one.name.toLowerCase().split(/\s+/).some((part) => part.startsWith(word));
}

/** A card's code whatever sign the keyboard made of the colons. */
function plain(code) {
  return code.toUpperCase().replace(/[^0-9A-Z]/g, "|");
}
