// The proctor's console: a clock that follows the server's, and a page that says when it hears nothing.

const jam = document.getElementById("jam");
const OFFSETS = { WIB: 7, WITA: 8, WIT: 9 };
let base = jam && { server: Number(jam.dataset.nowMs), here: performance.now() };

const two = (n) => String(n).padStart(2, "0");

function tick() {
  if (!base) return;
  const now = new Date(base.server + performance.now() - base.here + OFFSETS[jam.dataset.zone] * 3600000);
  const text = `${two(now.getUTCHours())}.${two(now.getUTCMinutes())}.${two(now.getUTCSeconds())} ${jam.dataset.zone}`;
  if (jam.textContent !== text) jam.textContent = text;
}
setInterval(tick, 250);
tick();

const pulse = document.getElementById("denyut");
const silence = document.getElementById("terputus");

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.elt !== pulse) return;
  const answer = event.detail.xhr;
  const now = event.detail.successful && answer.getResponseHeader("X-Takar-Now");
  silence.hidden = Boolean(now);
  if (now) base = { server: Number(now), here: performance.now() };
  // Signed out meanwhile: the answer was the sign-in page.
  else if (event.detail.successful) location.reload();
});

// Map or table; the choice is kept on this machine.
const views = document.querySelectorAll("[data-view]");
function show(wanted) {
  for (const button of views) {
    const on = button.dataset.view === wanted;
    button.setAttribute("aria-pressed", String(on));
    document.getElementById(button.dataset.view).hidden = !on;
  }
}
for (const button of views) {
  button.addEventListener("click", () => {
    localStorage.setItem("takar-room", button.dataset.view);
    show(button.dataset.view);
  });
}
if (views.length && localStorage.getItem("takar-room") === "tabel") show("tabel");

const chosen = document.getElementById("terpilih");
function tell() {
  const n = document.querySelectorAll("#denah input:checked").length;
  chosen.textContent = n ? `${n} ${chosen.dataset.some}` : chosen.dataset.none;
}
if (chosen) {
  document.getElementById("denah").addEventListener("change", tell);
  tell();
}
