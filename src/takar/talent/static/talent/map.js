// The talent map: people as points on potential (across) and performance (up), each with an ellipse that holds the true
// place with 68 %. The table of the page says the same without this file.
// @ts-check

const NIP = 0, NAME = 1, PERFORMANCE = 2, POTENTIAL = 3, MEAN_Y = 4, MEAN_X = 5, SD_Y = 6, SD_X = 7, RHO = 8, BOX = 9,
  SURE = 10, OFFICE = 11, CLASS = 12, YEARS = 13;
const ELLIPSES_UP_TO = 150; // more would cover each other; then only the chosen one has its ellipse
const NEAR = 14; // pixels within which a pointer means a point
const ONE_SIGMA = 1.515; // √χ²(0.68; 2 degrees of freedom): this ellipse holds 68 %

const figure = document.getElementById("gambar");
const canvas = /** @type {HTMLCanvasElement} */ (figure.querySelector("canvas"));
const said = document.getElementById("ucapan");
const form = /** @type {HTMLFormElement} */ (document.getElementById("saring"));
const words = figure.dataset;
const look = getComputedStyle(document.documentElement);
const ink = look.getPropertyValue("--takar-ink").trim() || "#17242c";
const soft = look.getPropertyValue("--takar-ink-soft").trim() || "#4c5d68";
const accent = look.getPropertyValue("--takar-accent").trim() || "#0b5a7a";
const accentRgb = "11, 90, 122";

/** @type {{total: number, step: number, offices: string[], classes: string[], edges: number[][], boxes: any[], people: any[][]} | null} */
let data = null;
/** @type {any[][]} */
let shown = [];
/** @type {any[] | null} */
let chosen = null;
let frame = { left: 0, top: 0, width: 0, height: 0, low: 0 };

/** Axes begin where the lowest person is, so that a crowd between 60 and 90 is not squeezed into a corner. */
function lowest() {
  const least = data.people.reduce((low, one) => Math.min(low, one[PERFORMANCE], one[POTENTIAL], ...data.edges.flat()), 100);
  return Math.max(0, Math.floor((least - 3) / 10) * 10);
}

/** Predicates have few values, so many people share a spot: in a crowd each is drawn up to 4 pixels beside it, always the same. */
const beside = (one, shift) => {
  if (shown.length <= 300 || one === chosen) return 0;
  const hash = Math.imul(parseInt(one[NIP].slice(2, 18), 10) % 2147483647 ^ shift, 2654435761) >>> 0;
  return (hash / 4294967296 - 0.5) * 8;
};
const px = (one) => across(one[POTENTIAL]) + beside(one, 1);
const py = (one) => up(one[PERFORMANCE]) + beside(one, 977);

const across = (score) => frame.left + ((score - frame.low) / (100 - frame.low)) * frame.width;
const up = (score) => frame.top + frame.height - ((score - frame.low) / (100 - frame.low)) * frame.height;

function choose(one) {
  chosen = one;
  if (!one) {
    said.textContent = count();
  } else {
    const sure = Math.round(one[SURE] * 100);
    said.textContent = `${one[NAME]} · ${words.box} ${one[BOX]} · ${words.sure} ${sure} %`;
  }
  draw();
}

function count() {
  if (!data) return "";
  if (!shown.length) return words.none;
  const text = words.shown.replace("%n", shown.length.toLocaleString("id")).replace("%m", data.total.toLocaleString("id"));
  return data.step > 1 ? `${text} (${words.sampled.replace("%k", String(data.step))})` : text;
}

function filter() {
  if (!data) return;
  const told = new FormData(form);
  const text = String(told.get("cari") || "").trim().toLowerCase();
  const digits = text.replace(/\s/g, "");
  const office = data.offices.indexOf(String(told.get("unit") || ""));
  const jobClass = data.classes.indexOf(String(told.get("kelas") || ""));
  const years = Number(told.get("pensiun") || 0);
  shown = data.people.filter((one) =>
    (!text || one[NAME].toLowerCase().includes(text) || one[NIP].startsWith(digits)) &&
    (!told.get("unit") || one[OFFICE] === office) &&
    (!told.get("kelas") || one[CLASS] === jobClass) &&
    (!years || (one[YEARS] >= 0 && one[YEARS] <= years)));
  choose(chosen && shown.includes(chosen) ? chosen : null);
}

/** Room for the picture, sharp on any screen. */
function measure() {
  const width = canvas.clientWidth, height = canvas.clientHeight, ratio = devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  frame = { left: 46, top: 12, width: width - 60, height: height - 54, low: data ? lowest() : 0 };
  return pen;
}

function draw() {
  const pen = measure();
  pen.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
  if (!data) return;
  drawBoxes(pen);
  drawAxes(pen);
  pen.save();
  pen.beginPath();
  pen.rect(frame.left, frame.top, frame.width, frame.height);
  pen.clip();
  if (shown.length <= ELLIPSES_UP_TO) for (const one of shown) drawEllipse(pen, one, 0.07, 0.22);
  drawPoints(pen);
  if (chosen) drawEllipse(pen, chosen, 0.2, 0.95);
  pen.restore();
  drawLabels(pen);
  if (chosen) drawChosen(pen);
}

function drawBoxes(pen) {
  const ys = [frame.low, ...data.edges[0], 100], xs = [frame.low, ...data.edges[1], 100];
  for (const box of data.boxes) {
    const [row, column] = box.at;
    const left = across(Math.max(xs[column], frame.low)), right = across(xs[column + 1]);
    const bottom = up(Math.max(ys[row], frame.low)), top = up(ys[row + 1]);
    pen.fillStyle = box.pool ? "#e6f4ea" : (row + column) % 2 ? "#f5f7f8" : "#fbfcfd";
    pen.fillRect(left, top, right - left, bottom - top);
    pen.strokeStyle = "#b9c6cd";
    pen.lineWidth = 1;
    pen.strokeRect(left + 0.5, top + 0.5, right - left - 1, bottom - top - 1);
  }
}

/** Numbers and counts of the boxes, above the points, each with a light rim so that points do not hide it. */
function drawLabels(pen) {
  const ys = [frame.low, ...data.edges[0], 100], xs = [frame.low, ...data.edges[1], 100];
  const narrow = frame.width < 480;
  pen.textAlign = "left";
  pen.textBaseline = "top";
  pen.lineJoin = "round";
  pen.lineWidth = 4;
  pen.strokeStyle = "rgba(255, 255, 255, 0.85)";
  pen.fillStyle = ink;
  const rimmed = (text, x, y) => { pen.strokeText(text, x, y); pen.fillText(text, x, y); };
  for (const box of data.boxes) {
    const [row, column] = box.at;
    const left = across(Math.max(xs[column], frame.low)), right = across(xs[column + 1]);
    const bottom = up(Math.max(ys[row], frame.low)), top = up(ys[row + 1]);
    pen.font = `650 ${narrow ? 15 : 18}px Inter, sans-serif`;
    rimmed(String(box.number), left + 7, top + 6);
    pen.font = "12px Inter, sans-serif";
    const n = box.count.toLocaleString("id"), m = box.expected.toLocaleString("id");
    const fitting = [words.people.replace("%n", n).replace("%m", m), `${n} (≈ ${m})`, n]
      .find((text) => pen.measureText(text).width < right - left - 32);
    if (fitting && bottom - top > 30) rimmed(fitting, left + 26, top + 10);
  }
}

function drawAxes(pen) {
  pen.fillStyle = soft;
  pen.font = "12px Inter, sans-serif";
  pen.textBaseline = "middle";
  for (const score of [frame.low, ...data.edges[0], 100]) {
    pen.textAlign = "right";
    pen.fillText(String(score), frame.left - 6, up(score));
  }
  for (const score of [frame.low, ...data.edges[1], 100]) {
    pen.textAlign = "center";
    pen.fillText(String(score), across(score), frame.top + frame.height + 14);
  }
  pen.fillStyle = ink;
  pen.font = "600 13px Inter, sans-serif";
  pen.textAlign = "center";
  pen.fillText(words.x, frame.left + frame.width / 2, frame.top + frame.height + 32);
  pen.save();
  pen.translate(11, frame.top + frame.height / 2);
  pen.rotate(-Math.PI / 2);
  pen.fillText(words.y, 0, 0);
  pen.restore();
}

function drawPoints(pen) {
  const size = shown.length > 1500 ? 2.2 : shown.length > 300 ? 3 : 4;
  pen.fillStyle = `rgba(${accentRgb}, ${shown.length > 1500 ? 0.45 : 0.75})`;
  pen.beginPath();
  for (const one of shown) {
    const x = px(one), y = py(one);
    pen.moveTo(x + size, y);
    pen.arc(x, y, size, 0, 2 * Math.PI);
  }
  pen.fill();
}

/** Where the true place lies with 68 %: axes and angle of the 2×2 covariance, in pixels. */
function drawEllipse(pen, one, fill, line) {
  const sx = (one[SD_X] / (100 - frame.low)) * frame.width, sy = (one[SD_Y] / (100 - frame.low)) * frame.height;
  const shared = -one[RHO] * sx * sy; // y grows downwards on a screen
  const middle = (sx * sx + sy * sy) / 2, spread = Math.hypot((sx * sx - sy * sy) / 2, shared);
  const angle = Math.atan2(2 * shared, sx * sx - sy * sy) / 2;
  pen.beginPath();
  pen.ellipse(across(one[MEAN_X]), up(one[MEAN_Y]), ONE_SIGMA * Math.sqrt(middle + spread),
    ONE_SIGMA * Math.sqrt(Math.max(0, middle - spread)), angle, 0, 2 * Math.PI);
  pen.fillStyle = `rgba(${accentRgb}, ${fill})`;
  pen.fill();
  pen.strokeStyle = `rgba(${accentRgb}, ${line})`;
  pen.lineWidth = 1.2;
  pen.stroke();
}

function drawChosen(pen) {
  const x = across(chosen[POTENTIAL]), y = up(chosen[PERFORMANCE]);
  pen.beginPath();
  pen.arc(x, y, 6, 0, 2 * Math.PI);
  pen.fillStyle = "#b4540a";
  pen.fill();
  pen.strokeStyle = "#fff";
  pen.lineWidth = 2;
  pen.stroke();
  pen.font = "600 13px Inter, sans-serif";
  pen.textBaseline = "bottom";
  const wide = pen.measureText(chosen[NAME]).width, right = x + wide + 14 > frame.left + frame.width;
  const from = right ? x - wide - 12 : x + 10;
  pen.fillStyle = "rgba(255, 255, 255, 0.9)";
  pen.fillRect(from - 3, y - 24, wide + 6, 18);
  pen.fillStyle = ink;
  pen.textAlign = "left";
  pen.fillText(chosen[NAME], from, y - 8);
}

/** The shown person nearest to a pixel, within reach. */
function nearest(x, y, reach = NEAR) {
  let best = null, least = reach * reach;
  for (const one of shown) {
    const dx = px(one) - x, dy = py(one) - y, distance = dx * dx + dy * dy;
    if (distance < least) [best, least] = [one, distance];
  }
  return best;
}

/** The next person in the direction of an arrow: near, and rather ahead than aside. People on one spot follow in turn. */
function neighbour(dx, dy) {
  if (!chosen) return shown[0] || null;
  const x = across(chosen[POTENTIAL]), y = up(chosen[PERFORMANCE]), from = shown.indexOf(chosen);
  let best = null, least = Infinity;
  shown.forEach((one, place) => {
    const ax = across(one[POTENTIAL]) - x, ay = up(one[PERFORMANCE]) - y;
    const ahead = ax * dx + ay * dy, aside = Math.abs(ax * dy) + Math.abs(ay * dx);
    const same = Math.hypot(ax, ay) < 0.01;
    if (same ? (dx + dy > 0 ? place <= from : place >= from) : ahead <= 0.01) return;
    const cost = same ? Math.abs(place - from) * 1e-6 : ahead + 2 * aside;
    if (cost < least) [best, least] = [one, cost];
  });
  return best || chosen;
}

const open = (one) => location.assign(words.person.replace("000000000000000000", one[NIP]));
const at = (event) => {
  const box = canvas.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
};

canvas.addEventListener("pointermove", (event) => {
  if (event.pointerType === "touch") return;
  const found = nearest(...at(event));
  canvas.classList.toggle("is-over", Boolean(found));
  if (found !== chosen && (found || document.activeElement !== canvas)) choose(found);
});
canvas.addEventListener("click", (event) => {
  const touch = event.pointerType === "touch";
  const found = nearest(...at(event), touch ? 24 : NEAR);
  // A finger covers the point: the first touch names the person, the second opens.
  if (found && (!touch || found === chosen)) open(found);
  else choose(found);
});
canvas.addEventListener("keydown", (event) => {
  const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (way) {
    event.preventDefault();
    choose(neighbour(way[0], way[1]));
  } else if (event.key === "Enter" && chosen) open(chosen);
  else if (event.key === "Escape") choose(null);
});
form.addEventListener("input", filter);
form.addEventListener("change", filter);
new ResizeObserver(() => draw()).observe(canvas);

try {
  const answer = await fetch(words.points, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  data = await answer.json();
  filter();
  figure.dataset.ready = "1";
} catch {
  said.textContent = words.failed;
  canvas.hidden = true;
}
