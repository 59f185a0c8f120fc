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

// The charts of the job's page are drawn by the chart library itself, without the room for labels that page.js makes.
window.addEventListener("load", () => {
  const room = 24;

  function widen(chart) {
    const grid = chart.getOption()?.grid; // there is nothing before the figures have come
    if (grid && grid.length > 0 && grid[0].right !== room) {
      chart.setOption({ grid: { right: room }, xAxis: { axisLabel: { margin: 12 } } });
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
