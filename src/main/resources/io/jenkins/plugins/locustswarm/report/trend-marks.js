// @include io.jenkins.plugins.locustswarm.report.charts
/* global locustCharts */
/** What is marked in a trend chart: changes, thresholds of gates, and remarks about builds. */
window.locustTrendMarks = (function () {
  const arrowWidth = 14;
  const labelGap = 6;

  function text(pattern, value) {
    return pattern.replace("{0}", () => value);
  }

  /** Returns the position of a build; if the axis has days, that of its day; -1 if it is not shown. */
  function position(state, build) {
    return build < state.model.builds[0] ? -1 : state.model.builds.findIndex((shown) => shown >= build);
  }

  /** Returns the remarks about the build at a position: changes, the reason why it is not compared, and its note. */
  function remarks(state, element, index) {
    const here = (mark) => position(state, mark.build) === index;
    return [
      ...state.marks.changes.filter(here).map((mark) => mark.text),
      ...state.marks.notCompared.filter(here).map((mark) => text(element.dataset.notCompared, mark.text)),
      ...state.marks.notes.filter(here).map((mark) => text(element.dataset.note, mark.text)),
    ];
  }

  function thresholds(state, lines) {
    return state.marks.thresholds.filter((mark) => lines.some((line) => line.metric === mark.metric));
  }

  /** Returns the changes in a part that are shown, one for each build, the most certain first. */
  function changesOf(state, lines) {
    const builds = new Map();
    state.marks.changes
      .filter((mark) => lines.some((line) => line.metric === mark.metric) && position(state, mark.build) >= 0)
      .forEach((mark) => {
        const index = position(state, mark.build);
        if (!builds.has(index)) {
          builds.set(index, mark);
        }
      });
    return [...builds.entries()].map(([index, mark]) => ({ index: index, mark: mark, x: pixel(state, index) }));
  }

  /** Returns where a build is, in parts of the width of the chart; outside of 0 and 1 if the zoom hides it. */
  function pixel(state, index) {
    const from = state.zoom.from ?? 0;
    const to = state.zoom.to ?? state.model.builds.length - 1;
    return (index - from + 0.5) / (to - from + 1);
  }

  /** Returns where a text can be at a line within the chart: in the middle of it, or beside it. */
  function places(x, wide, width) {
    return [
      { align: "center", from: x - wide / 2, to: x + wide / 2 },
      { align: "right", from: x - wide, to: x },
      { align: "left", from: x, to: x + wide },
    ].filter((place) => place.from >= 0 && place.to <= width);
  }

  /**
   * Returns the vertical lines of the changes in a part. Each has an arrow, and the most certain ones a text, as far as none covers
   * another one.
   */
  function changeLines(state, lines, width) {
    const changes = changesOf(state, lines).map((change) => ({ ...change, x: change.x * width }));
    const taken = changes.map((change) => ({ of: change, from: change.x - arrowWidth / 2, to: change.x + arrowWidth / 2 }));
    const isFree = (change, from, to) =>
      taken.every((other) => other.of === change || other.to + labelGap < from || other.from - labelGap > to);
    return changes.map((change) => {
      const mark = change.mark;
      const arrow = mark.rise ? "▲" : "▼";
      const label = arrow + " " + mark.label;
      const place = places(change.x, locustCharts.textWidth(label), width).find((one) => isFree(change, one.from, one.to));
      if (place) {
        taken.push({ of: change, from: place.from, to: place.to });
      }
      const color = locustCharts.color(mark.worse ? "--error-color" : "--success-color");
      return {
        xAxis: change.index,
        label: { formatter: place ? label : arrow, align: place ? place.align : "center", color: color },
        lineStyle: { color: color, type: "dashed" },
      };
    });
  }

  function thresholdLines(state, element, lines, highest) {
    return thresholds(state, lines)
      .filter((mark) => mark.value <= highest)
      .map((mark) => ({
        yAxis: mark.value,
        label: {
          formatter: text(element.dataset.gate, mark.text),
          position: "insideStartTop",
          ...locustCharts.innerLabel(),
        },
        lineStyle: {
          color: locustCharts.color(lines.find((line) => line.metric === mark.metric).color),
          type: [8, 4],
          width: 1.5,
        },
      }));
  }

  return {
    changeLines: changeLines,
    position: position,
    remarks: remarks,
    thresholdLines: thresholdLines,
    thresholds: thresholds,
  };
})();
