/* global Behaviour, crumb, dialog */
/**
 * Keeps a page about running tests up to date. An element .locust-live names a view (data-url) that is requested again and
 * again; the elements of that view with data-part replace those in the page, if they have changed. When the state of the view
 * changes or the view is gone, the page of the same address replaces this one (data-ends="page"), or words say that the test has
 * ended (data-ends="words", with the address of the page in data-page).
 */
(function () {
  const pause = 3000;
  const pauseAfterFailure = 10000;

  class Gone extends Error {}

  function get(url) {
    return fetch(url, { cache: "no-store" }).then((answer) => {
      if (answer.status === 404) {
        throw new Gone();
      }
      if (!answer.ok) {
        throw new Error("HTTP " + answer.status);
      }
      return answer;
    });
  }

  function parse(answer) {
    return answer.text().then((text) => new DOMParser().parseFromString(text, "text/html"));
  }

  /** Returns the URL of a script or style without the part that changes when Jenkins is restarted. */
  function key(url) {
    return url.pathname.replace(/\/(static|adjuncts)\/[^/]+\//, "/$1/");
  }

  /** Loads the scripts and styles of a page that this page lacks, in their order. */
  function load(page) {
    const known = new Set(
      [...document.querySelectorAll("script[src], link[rel=stylesheet]")].map((element) =>
        key(new URL(element.src || element.href)),
      ),
    );
    return [...page.querySelectorAll("script[src], link[rel=stylesheet]")].reduce((before, element) => {
      const attribute = element.hasAttribute("src") ? "src" : "href";
      const url = new URL(element.getAttribute(attribute), window.location.href);
      if (url.origin !== window.location.origin || known.has(key(url))) {
        return before;
      }
      return before.then(
        () =>
          new Promise((resolve) => {
            const added = document.createElement(element.tagName);
            [...element.attributes].forEach((one) => added.setAttribute(one.name, one.value));
            added.onload = resolve;
            added.onerror = resolve;
            document.head.append(added);
          }),
      );
    }, Promise.resolve());
  }

  /** Shows what the address of this page shows now. */
  function replacePage() {
    return get(window.location.href)
      .then(parse)
      .then((page) =>
        load(page).then(() => {
          const panel = document.getElementById("main-panel");
          panel.replaceChildren(...page.getElementById("main-panel").childNodes);
          document.title = page.title;
          Behaviour.applySubtree(panel, true);
        }),
      );
  }

  class Live {
    constructor(box) {
      this.box = box;
      this.updated = new Date();
      this.timer = null;
      this.asking = false;
      box.addEventListener("click", (event) => {
        const button = event.target.closest(".locust-live-stop");
        if (button) {
          this.stop(button);
        }
      });
      document.addEventListener("visibilitychange", () => this.schedule(0));
      this.scrollLog();
      this.showCharts();
      this.schedule(pause);
    }

    /** Asks after that time, unless nobody can see the page then. */
    schedule(delay) {
      window.clearTimeout(this.timer);
      if (this.box.isConnected && !document.hidden) {
        this.timer = window.setTimeout(() => this.ask(), delay);
      }
    }

    ask() {
      if (this.asking || !this.box.isConnected) {
        return;
      }
      this.asking = true;
      get(this.box.dataset.url)
        .then(parse)
        .then((view) => this.show(view.querySelector(".locust-live-now")))
        .catch((error) => {
          if (error instanceof Gone) {
            return this.end();
          }
          throw error;
        })
        .then(() => {
          this.updated = new Date();
          this.showStale(false);
          return this.now() && this.now().dataset.state === "over" ? pauseAfterFailure : pause;
        })
        .catch(() => {
          this.showStale(true); // Jenkins may be restarting: the load continues, and so does this page
          return pauseAfterFailure;
        })
        .then((delay) => {
          this.asking = false;
          this.schedule(delay);
        });
    }

    now() {
      return this.box.querySelector(".locust-live-now");
    }

    show(now) {
      if (!now) {
        throw new Error("no figures"); // for example a page for the login
      }
      if (now.dataset.state !== this.now().dataset.state && this.box.dataset.ends === "page") {
        return replacePage();
      }
      now.querySelectorAll("[data-part]").forEach((part) => {
        const old = this.now().querySelector('[data-part="' + part.dataset.part + '"]');
        if (old && !old.isEqualNode(part)) {
          const isAtEnd = old.scrollTop + old.clientHeight >= old.scrollHeight - 5;
          old.replaceChildren(...part.childNodes);
          if (isAtEnd) {
            old.scrollTop = old.scrollHeight;
          }
          Behaviour.applySubtree(old);
        }
      });
      this.now().dataset.state = now.dataset.state;
      if (now.dataset.newest !== this.now().dataset.newest) {
        this.now().dataset.newest = now.dataset.newest;
        this.showCharts();
      }
      return null;
    }

    scrollLog() {
      const log = this.box.querySelector('[data-part="log"]');
      if (log) {
        log.scrollTop = log.scrollHeight;
      }
    }

    showCharts() {
      const charts = this.box.querySelector(".locust-live-charts");
      if (!charts || this.now().dataset.newest === "0" || !window.locustTimeline) {
        return;
      }
      const timeline = charts.querySelector(".locust-timeline");
      window.locustCharts
        .get(timeline.dataset.charts)
        .then((json) => {
          charts.hidden = false;
          window.locustTimeline.show(timeline, json);
        })
        .catch(() => {}); // the next figures bring them
    }

    showStale(isStale) {
      const words = this.box.querySelector(".locust-live-stale");
      if (words) {
        words.textContent = words.dataset.text.replace("{0}", this.updated.toLocaleTimeString());
        words.hidden = !isStale;
      }
    }

    /** The view is gone: the test has results, or it ended without any, or Jenkins was restarted and the step did not yet resume. */
    end() {
      const report = this.box.dataset.ends === "page" ? replacePage() : get(this.box.dataset.page).then(() => this.showGone());
      return report.catch((error) => {
        if (error instanceof Gone) {
          return this.endOfBuild();
        }
        throw error;
      });
    }

    endOfBuild() {
      return get(this.box.dataset.build + "api/json?tree=building")
        .then((answer) => answer.json())
        .then((build) => {
          if (build.building) {
            throw new Error("not yet resumed");
          }
          this.showGone();
        });
    }

    /** Says that the test has ended, and ends the requests. */
    showGone() {
      this.now().hidden = true;
      this.box.querySelector(".locust-live-gone").hidden = false;
      this.box = document.createElement("div");
    }

    stop(button) {
      dialog
        .confirm(button.dataset.title, { message: button.dataset.message, okText: button.dataset.ok, type: "destructive" })
        .then(
          () => {
            button.disabled = true;
            return fetch(button.dataset.url, { method: "POST", headers: crumb.wrap({}) })
              .then((answer) => {
                if (!answer.ok) {
                  throw new Error("HTTP " + answer.status);
                }
              })
              .catch((error) => {
                button.disabled = false;
                dialog.alert(button.dataset.failed.replace("{0}", error.message));
              })
              .then(() => this.schedule(0));
          },
          () => {}, // not confirmed
        );
    }
  }

  Behaviour.specify(".locust-live", "locust-live", 0, (box) => {
    if (!box.locustLive) {
      box.locustLive = new Live(box);
    }
  });
})();
