/* global Behaviour */
/** Tabs: one panel is shown at a time; the arrow keys, Home and End move between the tabs. */
(function () {
  function select(tabs, chosen) {
    tabs.forEach((tab) => {
      const isChosen = tab === chosen;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = !isChosen;
    });
    chosen.focus();
  }

  function target(tabs, tab, key) {
    const index = tabs.indexOf(tab);
    switch (key) {
      case "ArrowRight":
        return tabs[(index + 1) % tabs.length];
      case "ArrowLeft":
        return tabs[(index + tabs.length - 1) % tabs.length];
      case "Home":
        return tabs[0];
      case "End":
        return tabs[tabs.length - 1];
      default:
        return null;
    }
  }

  const connected = new WeakSet();

  Behaviour.specify(".locust-tabs", "locust-tabs", 0, (element) => {
    if (connected.has(element)) {
      return;
    }
    connected.add(element);
    const tabs = [...element.querySelectorAll('[role="tab"]')];
    tabs.forEach((tab) => {
      tab.addEventListener("click", () => select(tabs, tab));
      tab.addEventListener("keydown", (event) => {
        const chosen = target(tabs, tab, event.key);
        if (chosen) {
          event.preventDefault();
          select(tabs, chosen);
        }
      });
    });
  });
})();
