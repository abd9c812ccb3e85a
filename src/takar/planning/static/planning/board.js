// Dragging on the board of batches. Everything here can also be done with the lists and buttons of the pages:
// a drop only asks for the same page that says what the change would break.

const dialog = document.getElementById("ubah");

async function show(address) {
  const answer = await fetch(address, { headers: { "HX-Request": "true" } });
  if (!answer.ok || !dialog) {
    location.href = address;
    return;
  }
  dialog.innerHTML = await answer.text();
  dialog.showModal();
  dialog.querySelector("input:not([type=hidden]), a, button")?.focus();
}

// "See what it would do": in a dialog when scripts run, on a page of its own when they do not.
for (const form of document.querySelectorAll("form[data-preview]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(`${form.action}?${new URLSearchParams(new FormData(form))}`);
  });
}

dialog?.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) {
    event.preventDefault();
    dialog.close();
  }
});

let held = null;

document.addEventListener("dragstart", (event) => {
  const source = event.target.closest?.("[data-batch], [data-place]");
  if (!source) return;
  held = source;
  source.classList.add("is-dragged");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", source.dataset.batch || source.dataset.place);
});

document.addEventListener("dragend", () => {
  held?.classList.remove("is-dragged");
  held = null;
  for (const one of document.querySelectorAll(".is-over")) one.classList.remove("is-over");
});

function goal(event) {
  if (!held) return null;
  return event.target.closest?.(held.dataset.batch ? "[data-week]" : "[data-target]");
}

document.addEventListener("dragover", (event) => {
  const over = goal(event);
  for (const one of document.querySelectorAll(".is-over")) if (one !== over) one.classList.remove("is-over");
  if (!over) return;
  event.preventDefault();
  over.classList.add("is-over");
});

document.addEventListener("drop", (event) => {
  const over = goal(event);
  if (!over) return;
  event.preventDefault();
  if (held.dataset.batch) {
    show(`${held.dataset.address}?mulai=${over.dataset.week}`);
  } else {
    const form = document.querySelector("form[data-preview][action*='/orang/']");
    form.elements.tempat.value = held.dataset.place;
    form.elements.ke.value = over.dataset.target;
    show(`${form.action}?${new URLSearchParams(new FormData(form))}`);
  }
});
