// @include io.jenkins.plugins.locustswarm.report.colors
/* global echarts */
/**
 * What the charts of this plugin share. Charts are drawn again when the theme changes, and follow the size of their element,
 * which also changes when a side panel is collapsed.
 */
window.locustCharts = (function () {
  const drawn = new Map(); // element -> the function that creates its options

  /** Returns a color of the theme, such as "--blue", in a form that every drawing function reads. */
  function color(variable) {
    const probe = document.createElement("span");
    probe.style.color = "var(" + variable + ")";
    probe.hidden = true;
    document.body.append(probe);
    const context = document.createElement("canvas").getContext("2d");
    context.fillStyle = getComputedStyle(probe).color;
    probe.remove();
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
    return "rgba(" + red + "," + green + "," + blue + "," + alpha / 255 + ")";
  }

  /**
   * Draws a chart in an element that has a height, or draws it again.
   *
   * @param options a function that returns the options of the chart in the colors of the current theme
   * @returns the chart
   */
  function draw(element, options) {
    const isNew = !drawn.has(element);
    const chart = echarts.getInstanceByDom(element) || echarts.init(element);
    drawn.set(element, options);
    chart.setOption({ animation: false, textStyle: { color: color("--text-color") }, ...options() }, true);
    if (isNew) {
      new ResizeObserver(() => chart.resize()).observe(element);
    }
    return chart;
  }

  function drawAll() {
    drawn.forEach((options, element) => {
      if (element.isConnected) {
        draw(element, options);
      } else {
        echarts.dispose(element);
        drawn.delete(element);
      }
    });
  }

  /** Returns a promise of the JSON at a URL; its error has a message for the user, and the status of the response. */
  function get(url) {
    return fetch(url, { headers: { Accept: "application/json" } }).then((answer) => {
      if (!answer.ok) {
        const text = document.querySelector(".locust-chart-texts").dataset.refused;
        const error = new Error(text.replace("{0}", answer.status));
        error.status = answer.status;
        throw error;
      }
      return answer.json();
    });
  }

  new MutationObserver(drawAll).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class"] });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);

  return { color: color, draw: draw, get: get };
})();
