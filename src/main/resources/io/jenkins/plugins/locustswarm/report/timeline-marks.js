// @include io.jenkins.plugins.locustswarm.report.timeline-run
// @include io.jenkins.plugins.locustswarm.report.threshold-labels
/* global locustCharts, locustThresholdLabels */
/** What is marked in the charts of a run: events, as symbols with texts and lines, and thresholds of gates. */
window.locustTimelineMarks = (function () {
  const run = window.locustRun;
  const maxLanes = 4;
  const symbols = { ALL_USERS: "circle", WORKER_LOST: "triangle", CPU: "diamond", STOPPED: "rect", RUN_TIME: "emptyCircle" };
  const markColors = { ALL_USERS: "--green", WORKER_LOST: "--red", CPU: "--orange", STOPPED: "--red", RUN_TIME: "--locust-text-secondary" };

  /** Places the texts of the marks in rows, so that none covers another; a text for which there is no row is left out. */
  function lanes(state, from, to, width) {
    const ends = [];
    return state.json.marks
      .filter((mark) => mark.second * 1000 >= from && mark.second * 1000 <= to)
      .map((mark) => {
        const x = ((mark.second * 1000 - from) / (to - from)) * width;
        const wide = locustCharts.textWidth(mark.text) + 14;
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

  /**
   * Returns the labels of the thresholds in a chart by their thresholds.
   *
   * @param end of the axis
   * @param area has the width and the height of the chart in pixels
   */
  function thresholdLabels(state, index, end, area) {
    const shown = state.json.thresholds.filter(
      (threshold) => run.grid(threshold.line) === index && !state.hidden.has(threshold.line) && threshold.value <= end,
    );
    const lines = shown.map((threshold) => ({
      text: threshold.passed ? threshold.text : run.format(run.texts().missed, threshold.text),
      y: (1 - threshold.value / end) * area.height,
    }));
    const labels = locustThresholdLabels.place(lines, "Start", area); // at the end are the latest figures
    return new Map(shown.map((threshold, i) => [threshold, labels[i]]));
  }

  /** Returns the lines of the thresholds of a figure, with these labels. */
  function thresholds(state, line, color, labels) {
    return {
      silent: true,
      symbol: "none",
      animation: false,
      lineStyle: { color: color, type: "dotted", width: 1.5 },
      data: state.json.thresholds
        .filter((threshold) => threshold.line === line.id && labels.has(threshold))
        .map((threshold) => ({ yAxis: threshold.value, label: labels.get(threshold) })),
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

  return { lanes: lanes, marks: marks, thresholdLabels: thresholdLabels, thresholds: thresholds };
})();
