/* global echartsJenkinsApi */
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
