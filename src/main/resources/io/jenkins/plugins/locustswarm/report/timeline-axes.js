// @include io.jenkins.plugins.locustswarm.report.timeline-run
/* global locustCharts */
/** The axes of the charts of a run: where they end, and the space that their labels need. */
window.locustTimelineAxes = (function () {
  const run = window.locustRun;

  function largest(state, index) {
    const runs = [state.json, state.json.baseline].filter(Boolean);
    const lines = runs.flatMap((one) => one.lines);
    return run.most(lines.filter((line) => run.grid(line.id) === index && !state.hidden.has(line.id)).map((line) => run.most(line.data)));
  }

  /** Returns the top of an axis with its thresholds, unless they are so far away that the lines would be flat. */
  function top(state, index) {
    const highest = largest(state, index);
    const near = state.json.thresholds
      .filter((threshold) => run.grid(threshold.line) === index && !state.hidden.has(threshold.line))
      .map((threshold) => threshold.value * 1.1)
      .filter((value) => value <= highest * 4);
    return locustCharts.axisEnd(Math.max(highest, run.most(near)));
  }

  /** Returns the distance of the lines of an axis; users are whole. */
  function interval(state, index) {
    const end = top(state, index);
    if (index === 3 && end.value < 2) {
      return end.value;
    }
    return end.value / (index === 1 ? end.parts : 2);
  }

  function leftMargin(state) {
    const labels = [1, 2, 3].flatMap((index) => [top(state, index).value, interval(state, index)]);
    const widest = run.most(labels.map((value) => run.number(value).length));
    return 18 + 7.5 * widest;
  }

  function rightMargin(state) {
    return 22 + 7.5 * run.most(state.json.lines.map((line) => run.name(line.id).length));
  }

  return { interval: interval, leftMargin: leftMargin, rightMargin: rightMargin, top: top };
})();
