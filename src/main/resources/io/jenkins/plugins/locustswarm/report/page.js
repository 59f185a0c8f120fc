/* global echartsJenkinsApi, echarts */
(function () {
  const trendConfiguration = "jenkins-echarts-trend-configuration-locust-swarm";
  let nextId = 0;

  // Adds space for labels, and lets the grid show through areas, which the chart library does not.
  function polish(chart, model, symbols) {
    chart.setOption({
      grid: { right: 24 },
      xAxis: { axisLabel: { margin: 12 } },
      series: model.series.map((line) => ({
        showSymbol: symbols,
        areaStyle: line.areaStyle ? { opacity: 0.25 } : undefined,
      })),
    });
  }

  function draw(element, model, settings, onClick) {
    const previous = echarts.getInstanceByDom(element);
    if (previous) {
      previous.dispose();
    }
    if (!element.id) {
      element.id = "locust-chart-" + nextId++;
    }
    echartsJenkinsApi.renderConfigurableZoomableTrendChart(element.id, JSON.stringify(model), settings, onClick);
    polish(element.echart, model, onClick !== null);
    // Follows the size of the element, which also changes when a side panel is collapsed.
    new ResizeObserver(() => element.echart.resize()).observe(element);
  }

  function showMessage(element, text) {
    element.textContent = text;
    element.classList.remove("locust-chart");
  }

  function get(url) {
    return fetch(url, { headers: { Accept: "application/json" } }).then((answer) => {
      if (!answer.ok) {
        const error = new Error("Jenkins answered with status " + answer.status + ".");
        error.status = answer.status;
        throw error;
      }
      return answer.text();
    });
  }

  function drawTrend(element) {
    const choice = JSON.stringify(echartsJenkinsApi.readConfiguration(trendConfiguration));
    const url = element.dataset.url + "&configuration=" + encodeURIComponent(choice);
    get(url)
      .then((text) => {
        const model = JSON.parse(text);
        draw(element, model, "trend-configuration-locust-swarm", (label) => {
          const index = model.domainAxisLabels.indexOf(label);
          if (index >= 0) {
            window.location.assign(element.dataset.jobUrl + model.buildNumbers[index] + "/" + element.dataset.buildUrl);
          }
        });
      })
      .catch((error) => showMessage(element, error.message));
  }

  document.addEventListener("DOMContentLoaded", () => {
    const trends = document.querySelectorAll(".locust-trend");
    trends.forEach(drawTrend);
    const dialog = document.getElementById("trend-configuration-locust-swarm");
    if (dialog && trends.length > 0) {
      dialog.addEventListener("hidden.bs.modal", () => trends.forEach(drawTrend));
    }
  });
})();
