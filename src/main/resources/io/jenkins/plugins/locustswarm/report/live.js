/* global Behaviour, crumb, dialog */
/**
 * Keeps a page about running tests up to date. An element .locust-live names a view (data-url) that is requested again and
 * again; the elements of that view with data-part replace those in the page, if they have changed. When the state of the view
 * changes or the view is gone, the page of the same address replaces this one (data-ends="page"), or words say that the test has
 * ended (data-ends="words", with the address of the page in data-page). What has the focus keeps it, or hands it on to what takes
 * its place; screen readers hear that the test has ended, and how (data-ended), or that the page has changed (data-changed).
 */
(function () {
  const pause = 3000;
  const pauseAfterFailure = 10000;

  class Gone extends Error {}

  class SignedOut extends Error {}

  function get(url) {
    return fetch(url, { cache: "no-store" }).then((answer) => {
      if (answer.status === 404) {
        throw new Gone();
      }
      if (answer.status === 401 || answer.status === 403) {
        throw new SignedOut();
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

  /** Returns the region whose changes screen readers read; it has to be there before its first text. */
  function region() {
    const id = "locust-live-region";
    let found = document.getElementById(id);
    if (!found) {
      found = document.createElement("div");
      found.id = id;
      found.className = "jenkins-visually-hidden";
      found.setAttribute("role", "status");
      document.body.append(found);
    }
    return found;
  }

  function words(element) {
    return element ? element.textContent.replace(/\s+/g, " ").trim() : "";
  }

  function hasFocus(element) {
    return element.contains(document.activeElement);
  }

  /** Moves the focus, also to an element that the tab key does not reach. */
  function focus(element) {
    if (element.tabIndex < 0) {
      element.setAttribute("tabindex", "-1");
    }
    element.focus();
  }

  /** Shows what the address of this page shows now. */
  function replacePage(box) {
    return get(window.location.href)
      .then((answer) => Promise.all([answer, parse(answer)]))
      .then(([answer, page]) => {
        const content = page.getElementById("main-panel");
        if (!content) {
          throw new SignedOut(); // a page for the login
        }
        if (answer.redirected) {
          window.location.replace(answer.url); // the links of that page are relative to its own address
          return new Promise(() => {}); // nothing else is requested until the browser leaves this page
        }
        return load(page).then(() => {
          const panel = document.getElementById("main-panel");
          const isFocused = hasFocus(panel);
          panel.replaceChildren(...content.childNodes);
          document.title = page.title;
          Behaviour.applySubtree(panel, true);
          const end = panel.querySelector(".locust-answer-verdict, .locust-live-failed");
          const announcement = panel.querySelector('[data-part="announcement"]');
          region().textContent =
            end && box.dataset.ended ? box.dataset.ended.replace("{0}", () => words(end)) : words(announcement) || box.dataset.changed || "";
          if (isFocused) {
            focus(panel.querySelector("h1") || panel);
          }
        });
      });
  }

  /** Returns what a control has in common with the one that takes its place. */
  function target(control) {
    return control.getAttribute("href") || control.dataset.url;
  }

  /** Returns why the load was not stopped, for people; null if it was. */
  function refusal(answer, texts) {
    if (answer.ok) {
      return null;
    }
    if (answer.status === 409) {
      return answer.text();
    }
    if (answer.status === 404) {
      return texts.gone;
    }
    const user = answer.headers.get("X-You-Are-Authenticated-As");
    if (answer.status === 403 && user && user !== "anonymous") {
      return texts.forbidden;
    }
    // A session that has ended has another crumb, which Jenkins refuses, or leads to the page for the login
    if (answer.status === 401 || answer.status === 403 || answer.type === "opaqueredirect") {
      return texts.signedOut;
    }
    return texts.failed.replace("{0}", answer.status);
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
      region();
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
          this.hideStale();
          return this.now() && this.now().dataset.state === "over" ? pauseAfterFailure : pause;
        })
        .catch((error) => {
          this.showStale(error); // Jenkins may be restarting: the load continues, and so does this page
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
        throw new SignedOut(); // a page for the login
      }
      if (now.dataset.state !== this.now().dataset.state && this.box.dataset.ends === "page") {
        return replacePage(this.box);
      }
      now.querySelectorAll("[data-part]").forEach((part) => {
        const old = this.now().querySelector('[data-part="' + part.dataset.part + '"]');
        if (old && !old.isEqualNode(part)) {
          const isAtEnd = old.scrollTop + old.clientHeight >= old.scrollHeight - 5;
          this.replace(old, part);
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

    /** Replaces the content of a part; the focus stays on the same link or button if there still is one. */
    replace(old, part) {
      const active = document.activeElement;
      const isFocused = active !== old && hasFocus(old);
      old.replaceChildren(...part.childNodes);
      if (isFocused) {
        const same = [...old.querySelectorAll("a[href], button")].find((control) => target(control) === target(active));
        focus(same || this.box.querySelector(".locust-live-status") || old);
      }
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

    hideStale() {
      const note = this.box.querySelector(".locust-live-stale");
      if (note) {
        note.hidden = true;
      }
    }

    showStale(error) {
      const note = this.box.querySelector(".locust-live-stale");
      if (note) {
        const text = error instanceof SignedOut ? note.dataset.signedOut : note.dataset.text;
        note.textContent = text.replace("{0}", this.updated.toLocaleTimeString(note.dataset.language));
        note.hidden = false;
      }
    }

    /** The view is gone: the test has results, or it ended without any, or Jenkins was restarted and the step did not yet resume. */
    end() {
      const report = this.box.dataset.ends === "page" ? replacePage(this.box) : get(this.box.dataset.page).then(() => this.showGone());
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
      const isFocused = hasFocus(this.now());
      const gone = this.box.querySelector(".locust-live-gone");
      this.now().hidden = true;
      gone.hidden = false;
      region().textContent = words(gone);
      if (isFocused) {
        focus(gone);
      }
      this.box = document.createElement("div");
    }

    stop(button) {
      const texts = button.dataset;
      dialog
        .confirm(texts.title, { message: texts.message, okText: texts.ok, type: "destructive" })
        .then(
          () => {
            button.disabled = true;
            const status = this.box.querySelector(".locust-live-status"); // none if the test has ended in the meantime
            if (status) {
              focus(status); // a disabled button, which soon is gone, cannot keep it
            }
            return fetch(texts.url, { method: "POST", redirect: "manual", headers: crumb.wrap({}) })
              .then(
                (answer) => refusal(answer, texts),
                () => texts.lost,
              )
              .then((why) => {
                if (why) {
                  button.disabled = false;
                  return dialog.alert(why);
                }
                return null;
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
