/* global Behaviour, locustCharts */
/** The p95 of each request name in the latest builds: a table whose cells are colored, and say in words what they mean. */
(function () {
  const firstRows = 25;
  const limits = [0.1, 0.2, 0.4]; // of the median
  const rounding = 1e-9; // 0.4 * 3 is a little more than 1.2
  const started = new WeakSet();

  function fill(pattern, ...values) {
    return pattern.replace(/\{(\d)\}/g, (match, index) => values[index]);
  }

  function ms(figure) {
    return locustCharts.number(figure, figure < 10 ? 1 : 0);
  }

  /** Returns 0 for a figure near the median, up to 3 for one that is far above, down to -3 for one far below. */
  function level(figure, median) {
    if (median === 0) {
      return figure > 0 ? limits.length : 0;
    }
    const difference = figure - median;
    const reached = (limit) => Math.abs(difference) >= limit * median * (1 - rounding);
    return Math.sign(difference) * limits.filter(reached).length;
  }

  function words(texts, map, row, column) {
    const build = "#" + map.builds[column];
    const figure = row.figures[column];
    if (figure === null) {
      return fill(texts.none, row.name, build);
    }
    const percent = row.median > 0 ? Math.round(Math.abs(figure / row.median - 1) * 100) : 100;
    const pattern = figure > row.median ? texts.above : figure < row.median ? texts.below : texts.equal;
    const reason = map.reasons[column];
    return (
      fill(pattern, row.name, build, ms(figure), percent, ms(row.median)) +
      (reason ? "; " + fill(texts.notCompared, reason) : "")
    );
  }

  function make(kind, className, text) {
    const made = document.createElement(kind);
    made.className = className;
    made.textContent = text || "";
    return made;
  }

  function cell(element, map, row, column) {
    const figure = row.figures[column];
    const made = make("td", "locust-heat__cell");
    made.setAttribute("role", "gridcell");
    made.tabIndex = -1;
    if (figure === null) {
      made.classList.add("locust-heat--none"); // the build has no page of this name
    } else {
      made.dataset.url = element.dataset.jobUrl + map.builds[column] + "/" + element.dataset.buildUrl + "name/" + row.id + "/";
      const how = level(figure, row.median);
      if (how !== 0) {
        made.classList.add("locust-heat--" + (how > 0 ? "slower-" : "faster-") + Math.abs(how));
      }
      made.append(make("span", "", how > 0 ? "▲" : how < 0 ? "▼" : "·"));
      made.firstChild.setAttribute("aria-hidden", "true");
    }
    if (map.reasons[column]) {
      made.classList.add("locust-heat--not-compared");
    }
    made.append(make("span", "jenkins-visually-hidden", words(element.dataset, map, row, column)));
    return made;
  }

  function rowOf(element, map, row) {
    const made = document.createElement("tr");
    made.setAttribute("role", "row");
    const name = make("th", "locust-heat__name");
    name.scope = "row";
    name.setAttribute("role", "rowheader");
    const link = make("a", "");
    link.append(make("bdi", "", row.name));
    link.href = "name/" + row.id + "/";
    link.title = row.name; // the style shows three lines of it
    name.append(link);
    const median = make("td", "locust-heat__median", row.median === null ? "–" : ms(row.median) + " ms");
    median.setAttribute("role", "gridcell");
    made.append(name, median, ...map.builds.map((build, column) => cell(element, map, row, column)));
    return made;
  }

  function head(element, map) {
    const row = document.createElement("tr");
    row.setAttribute("role", "row");
    row.append(make("th", "locust-heat__name", element.dataset.name), make("th", "locust-heat__median", element.dataset.median));
    map.builds.forEach((build, column) => {
      const heading = make("th", "locust-heat__build");
      heading.append(make("span", "", "#" + build));
      heading.classList.toggle("locust-heat--not-compared", Boolean(map.reasons[column]));
      row.append(heading);
    });
    row.querySelectorAll("th").forEach((heading) => {
      heading.scope = "col";
      heading.setAttribute("role", "columnheader");
    });
    const made = document.createElement("thead");
    made.append(row);
    return made;
  }

  /** Makes one cell at a time reachable with the tab key, and moves between the cells with the arrow keys. */
  function connect(element, table) {
    const rows = () => [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll(".locust-heat__cell")]);
    const detail = element.querySelector(".locust-heat__detail");
    const open = (chosen) => chosen.dataset.url && window.location.assign(chosen.dataset.url);
    const say = (chosen) => (detail.textContent = chosen.lastChild.textContent);

    function place(chosen) {
      const cells = rows();
      const row = cells.findIndex((line) => line.includes(chosen));
      return { cells: cells, row: row, column: cells[row].indexOf(chosen) };
    }

    function next(chosen, key) {
      const { cells, row, column } = place(chosen);
      switch (key) {
        case "ArrowUp":
          return cells[row - 1]?.[column];
        case "ArrowDown":
          return cells[row + 1]?.[column];
        case "ArrowLeft":
          return cells[row][column - 1];
        case "ArrowRight":
          return cells[row][column + 1];
        case "Home":
          return cells[row][0];
        case "End":
          return cells[row][cells[row].length - 1];
        default:
          return undefined;
      }
    }

    const first = table.querySelector("tbody tr .locust-heat__cell:last-child");
    if (first) {
      first.tabIndex = 0;
    }
    table.addEventListener("keydown", (event) => {
      const chosen = event.target.closest(".locust-heat__cell");
      if (!chosen) {
        return;
      }
      if (event.key === "Enter") {
        open(chosen);
        return;
      }
      const other = next(chosen, event.key);
      if (other) {
        event.preventDefault();
        chosen.tabIndex = -1;
        other.tabIndex = 0;
        other.focus();
      }
    });
    ["focusin", "mouseover"].forEach((kind) =>
      table.addEventListener(kind, (event) => {
        const chosen = event.target.closest(".locust-heat__cell");
        if (chosen) {
          say(chosen);
        }
      })
    );
    table.addEventListener("click", (event) => {
      const chosen = event.target.closest(".locust-heat__cell");
      if (chosen) {
        open(chosen);
      }
    });
  }

  function show(element, map, count) {
    const table = make("table", "locust-heat__grid");
    table.setAttribute("role", "grid");
    table.append(make("caption", "jenkins-visually-hidden", element.dataset.caption), head(element, map));
    const body = document.createElement("tbody");
    body.setAttribute("role", "rowgroup");
    map.rows.slice(0, count).forEach((row) => body.append(rowOf(element, map, row)));
    table.append(body);
    const scroll = make("div", "locust-heat__scroll");
    scroll.append(table);
    const place = element.querySelector(".locust-heat__table");
    place.replaceChildren(scroll);
    scroll.scrollLeft = scroll.scrollWidth; // the newest builds
    connect(element, table);
    if (map.leftOut > 0) {
      place.append(make("p", "locust-note", fill(element.dataset.leftOut, locustCharts.number(map.leftOut, 0))));
    }
    if (count < map.rows.length) {
      const more = make("button", "jenkins-button", fill(element.dataset.showAll, map.rows.length));
      more.type = "button";
      more.addEventListener("click", () => {
        show(element, map, map.rows.length);
        element.querySelectorAll(".locust-heat__name a")[count].focus();
      });
      place.append(more);
    }
  }

  function load(element) {
    locustCharts
      .get(element.dataset.url)
      .then((map) => {
        element.hidden = map.rows.length === 0;
        show(element, map, firstRows);
      })
      .catch((error) => (element.querySelector(".locust-heat__detail").textContent = error.message));
  }

  Behaviour.specify(".locust-heat", "locust-heat", 0, (element) => {
    if (started.has(element)) {
      return;
    }
    started.add(element);
    locustCharts.whenSeen(element, () => load(element));
  });
})();
