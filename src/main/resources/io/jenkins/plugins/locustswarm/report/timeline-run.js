// @include io.jenkins.plugins.locustswarm.report.charts
/* global locustCharts */
/** The figures of a run over time: what they are called, how they are written, and where they are drawn. */
window.locustRun = (function () {
  const users = "users";
  const requests = "requestsPerSecond";
  const failures = "failuresPerSecond";
  const timeColors = ["--blue", "--orange", "--purple", "--pink", "--brown"];

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
    return locustCharts.number(value, Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0);
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
      return { users: "--green", requestsPerSecond: "--cyan", failuresPerSecond: "--red" }[id];
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

  function hasLine(run, id) {
    return run.lines.some((line) => line.id === id);
  }

  function isRate(id) {
    return id === requests || id === failures;
  }

  return {
    end: end,
    figure: figure,
    format: format,
    grid: grid,
    hasLine: hasLine,
    isRate: isRate,
    isTime: isTime,
    length: length,
    most: most,
    name: name,
    number: number,
    points: points,
    texts: texts,
    time: time,
    variable: variable,
    users: users,
  };
})();
