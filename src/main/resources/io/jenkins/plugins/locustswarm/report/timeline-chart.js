// @include io.jenkins.plugins.locustswarm.report.timeline-zoom
// @include io.jenkins.plugins.locustswarm.report.timeline-legend
/* global locustCharts, locustTimelineLegend */
/** The charts of a run, one below the other, as options of the chart library. */
window.locustTimelineChart = (function () {
  const run = window.locustRun;
  const axes = window.locustTimelineAxes;
  const marks = window.locustTimelineMarks;
  const zoom = window.locustTimelineZoom;
  const gap = 46; // pixels between charts, for the title of the lower one
  const laneRow = 17; // pixels

  function series(state, line, shown, labels) {
    const json = state.json;
    const isBaseline = shown !== json;
    const color = locustCharts.color(run.variable(json, line.id));
    const index = run.grid(line.id);
    return {
      id: (isBaseline ? "baseline-" : "run-") + line.id,
      name: isBaseline ? json.baseline.name : run.name(line.id),
      type: "line",
      xAxisIndex: index,
      yAxisIndex: index,
      data: state.hidden.has(isBaseline ? "baseline" : line.id) || state.hidden.has(line.id) ? [] : run.points(shown, line),
      showSymbol: line.data.filter((value) => value !== null).length < 2, // a single point has no line
      symbolSize: 5,
      color: color,
      z: isBaseline ? 2 : 3,
      lineStyle: isBaseline ? { width: 1.5, type: [4, 4], opacity: 0.6 } : { width: line.id === "p50" ? 1.5 : 2 },
      areaStyle: line.id === run.users && !isBaseline ? { opacity: 0.25 } : undefined,
      step: line.id === run.users ? "end" : false,
      emphasis: { disabled: true },
      endLabel: isBaseline ? undefined : { show: true, formatter: run.name(line.id), color: locustCharts.color("--text-color"), distance: 6, padding: [2, 0], minMargin: 4 },
      labelLayout: { moveOverlap: "shiftY" },
      markLine: isBaseline ? undefined : marks.thresholds(state, line, color, labels[index]),
    };
  }

  function options(state) {
    const json = state.json;
    const [from, to] = zoom.shown(state);
    const left = axes.leftMargin(state);
    const right = axes.rightMargin(state);
    const width = state.chartElement.clientWidth - left - right;
    const placed = marks.lanes(state, from, to, width);
    const allPlaced = marks.lanes(state, 0, run.end(json) * 1000, width);
    const rows = run.most(allPlaced.map((one) => one.row + 1));
    const height = state.chartElement.clientHeight;
    const laneHeight = rows * laneRow;
    const below = 74; // the labels of the axis, and the slider
    const free = height - laneHeight - 2 * gap - 34 - below;
    const heights = [Math.max(laneHeight, 1), free * 0.48, free * 0.32, free * 0.2];
    const tops = [0, laneHeight + 34];
    tops[2] = tops[1] + heights[1] + gap;
    tops[3] = tops[2] + heights[2] + gap;
    const labels = heights.map((area, index) =>
      marks.thresholdLabels(state, index, axes.top(state, index).value, { width: width, height: area }),
    );
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
        text: [run.texts().times, run.texts().rates, run.texts().users][index - 1],
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
        formatter: (parts) => locustTimelineLegend.tip(state, parts),
      },
      xAxis: all.map((index) => ({
        type: "time",
        gridIndex: index,
        min: 0,
        max: run.end(json) * 1000,
        axisLine: { show: index > 0, lineStyle: { color: lines } },
        axisTick: { show: index === 3, lineStyle: { color: lines } },
        axisLabel: { show: index === 3, color: secondary, hideOverlap: true, formatter: (value) => run.time(value / 1000) },
        splitLine: { show: false },
        axisPointer: { show: index > 0 },
      })),
      yAxis: all.map((index) => ({
        type: "value",
        gridIndex: index,
        show: index > 0,
        min: 0,
        max: index === 0 ? Math.max(rows, 1) : axes.top(state, index).value,
        interval: axes.interval(state, index),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { color: secondary, formatter: run.number, showMaxLabel: true },
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
        .map((line) => series(state, line, json, labels))
        .concat(baseline ? baseline.lines.filter((line) => run.hasLine(json, line.id)).map((line) => series(state, line, baseline, labels)) : [])
        .concat(marks.marks(placed)),
    };
  }

  return { options: options };
})();
