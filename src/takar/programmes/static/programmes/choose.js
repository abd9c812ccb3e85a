// Ticking many rows: all at once, a range with Shift, and how many are ticked. The form works without this file.
for (const form of document.querySelectorAll("form[data-choose]")) {
  const boxes = [...form.querySelectorAll("input[name=nip]")];
  const all = form.querySelector("[data-choose-all]");
  const everyone = form.querySelector("[data-choose-everyone]");
  const count = form.querySelector("[data-choose-count]");
  const words = document.documentElement.lang.startsWith("en") ? ["chosen", "everyone filtered is chosen"] : ["dipilih", "semua yang tersaring dipilih"];
  const at_rest = count ? count.textContent : "";
  let last = null;

  const tell = () => {
    const n = boxes.filter((box) => box.checked).length;
    if (all) {
      all.checked = n > 0 && n === boxes.length;
      all.indeterminate = n > 0 && n < boxes.length;
    }
    if (count) count.textContent = everyone?.checked ? words[1] : n ? `${n} ${words[0]}` : at_rest;
  };
  all?.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  everyone?.addEventListener("change", tell);
  for (const box of boxes) {
    // A click is also what the space bar sends, so Shift and space choose a range from the keyboard.
    box.addEventListener("click", (event) => {
      if (event.shiftKey && last && last !== box) {
        const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
        for (const one of boxes.slice(from, to + 1)) one.checked = box.checked;
      }
      last = box;
      tell();
    });
  }
  tell();
}
