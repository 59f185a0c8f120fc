/* global echartsJenkinsApi, echarts */
document.addEventListener("DOMContentLoaded", () => {
  const boxes = 'input[name="locust-swarm-metric"]';

  function fill(dialog, configuration) {
    const metrics = configuration.metrics;
    dialog.find(boxes).each(function () {
      this.checked = !metrics || metrics[this.value] === true;
    });
  }

  function save(dialog) {
    const metrics = {};
    dialog.find(boxes).each(function () {
      metrics[this.value] = this.checked;
    });
    return { metrics: metrics };
  }

  echartsJenkinsApi.configureTrend("locust-swarm", fill, save);
});

// Adds space for labels to the charts on the page of the job, which the chart library draws without page.js.
window.addEventListener("load", () => {
  const margin = 24;

  function widen(chart) {
    const grid = chart.getOption()?.grid; // absent until the figures have arrived
    if (grid && grid.length > 0 && grid[0].right !== margin) {
      chart.setOption({ grid: { right: margin }, xAxis: { axisLabel: { margin: 12 } } });
    }
  }

  document
    .querySelectorAll('.echarts-api-trend-chart-data-holder[data-configuration-id="locust-swarm"]')
    .forEach((holder) => {
      const chart = echarts.getInstanceByDom(document.getElementById(holder.dataset.chartId));
      chart.on("rendered", () => widen(chart));
      widen(chart);
    });
});
