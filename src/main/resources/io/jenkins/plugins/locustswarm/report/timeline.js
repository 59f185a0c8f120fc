/* global echarts, Behaviour, locustCharts */
/**
 * The charts of a run over time: one time axis, one cursor and one zoom for all. An element with the class locust-timeline and the
 * URL of the figures in data-url becomes one; its parts and texts are in the template that the page has.
 */
window.locustTimeline = (function () {
  const svg = "http://www.w3.org/2000/svg";
  const gap = 46; // pixels between charts, for the title of the lower one
  const laneRow = 17; // pixels
  const maxLanes = 4;
  const maxRows = 60; // of the table
  const roundNumbers = [[1, 5], [1.2, 4], [1.5, 3], [2, 4], [2.5, 5], [3, 3], [4, 4], [5, 5], [6, 3], [8, 4], [10, 5]];
  const users = "users";
  const requests = "requestsPerSecond";
  const failures = "failuresPerSecond";
  const timeColors = ["--blue", "--orange", "--red", "--purple", "--cyan"];
  const symbols = { ALL_USERS: "circle", WORKER_LOST: "triangle", CPU: "diamond", STOPPED: "rect", RUN_TIME: "emptyCircle" };
  const markColors = { ALL_USERS: "--green", WORKER_LOST: "--red", CPU: "--orange", STOPPED: "--red", RUN_TIME: "--locust-text-secondary" };
  const states = new WeakMap(); // element -> what is drawn in it

  function texts() {
    return document.querySelector("template.locust-timeline-parts").dataset;
  }

  function name(id) {
    return texts()[id] || id;
  }

  function format(text, first, second) {
    return text.replace(/\{(\d)\}/g, (all, index) => (index === "0" ? first : second));
  }

  function most(values) {
    return values.reduce((high, value) => Math.max(high, value || 0), 0);
  }

  function time(seconds) {
    const whole = Math.max(0, Math.round(seconds));
    const two = (value) => String(value).padStart(2, "0");
    const rest = two(whole % 60);
    return whole < 3600
      ? Math.floor(whole / 60) + ":" + rest
      : Math.floor(whole / 3600) + ":" + two(Math.floor(whole / 60) % 60) + ":" + rest;
  }

  function number(value) {
    const digits = Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0;
    return value.toLocaleString("en", { maximumFractionDigits: digits });
  }

  function figure(id, value) {
    if (value === null || value === undefined) {
      return "–";
    }
    return number(value) + (isTime(id) ? " ms" : id === users ? "" : " /s");
  }

  function isTime(id) {
    return id !== users && id !== requests && id !== failures;
  }

  function grid(id) {
    return isTime(id) ? 1 : id === users ? 3 : 2;
  }

  function variable(json, id) {
    if (!isTime(id)) {
      return { users: "--green", requestsPerSecond: "--blue", failuresPerSecond: "--red" }[id];
    }
    const index = json.lines.filter((line) => isTime(line.id)).findIndex((line) => line.id === id);
    return timeColors[Math.max(0, index) % timeColors.length];
  }

  // The unit of the time axis is a millisecond, so that its labels are at whole seconds, minutes and hours.
  function points(run, line) {
    return line.data.map((value, index) => [index * run.secondsPerPoint * 1000, value]);
  }

  function length(run) {
    return run ? most(run.lines.map((line) => line.data.length - 1)) * run.secondsPerPoint : 0;
  }

  /** Returns the end of the axis in seconds. A run time that the load never came near would only take space. */
  function end(json) {
    const drawn = Math.max(1, length(json), length(json.baseline));
    return json.marks.reduce((last, mark) => (mark.second <= drawn * 1.1 ? Math.max(last, mark.second) : last), drawn);
  }

  function largest(state, index) {
    const runs = [state.json, state.json.baseline].filter(Boolean);
    const lines = runs.flatMap((run) => run.lines);
    return most(lines.filter((line) => grid(line.id) === index && !state.hidden.has(line.id)).map((line) => most(line.data)));
  }

  /** Returns a round number that is not below a figure, and the number of parts that it can be divided into. */
  function round(figure) {
    if (figure <= 0) {
      return { value: 1, parts: 2 };
    }
    const power = Math.pow(10, Math.floor(Math.log10(figure)));
    const [value, parts] = roundNumbers.find((one) => one[0] * power >= figure * 0.9999);
    return { value: value * power, parts: parts };
  }

  /** Returns the top of an axis with its thresholds, unless they are so far away that the lines would be flat. */
  function top(state, index) {
    const highest = largest(state, index);
    const near = state.json.thresholds
      .filter((threshold) => grid(threshold.line) === index && !state.hidden.has(threshold.line))
      .map((threshold) => threshold.value * 1.1)
      .filter((value) => value <= highest * 4);
    return round(Math.max(highest, most(near)));
  }

  /** Returns the distance of the lines of an axis; users are whole. */
  function interval(state, index) {
    const end = top(state, index);
    if (index === 3 && end.value < 2) {
      return end.value;
    }
    return end.value / (index === 1 ? end.parts : 2);
  }

  /** Places the texts of the marks in rows, so that none covers another; a text for which there is no row is left out. */
  function lanes(state, from, to, width) {
    const context = document.createElement("canvas").getContext("2d");
    context.font = "12px sans-serif";
    const ends = [];
    return state.json.marks
      .filter((mark) => mark.second * 1000 >= from && mark.second * 1000 <= to)
      .map((mark) => {
        const x = ((mark.second * 1000 - from) / (to - from)) * width;
        const wide = context.measureText(mark.text).width * 1.1 + 14;
        const isRight = x + wide > width + 60 && x - wide > -40;
        const begin = isRight ? x - wide : x - 6;
        let row = 0;
        while (row < maxLanes && ends[row] > begin) {
          row++;
        }
        const fits = row < maxLanes;
        if (fits) {
          ends[row] = isRight ? x + 8 : x + wide;
        }
        return { mark: mark, row: fits ? row : 0, text: fits ? mark.text : "", isRight: isRight };
      });
  }

  function series(state, line, run) {
    const json = state.json;
    const isBaseline = run !== json;
    const color = locustCharts.color(variable(json, line.id));
    const index = grid(line.id);
    return {
      id: (isBaseline ? "baseline-" : "run-") + line.id,
      name: isBaseline ? json.baseline.name : name(line.id),
      type: "line",
      xAxisIndex: index,
      yAxisIndex: index,
      data: state.hidden.has(isBaseline ? "baseline" : line.id) || state.hidden.has(line.id) ? [] : points(run, line),
      showSymbol: line.data.length < 2,
      symbolSize: 5,
      color: color,
      z: isBaseline ? 2 : 3,
      lineStyle: isBaseline ? { width: 1.5, type: [4, 4], opacity: 0.6 } : { width: line.id === "p50" ? 1.5 : 2 },
      areaStyle: line.id === users && !isBaseline ? { opacity: 0.25 } : undefined,
      step: line.id === users ? "end" : false,
      emphasis: { disabled: true },
      endLabel: isBaseline ? undefined : { show: true, formatter: name(line.id), color: color, distance: 6, padding: [2, 0], minMargin: 4 },
      labelLayout: { moveOverlap: "shiftY" },
      markLine: isBaseline ? undefined : thresholds(state, line, color),
    };
  }

  function thresholds(state, line, color) {
    return {
      silent: true,
      symbol: "none",
      animation: false,
      lineStyle: { color: color, type: "dotted", width: 1.5 },
      label: {
        position: "insideEndTop",
        color: locustCharts.color("--text-color"),
        backgroundColor: locustCharts.color("--card-background"),
        borderRadius: 3,
        padding: [1, 3],
      },
      data: state.json.thresholds
        .filter((threshold) => threshold.line === line.id && !state.hidden.has(line.id))
        .map((threshold) => ({
          yAxis: threshold.value,
          label: { formatter: () => (threshold.passed ? threshold.text : format(texts().missed, threshold.text)) },
        })),
    };
  }

  /** The marks: a symbol with its text above the charts, and a line through all of them. */
  function marks(placed) {
    const secondary = locustCharts.color("--locust-text-secondary");
    const text = locustCharts.color("--text-color");
    const lane = {
      id: "marks",
      type: "scatter",
      xAxisIndex: 0,
      yAxisIndex: 0,
      symbolSize: 9,
      silent: true,
      tooltip: { show: false },
      data: placed.map((one) => ({
        value: [one.mark.second * 1000, one.row + 0.5],
        symbol: symbols[one.mark.kind] || "circle",
        itemStyle: { color: locustCharts.color(markColors[one.mark.kind] || "--text-color") },
        label: {
          show: one.text !== "",
          formatter: () => one.text,
          position: one.isRight ? "left" : "right",
          color: text,
          fontSize: 12,
        },
      })),
      markLine: {
        silent: true,
        symbol: "none",
        animation: false,
        label: { show: false },
        lineStyle: { color: secondary, type: "solid", width: 1, opacity: 0.6 },
        data: placed.map((one) => [{ coord: [one.mark.second * 1000, 0] }, { coord: [one.mark.second * 1000, one.row + 0.5] }]),
      },
    };
    const through = [1, 2, 3].map((index) => ({
      id: "marks-" + index,
      type: "line",
      xAxisIndex: index,
      yAxisIndex: index,
      data: [],
      silent: true,
      markLine: {
        silent: true,
        symbol: "none",
        animation: false,
        label: { show: false },
        lineStyle: { color: secondary, type: "solid", width: 1, opacity: 0.6 },
        data: placed.map((one) => ({ xAxis: one.mark.second * 1000 })),
      },
    }));
    return [lane].concat(through);
  }

  function shown(state) {
    const all = end(state.json) * 1000;
    return state.zoom ? [state.zoom.from, Math.min(state.zoom.to, all)] : [0, all];
  }

  function leftMargin(state) {
    const labels = [1, 2, 3].flatMap((index) => [top(state, index).value, interval(state, index)]);
    const widest = most(labels.map((value) => number(value).length));
    return 18 + 7.5 * widest;
  }

  function rightMargin(state) {
    return 22 + 7.5 * most(state.json.lines.map((line) => name(line.id).length));
  }

  function options(state) {
    const json = state.json;
    const [from, to] = shown(state);
    const left = leftMargin(state);
    const right = rightMargin(state);
    const placed = lanes(state, from, to, state.chartElement.clientWidth - left - right);
    const allPlaced = lanes(state, 0, end(json) * 1000, state.chartElement.clientWidth - left - right);
    const rows = most(allPlaced.map((one) => one.row + 1));
    const height = state.chartElement.clientHeight;
    const laneHeight = rows * laneRow;
    const below = 74; // the labels of the axis, and the slider
    const free = height - laneHeight - 2 * gap - 34 - below;
    const heights = [Math.max(laneHeight, 1), free * 0.48, free * 0.32, free * 0.2];
    const tops = [0, laneHeight + 34];
    tops[2] = tops[1] + heights[1] + gap;
    tops[3] = tops[2] + heights[2] + gap;
    const text = locustCharts.color("--text-color");
    const secondary = locustCharts.color("--locust-text-secondary");
    const lines = locustCharts.color("--jenkins-border-color");
    const all = [0, 1, 2, 3];
    const background = locustCharts.color("--background");
    const baseline = json.baseline;
    return {
      useUTC: true,
      grid: all.map((index) => ({ left: left, right: right, top: tops[index], height: heights[index], outerBoundsMode: "none" })),
      title: [1, 2, 3].map((index) => ({
        text: [texts().times, texts().rates, texts().users][index - 1],
        left: 0,
        top: tops[index] - 26,
        padding: 0,
        textStyle: { color: text, fontSize: 13, fontWeight: 600 },
      })),
      axisPointer: {
        link: [{ xAxisIndex: "all" }],
        lineStyle: { color: secondary },
        label: { show: false },
      },
      tooltip: {
        trigger: "axis",
        confine: true,
        backgroundColor: background,
        borderColor: lines,
        formatter: (parts) => tip(state, parts),
      },
      xAxis: all.map((index) => ({
        type: "time",
        gridIndex: index,
        min: 0,
        max: end(json) * 1000,
        axisLine: { show: index > 0, lineStyle: { color: lines } },
        axisTick: { show: index === 3, lineStyle: { color: lines } },
        axisLabel: { show: index === 3, color: secondary, hideOverlap: true, formatter: (value) => time(value / 1000) },
        splitLine: { show: false },
        axisPointer: { show: index > 0 },
      })),
      yAxis: all.map((index) => ({
        type: "value",
        gridIndex: index,
        show: index > 0,
        min: 0,
        max: index === 0 ? Math.max(rows, 1) : top(state, index).value,
        interval: interval(state, index),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { color: secondary, formatter: number, showMaxLabel: true },
        splitLine: { lineStyle: { color: lines } },
      })),
      dataZoom: [
        {
          id: "slider",
          type: "slider",
          xAxisIndex: all,
          filterMode: "filter",
          left: left,
          right: right,
          bottom: 6,
          height: 22,
          showDetail: false,
          showDataShadow: false,
          brushSelect: false,
          borderColor: lines,
          fillerColor: locustCharts.color("--locust-text-secondary").replace(/[\d.]+\)$/, "0.15)"),
          handleStyle: { color: background, borderColor: secondary },
          moveHandleStyle: { color: lines },
          startValue: from,
          endValue: to,
        },
        // Zooms with the mouse wheel and the control key only, so that the page can be scrolled.
        {
          id: "inside",
          type: "inside",
          xAxisIndex: all,
          filterMode: "filter",
          zoomOnMouseWheel: "ctrl",
          moveOnMouseWheel: false,
          moveOnMouseMove: false,
          startValue: from,
          endValue: to,
        },
      ],
      // Without a visible button: selecting with the mouse zooms.
      toolbox: { itemSize: 0, top: -40, feature: { dataZoom: { xAxisIndex: all, yAxisIndex: "none", filterMode: "filter" } } },
      series: json.lines
        .map((line) => series(state, line, json))
        .concat(baseline ? baseline.lines.filter((line) => hasLine(json, line.id)).map((line) => series(state, line, baseline)) : [])
        .concat(marks(placed)),
    };
  }

  function hasLine(run, id) {
    return run.lines.some((line) => line.id === id);
  }

  function value(run, id, milliseconds) {
    const line = run && run.lines.find((one) => one.id === id);
    return line ? line.data[Math.floor(milliseconds / 1000 / run.secondsPerPoint)] : undefined;
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
    element("caption", time(at / 1000), table);
    const baseline = state.hidden.has("baseline") ? null : json.baseline;
    if (baseline) {
      const head = element("tr", null, element("thead", null, table));
      ["", texts().thisRun, baseline.name].forEach((heading) => element("th", heading, head));
    }
    const body = element("tbody", null, table);
    json.lines
      .filter((line) => !state.hidden.has(line.id))
      .forEach((line) => {
        const row = element("tr", null, body);
        const heading = element("th", null, row);
        heading.append(swatch(variable(json, line.id), false, line.id === users), name(line.id));
        element("td", figure(line.id, value(json, line.id, at)), row);
        if (baseline) {
          element("td", figure(line.id, value(baseline, line.id, at)), row);
        }
      });
    return table;
  }

  function legend(state) {
    const json = state.json;
    const box = state.element.querySelector(".locust-timeline-legend");
    const entries = json.lines.map((line) => ({ id: line.id, name: name(line.id), color: variable(json, line.id) }));
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
      button.append(swatch(entry.color, entry.id === "baseline", entry.id === users));
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

  function average(values, isMean) {
    const known = values.filter((one) => one !== null && one !== undefined);
    if (known.length === 0) {
      return null;
    }
    return isMean ? known.reduce((sum, one) => sum + one, 0) / known.length : most(known);
  }

  /** Fills the table of figures when it is opened: a mean of the rates, a maximum of users and response times per row. */
  function tables(state) {
    const details = state.element.querySelector("details");
    if (!details.open) {
      return;
    }
    const json = state.json;
    const runs = json.baseline ? [json, json.baseline] : [json];
    const point = most(runs.map((run) => run.secondsPerPoint));
    const step = Math.ceil(Math.max(1, (length(json) + 1) / maxRows / point)) * point;
    const table = element("table", null);
    table.className = "jenkins-table jenkins-table--small";
    const head = element("tr", null, element("thead", null, table));
    element("th", texts().time, head);
    runs.forEach((run) =>
      json.lines.forEach((line) => {
        const heading = run === json ? name(line.id) : format(texts().baselineHeading, name(line.id), run.name);
        element("th", heading, head).className = "locust-number";
      }),
    );
    const body = element("tbody", null, table);
    for (let second = 0; second <= length(json); second += step) {
      const row = element("tr", null, body);
      element("th", time(second), row).scope = "row";
      runs.forEach((run) =>
        json.lines.forEach((line) => {
          const data = (run.lines.find((one) => one.id === line.id) || { data: [] }).data;
          const values = data.slice(Math.floor(second / run.secondsPerPoint), Math.ceil((second + step) / run.secondsPerPoint));
          const isRate = line.id === requests || line.id === failures;
          element("td", figure(line.id, average(values, isRate)), row).className = "locust-number";
        }),
      );
    }
    const events = element("ul", null);
    json.marks.forEach((mark) => element("li", time(mark.second) + " " + mark.text, events));
    json.thresholds.forEach((threshold) =>
      element("li", threshold.passed ? threshold.text : format(texts().missed, threshold.text), events),
    );
    state.element.querySelector(".locust-timeline-tables").replaceChildren(events, table);
  }

  function notes(state) {
    const points = state.element.querySelector(".locust-timeline-points");
    points.hidden = state.json.secondsPerPoint <= 1;
    points.textContent = format(texts().points, state.json.secondsPerPoint);
    state.element.querySelector(".locust-timeline-gates").hidden = state.json.thresholds.length === 0;
  }

  function redraw(state) {
    state.chart = locustCharts.draw(state.chartElement, () => {
      window.setTimeout(() => selectWithMouse(state)); // drawing ends it, also that for another theme
      return options(state);
    });
  }

  function selectWithMouse(state) {
    if (!state.chart.isDisposed()) {
      state.chart.dispatchAction({ type: "takeGlobalCursor", key: "dataZoomSelect", dataZoomSelectActive: true });
    }
  }

  function zoomTo(state, from, to) {
    const all = end(state.json) * 1000;
    const width = Math.min(all, Math.max(to - from, 2000));
    const begin = Math.min(Math.max(0, from), all - width);
    state.chart.dispatchAction({ type: "dataZoom", dataZoomIndex: 0, startValue: begin, endValue: begin + width });
  }

  function press(state, what) {
    const [from, to] = shown(state);
    const part = (to - from) / 4;
    if (what === "in") {
      zoomTo(state, from + part, to - part);
    } else if (what === "out") {
      zoomTo(state, from - 2 * part, to + 2 * part);
    } else if (what === "earlier") {
      zoomTo(state, from - part, to - part);
    } else if (what === "later") {
      zoomTo(state, from + part, to + part);
    } else {
      zoomTo(state, 0, end(state.json) * 1000);
    }
  }

  /** Remembers the zoom, and places the texts of the marks anew. */
  function zoomed(state) {
    const all = end(state.json) * 1000;
    const zoom = state.chart.getOption().dataZoom[0];
    const isAll = zoom.startValue <= 0 && zoom.endValue >= all;
    state.zoom = isAll ? null : { from: zoom.startValue, to: zoom.endValue };
    const [from, to] = shown(state);
    const width = state.chartElement.clientWidth - leftMargin(state) - rightMargin(state);
    state.chart.setOption({ series: marks(lanes(state, from, to, width)) });
  }

  function begin(target, json) {
    const parts = document.querySelector("template.locust-timeline-parts");
    target.replaceChildren(parts.content.cloneNode(true));
    const state = {
      element: target,
      chartElement: target.querySelector(".locust-timeline-chart"),
      json: json,
      hidden: new Set(),
      zoom: null,
    };
    states.set(target, state);
    state.width = state.chartElement.clientWidth;
    redraw(state);
    state.chart.on("datazoom", () => zoomed(state));
    new ResizeObserver(() => {
      if (state.width !== state.chartElement.clientWidth) {
        state.width = state.chartElement.clientWidth;
        redraw(state);
      }
    }).observe(state.chartElement);
    target.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", () => press(state, button.dataset.zoom)));
    target.querySelector("details").addEventListener("toggle", () => tables(state));
    Behaviour.applySubtree(target, true);
    return state;
  }

  /** Draws these figures, in place of earlier ones of the same element; zoom and hidden lines stay as they are. */
  function show(target, json) {
    let state = states.get(target);
    if (json.problem) {
      states.delete(target);
      target.textContent = json.problem;
      return;
    }
    if (state && state.chartElement.isConnected) {
      state.json = json;
      state.chart.setOption(options(state), { replaceMerge: ["series"] });
    } else {
      state = begin(target, json);
    }
    legend(state);
    notes(state);
    tables(state);
  }

  /** Gets the figures of an element, and draws them. */
  function draw(target) {
    return locustCharts
      .get(target.dataset.url)
      .then((json) => show(target, json))
      .catch((error) => {
        target.textContent = error.message;
      });
  }

  Behaviour.specify(".locust-timeline[data-url]", "locust-timeline", 0, (target) => {
    if (!states.has(target)) {
      draw(target);
    }
  });

  return { draw: draw, show: show };
})();
