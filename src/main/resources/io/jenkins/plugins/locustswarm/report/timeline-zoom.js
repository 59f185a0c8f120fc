// @include io.jenkins.plugins.locustswarm.report.timeline-axes
// @include io.jenkins.plugins.locustswarm.report.timeline-marks
/* global locustTimelineMarks */
/** The zoom of the charts of a run: one for all of them, with buttons, the mouse and a slider. */
window.locustTimelineZoom = (function () {
  const run = window.locustRun;
  const axes = window.locustTimelineAxes;

  function shown(state) {
    const all = run.end(state.json) * 1000;
    return state.zoom ? [state.zoom.from, Math.min(state.zoom.to, all)] : [0, all];
  }

  function selectWithMouse(state) {
    if (!state.chart.isDisposed()) {
      state.chart.dispatchAction({ type: "takeGlobalCursor", key: "dataZoomSelect", dataZoomSelectActive: true });
    }
  }

  function zoomTo(state, from, to) {
    const all = run.end(state.json) * 1000;
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
      zoomTo(state, 0, run.end(state.json) * 1000);
    }
  }

  /** Remembers the zoom, and places the texts of the marks anew. */
  function zoomed(state) {
    const all = run.end(state.json) * 1000;
    const zoom = state.chart.getOption().dataZoom[0];
    const isAll = zoom.startValue <= 0 && zoom.endValue >= all;
    state.zoom = isAll ? null : { from: zoom.startValue, to: zoom.endValue };
    const [from, to] = shown(state);
    const width = state.chartElement.clientWidth - axes.leftMargin(state) - axes.rightMargin(state);
    state.chart.setOption({ series: locustTimelineMarks.marks(locustTimelineMarks.lanes(state, from, to, width)) });
  }

  return { press: press, selectWithMouse: selectWithMouse, shown: shown, zoomed: zoomed };
})();
