// @include io.jenkins.plugins.locustswarm.report.threshold-labels
/* global locustCharts, locustThresholdLabels */
/** What is marked in a trend chart: changes, thresholds of gates, and remarks about builds. */
window.locustTrendMarks = (function () {
  const arrowWidth = 14;
  const labelGap = 6;

  function text(pattern, value) {
    return pattern.replace("{0}", () => value);
  }

  /** Returns the position of a build; if the axis has days, that of its day; -1 if it is not shown. */
  function position(state, build) {
    const builds = state.model.builds;
    if (build < builds[0]) {
      return -1;
    }
    let low = 0;
    let high = builds.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (builds[middle] < build) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < builds.length ? low : -1;
  }

  /** Returns the remarks at each position. A day shows its last build: remarks about an earlier one name it. */
  function findRemarks(state, element) {
    const found = new Map();
    const add = (mark, remark) => {
      const index = position(state, mark.build);
      if (index >= 0) {
        const isShown = state.model.builds[index] === mark.build;
        found.set(index, [...(found.get(index) ?? []), isShown ? remark : "#" + mark.build + ": " + remark]);
      }
    };
    state.marks.changes.forEach((mark) => add(mark, mark.text));
    state.marks.notCompared.forEach((mark) => add(mark, text(element.dataset.notCompared, mark.text)));
    state.marks.notes.forEach((mark) => add(mark, text(element.dataset.note, mark.text)));
    return found;
  }

  /** Returns the remarks about the build at a position: changes, the reason why it is not compared, and its note. */
  function remarks(state, element, index) {
    // found once, since a table has thousands of rows
    if (state.remarks?.model !== state.model || state.remarks.marks !== state.marks) {
      state.remarks = { model: state.model, marks: state.marks, found: findRemarks(state, element) };
    }
    return state.remarks.found.get(index) ?? [];
  }

  /** Returns the positions whose figures are of a build that is not compared. */
  function notCompared(state) {
    return new Set(
      state.marks.notCompared
        .map((mark) => ({ build: mark.build, index: position(state, mark.build) }))
        .filter((mark) => state.model.builds[mark.index] === mark.build)
        .map((mark) => mark.index)
    );
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

  /** Returns where a text with an arrow can be within the chart: it begins with the arrow at its line, or ends with it. */
  function places(mark, x, width) {
    const arrow = mark.rise ? "▲" : "▼";
    const wide = locustCharts.textWidth(arrow + " " + mark.label);
    return [
      { align: "left", from: x, to: x + wide, text: arrow + " " + mark.label },
      { align: "right", from: x - wide, to: x, text: mark.label + " " + arrow },
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
      const arrow = { align: "center", text: mark.rise ? "▲" : "▼" };
      const place = places(mark, change.x, width).find((one) => isFree(change, one.from, one.to));
      if (place) {
        taken.push({ of: change, from: place.from, to: place.to });
      }
      const color = locustCharts.color(mark.worse ? "--error-color" : "--success-color");
      return {
        xAxis: change.index,
        label: { formatter: () => (place || arrow).text, align: (place || arrow).align, color: color },
        lineStyle: { color: color, type: "dashed" },
      };
    });
  }

  /**
   * Returns the lines of the thresholds in a part.
   *
   * @param end of the axis
   * @param area has the width and the height of the part in pixels
   */
  function thresholdLines(state, element, lines, end, area) {
    const shown = thresholds(state, lines).filter((mark) => mark.value <= end);
    const texts = shown.map((mark) => ({ text: text(element.dataset.gate, mark.text), y: (1 - mark.value / end) * area.height }));
    const labels = locustThresholdLabels.place(texts, "Start", area);
    return shown.map((mark, index) => ({
      yAxis: mark.value,
      label: labels[index],
      lineStyle: {
        color: locustCharts.color(lines.find((line) => line.metric === mark.metric).color),
        type: [8, 4],
        width: 1.5,
      },
    }));
  }

  return {
    changeLines: changeLines,
    notCompared: notCompared,
    remarks: remarks,
    thresholdLines: thresholdLines,
    thresholds: thresholds,
  };
})();
