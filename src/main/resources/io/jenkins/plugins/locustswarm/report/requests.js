/* global Behaviour */
/**
 * A table of request names: sorted by a click on a heading, filtered by a text, with the first rows until the user asks for
 * all. A row opens the timeline of its name below it.
 */
(function () {
  function value(row, column) {
    const cell = row.cells[column];
    return column === 0 ? cell.textContent.trim() : cell.getAttribute("data");
  }

  /** Absent figures are last in either direction. */
  function compare(one, other, column, direction) {
    const a = value(one, column);
    const b = value(other, column);
    if (column === 0) {
      return a.localeCompare(b) * direction;
    }
    const isAbsent = (text) => text === null || text === "";
    if (isAbsent(a) || isAbsent(b)) {
      return isAbsent(a) - isAbsent(b);
    }
    return (parseFloat(a) - parseFloat(b)) * direction;
  }

  function detailOf(row) {
    const next = row.nextElementSibling;
    return next && next.classList.contains("locust-detail") ? next : null;
  }

  /** The timeline is drawn when it is opened first, since a page can have hundreds of names. */
  function open(button) {
    const row = button.closest("tr");
    const isOpen = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!isOpen));
    let detail = detailOf(row);
    if (detail) {
      detail.hidden = isOpen;
      return;
    }
    detail = document.createElement("tr");
    detail.className = "locust-detail";
    const cell = document.createElement("td");
    cell.colSpan = row.cells.length;
    const timeline = document.createElement("div");
    timeline.className = "locust-timeline";
    timeline.dataset.url = button.dataset.url;
    cell.append(timeline);
    detail.append(cell);
    row.after(detail);
    window.locustTimeline.draw(timeline);
  }

  function setUp(group) {
    const body = group.querySelector("tbody");
    const headings = Array.from(group.querySelectorAll("th"));
    const filter = group.querySelector("input[type=search]");
    const status = group.querySelector(".locust-shown");
    const nothing = group.querySelector(".locust-nothing");
    const all = group.querySelector(".locust-show-all");
    let limit = Number(group.dataset.shown);

    function rows() {
      return Array.from(body.children).filter((row) => row.classList.contains("locust-row"));
    }

    function show() {
      const wanted = filter ? filter.value.trim().toLowerCase() : "";
      const found = rows().filter((row) => {
        const name = row.querySelector(".locust-text").textContent.toLowerCase();
        const isFound = name.includes(wanted);
        row.hidden = !isFound;
        return isFound;
      });
      found.slice(limit).forEach((row) => (row.hidden = true));
      rows().forEach((row) => {
        const detail = detailOf(row);
        if (detail) {
          const button = row.querySelector(".locust-open");
          detail.hidden = row.hidden || button.getAttribute("aria-expanded") !== "true";
        }
      });
      nothing.hidden = found.length > 0 || wanted === "";
      if (all) {
        all.hidden = found.length <= limit;
      }
      if (status) {
        status.textContent =
          wanted === "" ? "" : status.dataset.text.replace("{0}", found.length).replace("{1}", rows().length);
      }
    }

    function sort(heading) {
      const column = headings.indexOf(heading);
      // Figures are sorted from the largest one first, names from A to Z
      const first = column === 0 ? "ascending" : "descending";
      const other = column === 0 ? "descending" : "ascending";
      const order = heading.getAttribute("aria-sort") === first ? other : first;
      headings.forEach((one) => one.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", order);
      const direction = order === "ascending" ? 1 : -1;
      const sorted = rows().sort((a, b) => compare(a, b, column, direction));
      const moved = document.createDocumentFragment();
      sorted.forEach((row) => {
        const detail = detailOf(row);
        moved.append(row);
        if (detail) {
          moved.append(detail);
        }
      });
      body.append(moved);
      show();
    }

    headings.forEach((heading) => {
      heading.querySelector("button").addEventListener("click", () => sort(heading));
    });
    body.addEventListener("click", (event) => {
      const button = event.target.closest(".locust-open");
      if (button) {
        open(button);
      }
    });
    if (filter) {
      filter.addEventListener("input", show);
    }
    if (all) {
      all.addEventListener("click", () => {
        limit = rows().length;
        show();
        // The button disappears, and with it the focus
        const next = rows().filter((row) => !row.hidden)[Number(group.dataset.shown)];
        if (next) {
          let target = next.querySelector("button, a");
          if (!target) {
            target = next; // a name that the build does not have has no control
            target.tabIndex = -1;
          }
          target.focus();
        }
      });
    }
  }

  Behaviour.specify(".locust-requests", "locust-requests", 0, (group) => {
    if (!group.dataset.ready) {
      group.dataset.ready = "true";
      setUp(group);
    }
  });
})();
