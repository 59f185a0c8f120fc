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

    /** Text that its box cuts off, or that reaches out of it, and a page that has to be scrolled sideways. */
    private static final String OVERFLOW = """
            const faults = [];
            const page = document.documentElement;
            if (page.scrollWidth > page.clientWidth) {
              faults.push("the page is " + page.scrollWidth + " px wide in a window of " + page.clientWidth);
            }
            document.querySelectorAll(".locust-tile, .locust-tile dd, .locust-tile dt, [class*=locust-] .jenkins-button")
              .forEach((element) => {
                if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== "inline") {
                  faults.push("overflow: " + element.outerHTML.slice(0, 200));
                }
              });
            return faults;
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

    @SuppressWarnings("unchecked")
    void checkOverflow(String when) {
        ((List<String>) browser.run(OVERFLOW)).forEach(fault -> found.add(when + ": " + fault));
    }

    void checkScripts() {
        browser.violations().forEach(violation -> found.add("content security policy: " + violation));
        browser.errors().forEach(error -> found.add("error: " + error));
    }
}
