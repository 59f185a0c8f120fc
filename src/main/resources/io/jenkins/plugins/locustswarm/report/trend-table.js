/** The figures of a trend chart as a table with links to the builds, newest first; two builds can be selected and compared. */
window.locustTrendTable = (function () {
  const firstRows = 10;

  function cell(kind, text, className) {
    const made = document.createElement(kind);
    made.textContent = text;
    made.className = className || "";
    return made;
  }

  function head(element, state) {
    const row = document.createElement("tr");
    if (element.dataset.compare === "true") {
      row.append(document.createElement("td"));
    }
    row.append(cell("th", element.dataset.build));
    state.model.lines.forEach((line) => row.append(cell("th", line.name, "locust-trend__number")));
    row.append(cell("th", element.dataset.remarks));
    row.querySelectorAll("th").forEach((heading) => (heading.scope = "col"));
    const made = document.createElement("thead");
    made.append(row);
    return made;
  }

  /** The third selection replaces the first one. */
  function select(element, state, build, isSelected) {
    state.selected = state.selected.filter((one) => one !== build);
    if (isSelected) {
      state.selected.push(build);
    }
    state.selected = state.selected.slice(-2);
    element.querySelectorAll(".locust-trend__select").forEach((box) => {
      box.checked = state.selected.includes(Number(box.value));
    });
    element.querySelector(".locust-trend__compare button").disabled = state.selected.length !== 2;
  }

  function selection(element, state, index) {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.className = "locust-trend__select";
    box.value = state.model.builds[index];
    box.checked = state.selected.includes(state.model.builds[index]);
    box.setAttribute("aria-label", element.dataset.choose.replace("{0}", () => state.model.labels[index]));
    box.addEventListener("change", () => select(element, state, state.model.builds[index], box.checked));
    const made = document.createElement("td");
    made.append(box);
    return made;
  }

  function row(element, state, index, remarks, figureText) {
    const made = document.createElement("tr");
    if (element.dataset.compare === "true") {
      made.append(selection(element, state, index));
    }
    const link = cell("a", state.model.labels[index], "jenkins-table__link");
    link.href = element.dataset.jobUrl + state.model.builds[index] + "/" + element.dataset.buildUrl;
    const build = cell("td", "", "locust-trend__build");
    build.append(link);
    made.append(build);
    state.model.lines.forEach((line) => {
      made.append(cell("td", figureText(line, index), "locust-trend__number"));
    });
    const said = document.createElement("td");
    remarks(index).forEach((remark) => said.append(cell("div", remark, "locust-trend__remark")));
    made.append(said);
    return made;
  }

  function showTable(element, state, remarks, figureText) {
    const count = state.model.builds.length;
    const shown = state.showsAll ? count : Math.min(firstRows, count);
    const body = document.createElement("tbody");
    for (let i = count - 1; i >= count - shown; i--) {
      body.append(row(element, state, i, remarks, figureText));
    }
    const table = document.createElement("table");
    table.className = "jenkins-table jenkins-table--small";
    table.append(head(element, state), body);
    const place = element.querySelector(".locust-trend__table");
    place.replaceChildren(table);
    if (shown < count) {
      const more = cell("button", element.dataset.showAll.replace("{0}", count), "jenkins-button");
      more.type = "button";
      more.addEventListener("click", () => {
        state.showsAll = true;
        showTable(element, state, remarks, figureText);
        place.querySelectorAll("tbody a")[shown].focus();
      });
      place.append(more);
    }
  }

  function connect(element, state) {
    const button = element.querySelector(".locust-trend__compare button");
    button?.addEventListener("click", () => {
      const [older, newer] = [...state.selected].sort((one, other) => one - other);
      window.location.assign(
        element.dataset.jobUrl + newer + "/" + element.dataset.buildUrl + "compare/?build=" + older
      );
    });
  }

  /**
   * Shows the table if it is open, and when it is opened.
   *
   * @param state has the figures and the selected builds
   * @param remarks returns what there is to say about the build at a position
   * @param figureText returns the figure of a line at a position for users
   */
  function fill(element, state, remarks, figureText) {
    const details = element.querySelector(".locust-trend__figures");
    if (!state.hasTable) {
      state.hasTable = true;
      connect(element, state);
      details.addEventListener("toggle", () => details.open && showTable(element, state, remarks, figureText));
    }
    if (details.open) {
      showTable(element, state, remarks, figureText);
    }
  }

  return { fill: fill };
})();
