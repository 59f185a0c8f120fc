/* global Behaviour */
/** Shows the first rows of a long table, and the others on demand. Without this script all rows are shown. */
(function () {
  const connected = new WeakSet();

  function showAll(table, button) {
    [...table.tBodies[0].rows].forEach((row) => (row.hidden = false));
    button.remove();
  }

  Behaviour.specify("table.locust-more-rows", "locust-more-rows", 0, (table) => {
    const rows = [...table.tBodies[0].rows];
    const first = Number(table.dataset.firstRows);
    if (connected.has(table) || rows.length <= first) {
      return;
    }
    connected.add(table);
    rows.slice(first).forEach((row) => (row.hidden = true));
    const button = document.createElement("button");
    button.type = "button";
    button.className = "jenkins-button";
    button.textContent = table.dataset.showAll.replace("{0}", rows.length);
    button.addEventListener("click", () => {
      showAll(table, button);
      rows[first].tabIndex = -1;
      rows[first].focus();
    });
    table.tHead.addEventListener("click", () => showAll(table, button)); // sorted as a whole
    table.after(button);
  });
})();
