// Drag a file onto the upload form. Without this file the form works with the file field alone.
const zone = document.querySelector("[data-drop]");
const field = zone?.querySelector("input[type=file]");

function over(event) {
  event.preventDefault();
  zone.classList.add("people-over");
}

function leave() {
  zone.classList.remove("people-over");
}

function drop(event) {
  event.preventDefault();
  leave();
  if (event.dataTransfer.files.length === 1) {
    field.files = event.dataTransfer.files;
    field.focus();
  }
}

if (field) {
  zone.addEventListener("dragenter", over);
  zone.addEventListener("dragover", over);
  zone.addEventListener("dragleave", leave);
  zone.addEventListener("drop", drop);
}
