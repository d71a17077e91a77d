// Sorts a table by the column whose heading is pressed, and tells what is pointed at on a map or reached by the arrow keys.
// The page can be read without this.
"use strict";
(function () {
  function valueOf(row, column) {
    var cell = row.cells[column];
    var data = cell.querySelector("data");
    return data ? Number(data.value) : cell.textContent.trim();
  }
  function compare(one, other) {
    if (typeof one === "number") {
      return typeof other === "number" ? one - other : 1;
    }
    return typeof other === "number" ? -1 : one.localeCompare(other, "en-GB", { numeric: true });
  }
  function sort(table, heading, column) {
    var direction = heading.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
    var sign = direction === "ascending" ? 1 : -1;
    var body = table.tBodies[0];
    var rows = Array.from(body.rows);
    rows.sort(function (one, other) {
      return sign * compare(valueOf(one, column), valueOf(other, column));
    });
    rows.forEach(function (row) { body.appendChild(row); });
    table.querySelectorAll("th[aria-sort]").forEach(function (other) {
      other.removeAttribute("aria-sort");
      other.querySelector("button").textContent = "↕";
    });
    heading.setAttribute("aria-sort", direction);
    heading.querySelector("button").textContent = sign > 0 ? "▲" : "▼";
  }
  document.querySelectorAll("table.sorts").forEach(function (table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (heading, column) {
      // The words stay beside the button and not in it: browsers repeat words on every printed page, and no buttons.
      var button = document.createElement("button");
      button.type = "button";
      button.setAttribute("aria-label", "Sort by " + heading.textContent);
      button.textContent = "↕";
      heading.append(" ", button);
      button.addEventListener("click", function () { sort(table, heading, column); });
    });
  });
  document.querySelectorAll("svg.hexes, svg.map").forEach(function (map) {
    var parts = Array.from(map.querySelectorAll("g.area, g.bids"));
    var at = -1;
    var told = document.createElement("p");
    function tell(index) {
      if (at !== -1) { parts[at].classList.remove("told-of"); }
      at = (index + parts.length) % parts.length;
      parts[at].classList.add("told-of");
      told.textContent = parts[at].querySelector("title").textContent;
    }
    if (parts.length === 0) { return; }
    told.className = "told";
    told.setAttribute("aria-live", "polite");
    told.textContent = "Point at one, or press the arrow keys here, to read what it is.";
    map.parentElement.after(told);
    map.setAttribute("tabindex", "0");
    parts.forEach(function (part, index) {
      part.addEventListener("pointerenter", function () { tell(index); });
    });
    map.addEventListener("keydown", function (event) {
      var step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (step) {
        tell(at === -1 ? (step > 0 ? 0 : -1) : at + step);
        event.preventDefault();
      }
    });
  });
})();
