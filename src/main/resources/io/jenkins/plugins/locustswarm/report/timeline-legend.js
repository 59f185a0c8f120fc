// @include io.jenkins.plugins.locustswarm.report.timeline-run
/** The names of the lines of the charts of a run, as buttons, and their figures at the cursor. */
window.locustTimelineLegend = (function () {
  const run = window.locustRun;
  const svg = "http://www.w3.org/2000/svg";

  function value(shown, id, milliseconds) {
    const line = shown && shown.lines.find((one) => one.id === id);
    return line ? line.data[Math.floor(milliseconds / 1000 / shown.secondsPerPoint)] : undefined;
  }

  function element(tag, text, parent) {
    const made = document.createElement(tag);
    if (text !== null) {
      made.textContent = text;
    }
    if (parent) {
      parent.append(made);
    }
    return made;
  }

  function shape(picture, tag, attributes) {
    const made = document.createElementNS(svg, tag);
    Object.keys(attributes).forEach((key) => made.setAttribute(key, attributes[key]));
    picture.append(made);
  }

  function swatch(color, isDashed, isArea) {
    const picture = document.createElementNS(svg, "svg");
    picture.setAttribute("class", "locust-timeline-swatch");
    picture.setAttribute("viewBox", "0 0 26 12");
    picture.setAttribute("aria-hidden", "true");
    if (isArea) {
      shape(picture, "rect", { y: 6, width: 26, height: 6, fill: "var(" + color + ")", opacity: 0.25 });
    }
    const dashes = isDashed ? "4 4" : "none";
    shape(picture, "path", { d: "M0 6H26", stroke: "var(" + color + ")", "stroke-width": 2, "stroke-dasharray": dashes });
    return picture;
  }

  /** Returns the content of the tooltip as elements, since a name may contain markup. */
  function tip(state, parts) {
    const json = state.json;
    const at = (Array.isArray(parts) ? parts[0] : parts).axisValue;
    const table = element("table", null);
    table.className = "locust-timeline-tip";
    element("caption", run.time(at / 1000), table);
    const baseline = state.hidden.has("baseline") ? null : json.baseline;
    if (baseline) {
      const head = element("tr", null, element("thead", null, table));
      ["", run.texts().thisRun, baseline.name].forEach((heading) => element("th", heading, head));
    }
    const body = element("tbody", null, table);
    json.lines
      .filter((line) => !state.hidden.has(line.id))
      .forEach((line) => {
        const row = element("tr", null, body);
        const heading = element("th", null, row);
        heading.append(swatch(run.variable(json, line.id), false, line.id === run.users), run.name(line.id));
        element("td", run.figure(line.id, value(json, line.id, at)), row);
        if (baseline) {
          element("td", run.figure(line.id, value(baseline, line.id, at)), row);
        }
      });
    return table;
  }

  /**
   * Shows the lines as buttons that hide them.
   *
   * @param redraw draws the charts again
   */
  function show(state, redraw) {
    const json = state.json;
    const box = state.element.querySelector(".locust-timeline-legend");
    const entries = json.lines.map((line) => ({ id: line.id, name: run.name(line.id), color: run.variable(json, line.id) }));
    if (json.baseline) {
      entries.push({ id: "baseline", name: json.baseline.name, color: "--locust-text-secondary" });
    }
    const known = Array.from(box.children).map((button) => button.dataset.line + button.textContent).join();
    if (known === entries.map((entry) => entry.id + entry.name).join()) {
      return;
    }
    box.replaceChildren();
    entries.forEach((entry) => {
      const button = element("button", null, box);
      button.type = "button";
      button.className = "jenkins-button jenkins-button--tertiary";
      button.dataset.line = entry.id;
      button.setAttribute("aria-pressed", String(!state.hidden.has(entry.id)));
      button.append(swatch(entry.color, entry.id === "baseline", entry.id === run.users));
      element("span", entry.name, button);
      button.addEventListener("click", () => {
        if (!state.hidden.delete(entry.id)) {
          state.hidden.add(entry.id);
        }
        button.setAttribute("aria-pressed", String(!state.hidden.has(entry.id)));
        redraw(state);
      });
    });
  }

  return { element: element, show: show, tip: tip };
})();
