// @include io.jenkins.plugins.locustswarm.report.trend-marks
/* global Behaviour, echarts, echartsJenkinsApi, locustCharts, locustTrendTable */
/**
 * Draws the trend of a test or a request name: response times, requests per second and failures over the builds of a job, on
 * one axis. The figures are drawn first; what is marked takes longer to find, and is added.
 */
(function () {
  const marks = window.locustTrendMarks;
  const storage = "jenkins-echarts-trend-configuration-locust-swarm";
  const dialog = "trend-configuration-locust-swarm";
  const manyBuilds = 100;
  const firstTitleHeight = 40;
  const titleHeight = 50;
  const nameHeight = 14;
  const longestLabel = 12;
  const rightMargin = 48; // for the names of the lines
  const parts = [
    { metrics: ["median", "p95", "p99"], height: 190, divided: true, least: 0, title: "times" },
    { metrics: ["rps"], height: 64, divided: false, least: 0, title: "rate" },
    { metrics: ["failures"], height: 64, divided: false, least: 1, title: "failed" },
  ];
  const states = new Map(); // element -> what is drawn in it

  /** Returns the distance of the lines of an axis with this end. */
  function interval(part, end) {
    return end.value / (part.divided ? end.parts : 2);
  }

  /** Returns the length of the longest label of an axis, in characters. */
  function tickLength(part, end) {
    const distance = interval(part, end);
    return Math.max(...[0, 1, 2, 3, 4, 5].map((tick) => number(Math.min(end.value, tick * distance)).length));
  }

  function ceiling(state, part, lines) {
    const figures = lines.flatMap((line) => line.figures).filter((figure) => figure !== null);
    const highest = Math.max(part.least, ...figures, 0);
    // a threshold far above would make the lines flat
    const near = marks.thresholds(state, lines).map((mark) => mark.value).filter((value) => value <= 3 * highest);
    return locustCharts.axisEnd(Math.max(highest, ...near));
  }

  /** Returns how far the name at the end of each line is moved, so that the names do not cover each other. */
  function nameOffsets(part, lines, end) {
    const ends = lines.map((line) => {
      const last = line.figures.filter((figure) => figure !== null).pop() ?? 0;
      return { line: line, y: (1 - last / end) * part.height };
    });
    let free = -Infinity;
    const offsets = new Map();
    ends
      .sort((one, other) => one.y - other.y)
      .forEach((end) => {
        const y = Math.max(end.y, free);
        offsets.set(end.line, y - end.y);
        free = y + nameHeight;
      });
    return offsets;
  }

  /** Returns the points of a line; those of builds that are not compared are hollow. */
  function points(state, line, color) {
    const hollow = marks.notCompared(state);
    const background = locustCharts.color("--background");
    const isMany = line.figures.length > manyBuilds;
    return line.figures.map((figure, index) => {
      if (hollow.has(index)) {
        return {
          value: figure,
          symbolSize: 8,
          itemStyle: { color: background, borderColor: color, borderWidth: 2 },
        };
      }
      const isAlone = (line.figures[index - 1] ?? null) === null && (line.figures[index + 1] ?? null) === null;
      return { value: figure, symbolSize: isMany && !isAlone ? 0 : 5 };
    });
  }

  function series(state, element, part, index, lines, width, highest) {
    const offsets = nameOffsets(part, lines, highest);
    return lines.map((line, order) => {
      const color = locustCharts.color(line.color);
      const isChosen = window.location.hash === "#locust-trend-" + line.metric && element.dataset.full === "true";
      return {
        type: "line",
        name: line.name,
        xAxisIndex: index,
        yAxisIndex: index,
        data: points(state, line, color),
        symbol: "circle",
        showAllSymbol: true,
        itemStyle: { color: color },
        lineStyle: { color: color, width: isChosen ? 4 : 2 },
        endLabel: {
          show: part.metrics.length > 1,
          formatter: "{a}",
          offset: [0, offsets.get(line)],
          color: locustCharts.color("--text-color"),
        },
        markLine:
          order === 0
            ? {
                silent: true,
                symbol: "none",
                data: [
                  ...marks.changeLines(state, lines, width),
                  ...marks.thresholdLines(state, element, lines, highest, { width: width, height: part.height }),
                ],
              }
            : undefined,
      };
    });
  }

  function number(figure) {
    return locustCharts.number(figure, 2);
  }

  /** Returns the figure of a line for users: times of 10 ms and more without decimals, a dash for a gap. */
  function figureText(line, index) {
    const figure = line.figures[index];
    if (figure === null) {
      return "–";
    }
    return (line.unit === " ms" && figure >= 10 ? number(Math.round(figure)) : number(figure)) + line.unit;
  }

  /** Made of elements, not of markup: the names and remarks are texts of users and targets. */
  function tooltip(state, element, index) {
    const box = document.createElement("div");
    box.className = "locust-trend__tooltip";
    const title = document.createElement("strong");
    title.textContent = state.model.labels[index];
    box.append(title);
    state.model.lines.forEach((line) => {
      const row = document.createElement("div");
      row.textContent = line.name + ": " + figureText(line, index);
      box.append(row);
    });
    marks.remarks(state, element, index).forEach((remark) => {
      const row = document.createElement("div");
      row.className = "locust-trend__remark";
      row.textContent = remark;
      box.append(row);
    });
    return box;
  }

  function axisLabels(state) {
    return state.model.labels.some((label) => label.length > longestLabel)
      ? state.model.builds.map((build) => "#" + build)
      : state.model.labels;
  }

  function options(state, element, box) {
    const isFull = element.dataset.full === "true";
    const dim = locustCharts.color("--locust-text-secondary");
    const faint = { lineStyle: { color: dim, opacity: 0.2 } };
    const { ends, left, right } = layout(state, box);
    const labels = axisLabels(state);
    let top = 0;
    const tops = parts.map((part) => {
      const start = top + (top === 0 ? firstTitleHeight : titleHeight);
      top = start + part.height;
      return start;
    });
    return {
      aria: { enabled: false },
      title: parts.map((part, index) => ({
        text: element.dataset[part.title],
        left: 0,
        top: index === 0 ? 0 : tops[index] - titleHeight + 12,
        textStyle: { color: locustCharts.color("--text-color"), fontSize: 13, fontWeight: 600 },
      })),
      grid: parts.map((part, index) => ({
        left: left,
        right: right,
        top: tops[index],
        height: part.height,
        outerBoundsMode: "none",
      })),
      axisPointer: { link: [{ xAxisIndex: "all" }], lineStyle: { color: dim } },
      tooltip: {
        trigger: "axis",
        confine: true,
        backgroundColor: locustCharts.color("--background"),
        borderColor: dim,
        textStyle: { color: locustCharts.color("--text-color") },
        extraCssText: "max-width: 26rem; white-space: normal;",
        formatter: (at) => tooltip(state, element, at[0].dataIndex),
      },
      xAxis: parts.map((part, index) => ({
        type: "category",
        gridIndex: index,
        data: labels,
        axisLabel: { show: index === parts.length - 1, color: dim, hideOverlap: true, margin: 12 },
        axisTick: { show: index === parts.length - 1, alignWithLabel: true, lineStyle: { color: dim } },
        axisLine: { lineStyle: { color: dim } },
      })),
      yAxis: parts.map((part, index) => ({
        type: "value",
        gridIndex: index,
        min: 0,
        max: ends[index].value,
        interval: interval(part, ends[index]),
        axisLabel: { color: dim, formatter: number },
        splitLine: faint,
      })),
      dataZoom:
        isFull && state.model.builds.length > 2
          ? [
              {
                type: "slider",
                xAxisIndex: parts.map((part, index) => index),
                bottom: 4,
                height: 22,
                left: left,
                right: right,
                brushSelect: false,
                textStyle: { color: dim },
                borderColor: "transparent",
                fillerColor: dim.replace(/[^,]+\)$/, "0.15)"),
                handleStyle: { color: dim, borderColor: dim },
                moveHandleSize: 0,
                start: state.zoom.start,
                end: state.zoom.end,
              },
            ]
          : [],
      series: allSeries(state, element, box),
    };
  }

  /** Returns the lines of each part, and the axes that they need. */
  function layout(state, box) {
    const shown = parts.map((part) => state.model.lines.filter((line) => part.metrics.includes(line.metric)));
    const ends = parts.map((part, index) => ceiling(state, part, shown[index]));
    const left = 20 + 7 * Math.max(...parts.map((part, index) => tickLength(part, ends[index])));
    return { shown: shown, ends: ends, left: left, right: rightMargin, width: box.clientWidth - left - rightMargin };
  }

  function allSeries(state, element, box) {
    const { shown, ends, width } = layout(state, box);
    return parts.flatMap((part, index) => series(state, element, part, index, shown[index], width, ends[index].value));
  }

  /** Returns the position of the build under the pointer; -1 outside of the charts. */
  function pointed(chart, state, event) {
    const point = [event.offsetX, event.offsetY];
    const grid = parts.findIndex((part, index) => chart.containPixel({ gridIndex: index }, point));
    if (grid < 0) {
      return -1;
    }
    const index = Math.round(chart.convertFromPixel({ gridIndex: grid }, point)[0]);
    return index >= 0 && index < state.model.builds.length ? index : -1;
  }

  function connect(chart, state, element, box) {
    chart.getZr().on("click", (event) => {
      const index = pointed(chart, state, event);
      if (index >= 0) {
        window.location.assign(element.dataset.jobUrl + state.model.builds[index] + "/" + element.dataset.buildUrl);
      }
    });
    chart.getZr().on("mousemove", (event) => {
      chart.getZr().setCursorStyle(pointed(chart, state, event) >= 0 ? "pointer" : "default");
    });
    chart.on("datazoom", () => {
      const zoom = chart.getOption().dataZoom[0];
      state.zoom = { start: zoom.start, end: zoom.end, from: zoom.startValue, to: zoom.endValue };
      chart.setOption({ series: allSeries(state, element, box) });
    });
  }

  function draw(element) {
    const state = states.get(element);
    const box = element.querySelector(".locust-trend__chart");
    const chart = locustCharts.draw(box, () => options(state, element, box));
    if (state.chart !== chart) {
      state.chart = chart;
      connect(chart, state, element, box);
    }
    element.querySelector(".locust-trend__key").hidden = marks.notCompared(state).size === 0;
    locustTrendTable.fill(element, state, (index) => marks.remarks(state, element, index), figureText);
  }

  function load(element) {
    const state = states.get(element);
    const choice = encodeURIComponent(JSON.stringify(echartsJenkinsApi.readConfiguration(storage)));
    const problem = element.querySelector(".locust-trend__problem");
    const show = (error) => (problem.textContent = error.message);
    locustCharts
      .get(element.dataset.url + "trend?configuration=" + choice)
      .then((model) => {
        problem.textContent = "";
        state.model = model;
        state.zoom = { start: 0, end: 100 };
        draw(element);
        return state.hasMarks ? null : locustCharts.get(element.dataset.url + "marks");
      })
      .then((found) => {
        if (found) {
          state.hasMarks = true;
          state.marks = found;
          draw(element);
        }
      })
      .catch(show);
  }

  Behaviour.specify(".locust-trend", "locust-trend", 0, (element) => {
    if (!states.has(element)) {
      states.set(element, {
        marks: { changes: [], notCompared: [], notes: [], thresholds: [] },
        selected: [],
      });
      locustCharts.whenSeen(element, () => load(element));
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.getElementById(dialog)?.addEventListener("hidden.bs.modal", () => {
      states.forEach((state, element) => {
        if (state.model) {
          load(element);
        }
      });
    });
  });

  window.addEventListener("hashchange", () => {
    states.forEach((state, element) => {
      if (state.model) {
        draw(element);
      }
    });
  });
})();
