// `data-filter="#rows"`: show only the rows that contain what is typed. Without this file the whole sheet is shown.
document.addEventListener("input", (event) => {
  const rows = event.target.dataset?.filter && document.querySelector(event.target.dataset.filter);
  if (!rows) return;
  const wanted = event.target.value.trim().toLowerCase();
  for (const row of rows.rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
});
