// @include io.jenkins.plugins.locustswarm.report.timeline-chart
// @include io.jenkins.plugins.locustswarm.report.timeline-table
/* global Behaviour, locustCharts, locustTimelineChart, locustTimelineLegend, locustTimelineTable, locustTimelineZoom */
/**
 * The charts of a run over time: one time axis, one cursor and one zoom for all. An element with the class locust-timeline and the
 * URL of the figures in data-url becomes one; its parts and texts are in the template that the page has.
 */
window.locustTimeline = (function () {
  const run = window.locustRun;
  const states = new WeakMap(); // element -> what is drawn in it

  function notes(state) {
    const points = state.element.querySelector(".locust-timeline-points");
    points.hidden = state.json.secondsPerPoint <= 1;
    points.textContent = run.format(run.texts().points, state.json.secondsPerPoint);
    state.element.querySelector(".locust-timeline-gates").hidden = state.json.thresholds.length === 0;
  }

  function redraw(state) {
    state.chart = locustCharts.draw(state.chartElement, () => {
      window.setTimeout(() => locustTimelineZoom.selectWithMouse(state)); // drawing ends it, also that for another theme
      return locustTimelineChart.options(state);
    });
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
    redraw(state);
    state.chart.on("datazoom", () => locustTimelineZoom.zoomed(state));
    target.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", () => locustTimelineZoom.press(state, button.dataset.zoom)));
    target.querySelector("details").addEventListener("toggle", () => locustTimelineTable.fill(state));
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
      state.chart.setOption(locustTimelineChart.options(state), { replaceMerge: ["series"] });
    } else {
      state = begin(target, json);
    }
    locustTimelineLegend.show(state, redraw);
    notes(state);
    locustTimelineTable.fill(state);
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
