package io.jenkins.plugins.locustswarm.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ListView;
import io.jenkins.plugins.darktheme.DarkThemeSystemManagerFactory;
import io.jenkins.plugins.locustswarm.report.LocustColumn;
import io.jenkins.plugins.locustswarm.steps.freestyle.LocustTestBuilder;
import io.jenkins.plugins.thememanager.ThemeManagerPageDecorator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Every page of the plugin in every state, in light and dark, wide and narrow. The pictures are kept in
 * {@code target/pictures}.
 */
@WithJenkins
class PagesTest {

    private static final Path PICTURES = Path.of("target", "pictures");
    private static final String MAIN = "#main-panel";

    /** Forms of Jenkins itself, which has no labels that belong to their fields: axe calls each of them serious. */
    private static final Set<String> FORMS = Set.of("settings", "form");

    /** The pages by the name of their pictures. */
    private static final Map<String, String> PAGES = new LinkedHashMap<>();

    @TempDir
    private static Path scratch;

    private static String root;
    private static Chromium browser;
    private static FreeStyleBuild running;

    @BeforeAll
    static void makeBuilds(JenkinsRule jenkins) throws Exception {
        browser = Chromium.start();
        root = jenkins.getURL().toExternalForm();
        ThemeManagerPageDecorator.get().setTheme(new DarkThemeSystemManagerFactory());
        ShopBuilds builds = new ShopBuilds(jenkins, scratch);
        FreeStyleProject thirty = builds.job("thirty", 30);
        for (int count = 0; count <= 2; count++) {
            builds.job("job-" + count, count);
            job("job-" + count);
        }
        job("thirty");
        builds.copies(thirty, "thousand", 1000);
        job("thousand");
        builds.failing("failing", 3);
        job("failing");
        report("failing", 3, "checkout");
        builds.tests("twelve", 12);
        PAGES.put("job twelve", "job/twelve/");
        PAGES.put("trends twelve", "job/twelve/locust/");
        PAGES.put("build twelve", "job/twelve/2/");
        PAGES.put("tests twelve", "job/twelve/2/locust/");
        builds.names("names", 200);
        report("names", 2, "checkout");
        PAGES.put("trend names", "job/names/locust/test/checkout/");
        PAGES.put("build job-1", "job/job-1/1/");
        report("job-1", 1, "checkout");
        PAGES.put("build thirty", "job/thirty/30/");
        report("thirty", 30, "checkout");
        ListView view = new ListView("list");
        view.setIncludeRegex(".*");
        view.getColumns().add(new LocustColumn());
        jenkins.jenkins.addView(view);
        PAGES.put("list", "view/list/");
        PAGES.put("management", "manage/locust-swarms/");
        PAGES.put("compare", "job/thirty/30/locust/test/checkout/compare?build=10");
        PAGES.put("settings", "manage/configure");
        PAGES.put("form", "job/form/configure");
        FreeStyleProject form = jenkins.createFreeStyleProject("form");
        form.getBuildersList().add(new LocustTestBuilder(null, null));
        form.save();
        running = RunningLoad.start(jenkins, "running", Files.createTempDirectory(scratch, "running"));
        PAGES.put("live", running.getUrl() + "locust/test/" + RunningLoad.TEST + "/");
        PAGES.put("live build", running.getUrl());
        assertThat(thirty.getLastBuild().getNumber()).isEqualTo(30);
    }

    private static void job(String name) {
        PAGES.put("job " + name, "job/" + name + "/");
        if (!"job-0".equals(name)) {
            PAGES.put("trend " + name, "job/" + name + "/locust/test/checkout/");
        }
    }

    private static void report(String job, int build, String test) {
        PAGES.put("report " + job, "job/" + job + "/" + build + "/locust/test/" + test + "/");
    }

    @AfterAll
    static void close() throws Exception {
        if (running != null) {
            running.doStop();
        }
        if (browser != null) {
            browser.close();
        }
    }

    static Stream<String> pages() {
        return PAGES.keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void aPageIsAccessibleFitsEverySizeAndKeepsToTheSecurityPolicy(String page) throws Exception {
        PageFaults faults = new PageFaults(browser);
        browser.prefers("light").width(1280).open(root + PAGES.get(page));
        picture(page, "light");
        if (!FORMS.contains(page)) {
            faults.checkAccessibility("light", MAIN);
        }
        for (int width : new int[] {1920, 1280, 1000, 700}) {
            browser.width(width);
            faults.checkOverflow(width + " px");
        }
        picture(page, "narrow");
        browser.width(1280).prefers("dark");
        picture(page, "dark");
        if (!FORMS.contains(page)) {
            faults.checkAccessibility("dark", MAIN);
        }
        faults.checkScripts();
        assertThat(faults.found()).as(PAGES.get(page)).isEmpty();
    }

    private static void picture(String page, String look) throws Exception {
        browser.picture(PICTURES.resolve(page.replace(' ', '-') + "-" + look + ".png"));
    }
}
