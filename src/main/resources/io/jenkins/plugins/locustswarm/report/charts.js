// @include io.jenkins.plugins.locustswarm.report.colors
/* global echarts */
/**
 * What the charts of this plugin share. Charts are drawn again when the theme or the width of their element changes, which it also
 * does when a side panel is collapsed.
 */
window.locustCharts = (function () {
  const drawn = new Map(); // element -> the function that creates its options
  const roundNumbers = [[1, 5], [1.2, 4], [1.5, 3], [2, 4], [2.5, 5], [3, 3], [4, 4], [5, 5], [6, 3], [8, 4], [10, 5]];

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

  /** Returns a number in the language of the page, with at most so many decimals; a small one has two digits. */
  function number(value, decimals) {
    const isSmall = value !== 0 && Math.abs(value) < Math.pow(10, -decimals);
    const digits = isSmall ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: decimals };
    return value.toLocaleString(document.querySelector(".locust-chart-texts").dataset.language, digits);
  }

  /** Returns a round number that is not below a figure, for the end of an axis, and a number of parts that it is divided into. */
  function axisEnd(figure) {
    if (figure <= 0) {
      return { value: 1, parts: 2 };
    }
    const power = Math.pow(10, Math.floor(Math.log10(figure)));
    const [value, parts] = roundNumbers.find((one) => one[0] * power >= figure * 0.9999);
    return { value: value * power, parts: parts };
  }

  /** Returns the width of a text in a chart, in pixels. */
  function textWidth(text) {
    const context = document.createElement("canvas").getContext("2d");
    context.font = "12px sans-serif";
    return context.measureText(text).width * 1.1; // fonts differ
  }

  /** Returns the look of a label inside of a chart, which lines would run through without a background. */
  function innerLabel() {
    return {
      color: color("--text-color"),
      backgroundColor: color("--card-background"),
      borderRadius: 3,
      padding: [1, 3],
    };
  }

  /** Follows the size of an element; what depends on its width is computed anew. */
  function follow(element, chart) {
    let width = element.clientWidth;
    new ResizeObserver(() => {
      if (chart.isDisposed()) {
        return;
      }
      chart.resize();
      if (element.clientWidth > 0 && element.clientWidth !== width) {
        width = element.clientWidth;
        draw(element, drawn.get(element));
      }
    }).observe(element);
  }

  /** Calls a function as soon as an element is seen: what is never looked at costs nothing. */
  function whenSeen(element, then) {
    const observer = new IntersectionObserver((seen) => {
      if (seen.some((one) => one.isIntersecting)) {
        observer.disconnect();
        then();
      }
    });
    observer.observe(element);
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
      follow(element, chart);
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

  return {
    axisEnd: axisEnd,
    color: color,
    draw: draw,
    get: get,
    innerLabel: innerLabel,
    number: number,
    textWidth: textWidth,
    whenSeen: whenSeen,
  };
})();
