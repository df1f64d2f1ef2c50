"use strict";
(() => {
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const status = document.getElementById("sorted");

  const keyOf = (cell) => (cell.dataset.by ? Number(cell.dataset.by) : cell.textContent.trim());
  const compare = (one, other) => (typeof one === "number" ? one - other : collator.compare(one, other));

  // Rows that are alike in the column stay in their order, so that a table can be sorted by several.
  const sort = (heading) => {
    const table = heading.closest("table");
    const column = heading.cellIndex;
    const direction = heading.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
    const sign = direction === "ascending" ? 1 : -1;
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row) => [keyOf(row.children[column]), row]);
    rows.sort((one, other) => sign * compare(one[0], other[0]));
    const sorted = document.createDocumentFragment();
    body.textContent = ""; // first all rows out, then all in: one by one, browsers take seconds for thousands
    for (const [, row] of rows) sorted.append(row);
    body.append(sorted);
    for (const each of table.tHead.rows[0].cells) each.setAttribute("aria-sort", "none");
    heading.setAttribute("aria-sort", direction);
    const words = direction === "ascending" ? status.dataset.up : status.dataset.down;
    status.textContent = words.replace("{column}", () => heading.textContent.trim());
  };

  for (const button of document.querySelectorAll("table.sortable th button")) {
    button.addEventListener("click", () => sort(button.closest("th")));
  }

  // What is said of each learner is text that the browser has not read yet: a large class would keep it busy for long.
  const build = (details) => {
    const text = details.querySelector(":scope > noscript");
    if (!text) return;
    const built = document.createElement("div");
    built.innerHTML = text.textContent;
    text.replaceWith(built);
  };
  const learners = document.querySelectorAll("details.learner");
  if (learners.length <= 100) learners.forEach(build); // so that the browser's own search finds all of it
  for (const each of learners) each.addEventListener("toggle", () => each.open && build(each));

  // A link to a learner opens it.
  const open = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target || !target.matches("details")) return;
    build(target);
    target.open = true;
    target.querySelector("summary").focus();
  };
  addEventListener("hashchange", open);
  open();
})();
