package io.jenkins.plugins.locustswarm.browser;

import java.nio.file.Path;
import java.util.List;

/** A page in light and dark, wide and narrow. The pictures are kept in {@code target/pictures}. */
final class PageCheck {

    private static final Path PICTURES = Path.of("target", "pictures");
    private static final String MAIN = "#main-panel";
    private static final int[] WIDTHS = {1920, 1280, 1000, 700};

    private final Chromium browser;

    PageCheck(Chromium browser) {
        this.browser = browser;
    }

    /**
     * Returns what is wrong with a page.
     *
     * @param name the name of its pictures
     * @param isForm whether it is a form of Jenkins itself, which has no labels that belong to their fields: axe calls each of
     *     them serious, so accessibility is not checked
     */
    List<String> faults(String name, String url, boolean isForm) throws Exception {
        PageFaults faults = new PageFaults(browser);
        browser.prefers("light").width(1280).open(url);
        faults.checkCharts();
        picture(name, "light");
        if (!isForm) {
            faults.checkAccessibility("light", MAIN);
        }
        for (int width : WIDTHS) {
            browser.width(width);
            faults.checkOverflow(width + " px", MAIN);
            faults.checkChartTexts(width + " px");
            faults.checkTables(width + " px");
        }
        picture(name, "narrow");
        browser.width(1280).prefers("dark");
        picture(name, "dark");
        if (!isForm) {
            faults.checkAccessibility("dark", MAIN);
        }
        faults.checkScripts();
        return faults.found();
    }

    private void picture(String name, String look) throws Exception {
        browser.picture(PICTURES.resolve(name.replace(' ', '-') + "-" + look + ".png"));
    }
}
