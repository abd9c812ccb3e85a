// The slider of the front: shows the point that it stands on, and fetches its plan when it rests there.
"use strict";

const wire = () => {
  const slider = document.querySelector("[data-slider] input[type=range]");
  if (!slider || slider.dataset.wired) return;
  slider.dataset.wired = "1";
  const points = slider.dataset.points.split(",");
  const text = document.getElementById("titik-teks");
  const show = () => {
    text.textContent = points[slider.value];
    slider.setAttribute("aria-valuetext", points[slider.value]);
  };
  slider.addEventListener("input", show);
  slider.addEventListener("change", async () => {
    const address = `?titik=${points[slider.value]}`;
    try {
      await window.htmx.ajax("GET", location.pathname + address, { target: "#hasil", select: "#hasil", swap: "outerHTML" });
      history.replaceState(null, "", address);
      document.querySelectorAll("input[name=titik]").forEach((one) => { one.value = points[slider.value]; });
      wire();
      document.getElementById("geser")?.focus();
    } catch {
      location.search = address;
    }
  });
};

document.addEventListener("DOMContentLoaded", wire);
