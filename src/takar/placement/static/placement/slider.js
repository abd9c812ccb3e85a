// The slider of the front: shows the point that it stands on, and fetches its plan when it rests there. One plan is on its way
// at a time, and the last point asked for is the one that stays.
"use strict";

const REST_MS = 150;
let wanted = null;
let busy = false;
let timer = 0;

const slider = () => document.querySelector("[data-slider] input[type=range]");

const show = (one) => {
  const moves = one.dataset.points.split(",")[one.value];
  document.getElementById("titik-teks").textContent = moves;
  one.setAttribute("aria-valuetext", moves);
  return moves;
};

const fetchWanted = async () => {
  if (busy || wanted === null) return;
  busy = true;
  const { moves, focused } = wanted;
  const address = `?titik=${moves}`;
  wanted = null;
  try {
    await window.htmx.ajax("GET", location.pathname + address, { target: "#hasil", select: "#hasil", swap: "outerHTML" });
    history.replaceState(null, "", address);
    document.querySelectorAll("input[name=titik]").forEach((one) => { one.value = moves; });
    wire();
    const again = slider();
    if (again && wanted) {
      again.value = wanted.place;
      show(again);
    }
    if (again && (focused || wanted?.focused)) again.focus();
  } catch {
    location.search = address;
  }
  busy = false;
  fetchWanted();
};

const rest = (one) => {
  wanted = { place: one.value, moves: show(one), focused: document.activeElement === one };
  clearTimeout(timer);
  timer = setTimeout(fetchWanted, REST_MS);
};

const wire = () => {
  const one = slider();
  if (!one || one.dataset.wired) return;
  one.dataset.wired = "1";
  one.addEventListener("input", () => rest(one));
};

document.addEventListener("DOMContentLoaded", wire);
