/* Runs in the page and returns sentences; no sentence means that nothing was found. */
() => {
  const faults = [];
  const shown = (node) => node.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true }) && node.getClientRects().length > 0;
  const about = (node) => `${node.tagName.toLowerCase()}.${node.className?.baseVal ?? node.className} "${(node.textContent || "").trim().slice(0, 40)}"`;
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
  const named = (node) => (node.getAttribute("aria-label") || node.labels?.[0]?.textContent || node.textContent || node.alt || "").trim();

  if (!document.documentElement.lang) faults.push("the page has no language");
  if (!document.title) faults.push("the page has no title");
  if (all("h1").length !== 1) faults.push(`${all("h1").length} main headings`);
  if (all("main").length !== 1) faults.push("not exactly one main part");
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  if (new Set(ids).size !== ids.length) faults.push(`ids are not unique: ${ids}`);
  for (const node of all("button, a[href], input, summary, [role=region], dialog")) if (!named(node)) faults.push(`no name: ${about(node)}`);
  for (const node of all("img")) if (!node.alt) faults.push(`no text for ${about(node)}`);
  for (const node of all("[role=radiogroup]")) if (!node.querySelector("legend")) faults.push("radio group without a name");
  for (const node of all("table")) if (!node.querySelector("th[scope]")) faults.push(`table without headers: ${about(node)}`);
  for (const node of document.querySelectorAll("[aria-labelledby], [aria-describedby]"))
    for (const id of `${node.getAttribute("aria-labelledby") ?? ""} ${node.getAttribute("aria-describedby") ?? ""}`.trim().split(/ +/))
      if (!document.getElementById(id)) faults.push(`${about(node)} refers to ${id}, which is not there`);
  const levels = all("h1, h2, h3").map((node) => Number(node.tagName[1]));
  levels.forEach((level, at) => { if (at && level > levels[at - 1] + 1) faults.push(`heading level jumps to ${level}`); });

  for (const node of all("button, a[href], summary, select, .tick, .option")) {
    const box = node.getBoundingClientRect();
    if (Math.min(box.width, box.height) < 24) faults.push(`target of ${Math.round(box.width)}x${Math.round(box.height)}: ${about(node)}`);
  }

  const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (c) => [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
    const v = c[i] / 255;
    return sum + weight * (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  }, 0);
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const c = parts(getComputedStyle(at).backgroundColor);
      if (c.length < 4 || c[3] === 1) return c;
      if (c[3] > 0) faults.push(`half-transparent ground: ${about(at)}`);
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || seen.has(node) || !shown(node) || node.closest("svg, :disabled, .hidden")) continue;
    seen.add(node);
    const style = getComputedStyle(node);
    const [a, b] = [light(parts(style.color)), light(ground(node))].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const enough = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    if ((a + 0.05) / (b + 0.05) < enough) faults.push(`contrast ${((a + 0.05) / (b + 0.05)).toFixed(2)}: ${about(node)}`);
  }

  if (document.scrollingElement.scrollWidth > innerWidth + 1) faults.push(`scrolls sideways: ${document.scrollingElement.scrollWidth} > ${innerWidth}`);
  return faults;
}
