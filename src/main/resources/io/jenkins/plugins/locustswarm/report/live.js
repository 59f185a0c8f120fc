(function () {
  const pause = 3000;

  function show(box, tests) {
    box.querySelectorAll("[data-test]").forEach((part) => {
      const test = tests.find((one) => one.test === part.dataset.test);
      part.hidden = !test;
      if (!test) {
        return;
      }
      part.querySelectorAll("[data-figure]").forEach((figure) => {
        const value = test[figure.dataset.figure];
        if (figure.tagName === "PROGRESS") {
          figure.hidden = value === null;
          figure.value = value === null ? 0 : value;
        } else {
          figure.textContent = value === null ? "–" : value;
        }
      });
    });
  }

  function isNew(box, tests) {
    return tests.some((test) => !box.querySelector('[data-test="' + CSS.escape(test.test) + '"]'));
  }

  function poll(box) {
    fetch(box.dataset.url, { headers: { Accept: "application/json" } })
      .then((answer) => {
        if (answer.status === 404) {
          box.querySelectorAll("[data-test]").forEach((part) => (part.hidden = true));
          box.querySelector(".locust-live-over").hidden = false;
          return null;
        }
        return answer.ok ? answer.json() : undefined;
      })
      .catch(() => undefined) // Jenkins may be restarting: the run continues, and so does polling
      .then((tests) => {
        if (tests === null) {
          return;
        }
        if (tests && isNew(box, tests)) {
          window.location.reload();
          return;
        }
        if (tests) {
          show(box, tests);
        }
        window.setTimeout(() => poll(box), pause);
      });
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".locust-live").forEach((box) => window.setTimeout(() => poll(box), pause));
  });
})();
