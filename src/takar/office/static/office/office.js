// Small manners of the office's pages. No page needs this file to work.

// Who has used the assessor's desk on this device leaves through it: it sends what waits and erases what is personal.
document.addEventListener("submit", (event) => {
  if (!event.target.matches('form[action$="/akun/keluar/"]') || !localStorage.getItem("takar-asesor:user")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  location.assign("/asesor/#keluar");
});

// A form that was sent is not sent twice by an impatient click.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.method === "post") {
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 4000);
  }
});

// `data-print`: a button that prints the page.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// `data-submit-on-change`: filters take effect when chosen.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit-on-change]")) event.target.form.requestSubmit();
});

// A part of a page that refreshes itself keeps the focus and the scroll position of whoever is using it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const held = document.activeElement;
  event.detail.target.dataset.held = held && event.detail.target.contains(held) ? held.id : "";
});
document.addEventListener("htmx:afterSettle", (event) => {
  const wanted = event.detail.target.dataset.held;
  if (wanted) document.getElementById(wanted)?.focus({ preventScroll: true });
});

// A table that is wider than the screen can be scrolled with the keyboard too.
for (const box of document.querySelectorAll(".table-responsive")) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}
