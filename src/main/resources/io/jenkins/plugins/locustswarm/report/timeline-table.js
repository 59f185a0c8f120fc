// @include io.jenkins.plugins.locustswarm.report.timeline-legend
/** The figures of a run over time as a table, for screen readers and everyone else, with its events and thresholds as a list. */
window.locustTimelineTable = (function () {
  const run = window.locustRun;
  const element = window.locustTimelineLegend.element;
  const maxRows = 60;

  function average(values, isMean) {
    const known = values.filter((one) => one !== null && one !== undefined);
    if (known.length === 0) {
      return null;
    }
    return isMean ? known.reduce((sum, one) => sum + one, 0) / known.length : run.most(known);
  }

  /** Fills the table of figures when it is opened: a mean of the rates, a maximum of users and response times per row. */
  function fill(state) {
    const details = state.element.querySelector("details");
    if (!details.open) {
      return;
    }
    const json = state.json;
    const runs = json.baseline ? [json, json.baseline] : [json];
    const point = run.most(runs.map((one) => one.secondsPerPoint));
    const length = run.most(runs.map(run.length));
    const step = Math.ceil(Math.max(1, (length + 1) / maxRows / point)) * point;
    const table = element("table", null);
    table.className = "jenkins-table jenkins-table--small";
    const head = element("tr", null, element("thead", null, table));
    element("th", run.texts().time, head);
    runs.forEach((one) =>
      json.lines.forEach((line) => {
        const heading = one === json ? run.name(line.id) : run.format(run.texts().baselineHeading, run.name(line.id), one.name);
        element("th", heading, head).className = "locust-number";
      }),
    );
    const body = element("tbody", null, table);
    for (let second = 0; second <= length; second += step) {
      const row = element("tr", null, body);
      element("th", run.time(second), row).scope = "row";
      runs.forEach((one) =>
        json.lines.forEach((line) => {
          const data = (one.lines.find((other) => other.id === line.id) || { data: [] }).data;
          const values = data.slice(Math.floor(second / one.secondsPerPoint), Math.ceil((second + step) / one.secondsPerPoint));
          element("td", run.figure(line.id, average(values, run.isRate(line.id))), row).className = "locust-number";
        }),
      );
    }
    const events = element("ul", null);
    json.marks.forEach((mark) => element("li", run.time(mark.second) + " " + mark.text, events));
    json.thresholds.forEach((threshold) =>
      element("li", threshold.passed ? threshold.text : run.format(run.texts().missed, threshold.text), events),
    );
    state.element.querySelector(".locust-timeline-tables").replaceChildren(events, table);
  }

  return { fill: fill };
})();
