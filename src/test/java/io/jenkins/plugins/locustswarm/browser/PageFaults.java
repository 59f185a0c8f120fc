package io.jenkins.plugins.locustswarm.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the page that a browser shows. */
final class PageFaults {

    private static final String SCRIPT = "/axe.min.js";

    /** Parts of Jenkins' own pages that have faults: chevrons and icons of links, the list of artifacts, and descriptions. */
    private static final List<String> CORE = List.of(
            ".jenkins-menu-dropdown-chevron",
            ".build-health-link",
            "a[class*=display-contents]",
            ".fileList",
            "a[href$='/artifact/']",
            ".jenkins-page-description");

    private static final String AXE = """
            const answer = arguments[2];
            axe.run({ include: [arguments[0]], exclude: arguments[1] }, { iframes: false, resultTypes: ["violations"] }).then((results) => answer(
              results.violations
                .filter((rule) => rule.impact === "serious" || rule.impact === "critical")
                .flatMap((rule) => rule.nodes.map((node) => rule.id + " (" + rule.help + "): "
                  + node.html.slice(0, 300) + " " + node.failureSummary))));
            """;

    /**
     * Text that its box cuts off, or that reaches out of it, and a page that has to be scrolled sideways. Text that ends with
     * an ellipsis is in full in a title of its box.
     */
    private static final String OVERFLOW = """
            const faults = [];
            const page = document.documentElement;
            if (Math.max(page.scrollWidth, document.body.scrollWidth) > page.clientWidth) {
              faults.push("the page is " + page.scrollWidth + " px wide in a window of " + page.clientWidth);
            }
            const main = document.querySelector(arguments[0]);
            const isCut = (text, box, style, isNearest) => {
              const bounds = box.getBoundingClientRect();
              const clips = style.overflowX !== "visible";
              const rest = style.whiteSpace === "pre-wrap" ? 6 : 1; // a space at the end of a line
              const isWide = text.left < bounds.left - rest || text.right > bounds.right + rest;
              const isHigh = text.top < bounds.top - 1 || text.bottom > bounds.bottom + 1;
              const isShort = box.closest("[title], [tooltip]") && (style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none");
              return !isShort && ((isWide && (isNearest || clips)) || (isHigh && clips));
            };
            const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
            const range = document.createRange();
            while (texts.nextNode()) {
              const node = texts.currentNode;
              const parent = node.parentElement;
              range.selectNodeContents(node);
              const text = range.getBoundingClientRect();
              if (node.data.trim() === "" || text.width === 0 || !parent.checkVisibility({ visibilityProperty: true })
                || parent.closest("svg, .jenkins-visually-hidden")) {
                continue;
              }
              let isNearest = true;
              for (let box = parent; box !== main; box = box.parentElement) {
                const style = getComputedStyle(box);
                if (/^(inline|contents)$/.test(style.display)) {
                  continue;
                }
                if (/auto|scroll/.test(style.overflowX + style.overflowY)) {
                  break;
                }
                if (isCut(text, box, style, isNearest)) {
                  faults.push("text is cut: " + node.data.trim().slice(0, 80) + " in " + box.outerHTML.slice(0, 200));
                  break;
                }
                isNearest = false;
              }
            }
            return faults;
            """;

    /** Returns the charts and heat maps that are empty after each was scrolled to. */
    private static final String EMPTY_CHARTS = """
            const answer = arguments[0];
            const isDrawn = (canvas) => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0);
            const charts = [...document.querySelectorAll(".locust-trend__chart, .locust-timeline, .locust-heat__table")]
              .filter((chart) => chart.parentElement.checkVisibility());
            const isEmpty = (chart) => ![...chart.querySelectorAll("canvas")].some(isDrawn) && chart.querySelector("td") === null;
            (async () => {
              for (const chart of charts) {
                chart.scrollIntoView({ block: "center", behavior: "instant" });
                const limit = performance.now() + 60000;
                while (isEmpty(chart) && performance.now() < limit) {
                  await new Promise(requestAnimationFrame);
                }
              }
              window.scrollTo({ top: 0, behavior: "instant" });
              answer(charts.filter(isEmpty).map((chart) => chart.outerHTML.slice(0, 200)));
            })();
            """;

    /**
     * Returns the short words in a part of the page that a line ends in the middle of. Words in texts without spaces are
     * words if the line could end beside them.
     */
    private static final String BROKEN_WORDS = """
            const texts = document.createTreeWalker(document.querySelector(arguments[0]), NodeFilter.SHOW_TEXT);
            const range = document.createRange();
            const broken = [];
            while (texts.nextNode()) {
              const node = texts.currentNode;
              if (!node.parentElement.checkVisibility({ visibilityProperty: true }) || node.parentElement.closest("pre, svg, .jenkins-visually-hidden")) {
                continue;
              }
              for (const word of node.data.matchAll(/(?<![^\\s])[A-Za-z0-9]+(?=[\\/,.;:)]*(\\s|$))/g)) {
                range.setStart(node, word.index);
                range.setEnd(node, word.index + word[0].length);
                if (word[0].length <= 12 && new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) {
                  broken.push("a line ends in the word " + word[0] + " of " + node.data.trim().slice(0, 80));
                }
              }
            }
            return broken;
            """;

    /** Returns the tables that have to be scrolled sideways. */
    private static final String WIDE_TABLES = """
            return [...document.querySelectorAll(".locust-wide, .locust-swarms, .locust-trend__table")]
              .filter((box) => box.scrollWidth > box.clientWidth + 1)
              .map((box) => "a table of " + box.scrollWidth + " px in a box of " + box.clientWidth + ": " + box.innerHTML.slice(0, 120));
            """;

    /** Returns the texts in the charts that cover each other, or that the edge of their chart cuts off. */
    private static final String CHART_TEXTS = """
            const texts = (chart) => chart.getZr().storage.getDisplayList(true)
              .filter((one) => one.type === "tspan" && !one.invisible && one.style.text.trim() !== "")
              .map((one) => {
                const box = one.getBoundingRect().clone();
                if (one.transform) {
                  box.applyTransform(one.transform);
                }
                return { text: one.style.text, left: box.x, right: box.x + box.width, top: box.y, bottom: box.y + box.height };
              });
            const overlap = (one, other) => Math.min(Math.min(one.right, other.right) - Math.max(one.left, other.left),
              Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top));
            return [...document.querySelectorAll(".locust-trend__chart, .locust-timeline-chart")].flatMap((element) => {
              const chart = window.echarts && element.clientWidth > 0 && echarts.getInstanceByDom(element);
              const found = chart ? texts(chart) : [];
              const cut = found.filter((one) => one.left < -2 || one.right > element.clientWidth + 2
                || one.top < -2 || one.bottom > element.clientHeight + 2);
              const covered = found.flatMap((one, i) => found.slice(i + 1).filter((other) => overlap(one, other) > 2)
                .map((other) => "'" + one.text + "' and '" + other.text + "' cover each other in a chart"));
              return covered.concat(cut.map((one) => "'" + one.text + "' is cut off in a chart"));
            });
            """;

    private final Chromium browser;
    private final List<String> found = new ArrayList<>();

    PageFaults(Chromium browser) {
        this.browser = browser;
    }

    List<String> found() {
        return found;
    }

    /** Checks a part of the page with axe: the faults that it calls serious or critical. */
    @SuppressWarnings("unchecked")
    void checkAccessibility(String when, String part) throws IOException {
        if (Boolean.TRUE.equals(browser.run("return window.axe === undefined"))) {
            browser.run(axe());
        }
        ((List<String>) browser.driver().executeAsyncScript(AXE, part, CORE))
                .forEach(fault -> found.add(when + ": " + fault));
    }

    private static String axe() throws IOException {
        try (InputStream script = PageFaults.class.getResourceAsStream(SCRIPT)) {
            return new String(script.readAllBytes(), UTF_8);
        }
    }

    /** Scrolls to each chart of the page, and checks that it is drawn then. */
    @SuppressWarnings("unchecked")
    void checkCharts() {
        ((List<String>) browser.driver().executeAsyncScript(EMPTY_CHARTS))
                .forEach(chart -> found.add("empty: " + chart));
        browser.settle();
    }

    /** Checks the text in a part of the page, and the width of the page. */
    @SuppressWarnings("unchecked")
    void checkOverflow(String when, String part) {
        ((List<String>) browser.run(OVERFLOW, part)).forEach(fault -> found.add(when + ": " + fault));
        ((List<String>) browser.run(BROKEN_WORDS, part)).forEach(fault -> found.add(when + ": " + fault));
    }

    /** Checks that no table has to be scrolled sideways. */
    @SuppressWarnings("unchecked")
    void checkTables(String when) {
        ((List<String>) browser.run(WIDE_TABLES)).forEach(fault -> found.add(when + ": " + fault));
    }

    /** Checks the texts that are drawn in charts. */
    @SuppressWarnings("unchecked")
    void checkChartTexts(String when) {
        ((List<String>) browser.run(CHART_TEXTS)).forEach(fault -> found.add(when + ": " + fault));
    }

    void checkScripts() {
        browser.violations().forEach(violation -> found.add("content security policy: " + violation));
        browser.errors().forEach(error -> found.add("error: " + error));
    }
}
