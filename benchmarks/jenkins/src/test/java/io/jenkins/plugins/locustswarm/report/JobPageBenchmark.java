package io.jenkins.plugins.locustswarm.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.tasks.junit.JUnitResultArchiver;
import hudson.tasks.junit.TestResultAction;
import hudson.tasks.test.TestResultProjectAction;
import io.jenkins.plugins.locustswarm.benchmarks.JenkinsRows;
import io.jenkins.plugins.locustswarm.benchmarks.row.Goal;
import io.jenkins.plugins.locustswarm.benchmarks.row.Rounds;
import io.jenkins.plugins.locustswarm.benchmarks.row.Row;
import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
import io.jenkins.plugins.locustswarm.report.trend.LocustJobAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Compares the charts of a job page with a thousand builds with the trend that the junit plugin draws for the same
 * builds.
 */
@WithJenkins
class JobPageBenchmark {

    private static final int BUILDS = 1_000;

    private static final String ALL = "{\"numberOfBuilds\":\"" + BUILDS + "\"}";
    private static final String JOB = "kandu";

    /** Draws as the page does, and returns the JSON of each chart. */
    private interface Page {
        List<String> draw(FreeStyleProject job);
    }

    @TempDir
    private Path folder;

    @Test
    @Timeout(900)
    void theTrendIsNoSlowerThanJunits(JenkinsRule jenkins) throws Exception {
        makeBuilds(jenkins);
        List<Double> ourWarm = new ArrayList<>();
        List<Double> theirWarm = new ArrayList<>();
        coldAndWarm(JobPageBenchmark::ours, new ArrayList<>());
        coldAndWarm(JobPageBenchmark::theirs, new ArrayList<>());
        Rounds cold = Rounds.alternating(
                JenkinsRows.rounds(),
                () -> coldAndWarm(JobPageBenchmark::ours, ourWarm),
                () -> coldAndWarm(JobPageBenchmark::theirs, theirWarm));
        String junit = Jenkins.get().getPluginManager().getPlugin("junit").getVersion();
        JenkinsRows.write(
                Topic.JOB_PAGE,
                List.of(
                        row("all three charts, cold", cold, junit),
                        row("all three charts, warm", new Rounds(ourWarm, theirWarm), junit)));
    }

    private static Row row(String how, Rounds rounds, String junit) {
        return Row.ratio(
                        Topic.JOB_PAGE,
                        "job page's chart data for 1,000 builds, " + how,
                        "junit plugin's trend",
                        Goal.atMost(1),
                        "s",
                        rounds)
                .noted("One job whose builds have both a load test and test results in their build.xml. Ours are the"
                        + " charts of the page to their JSON, junit's is its one, with as many lines. Cold: the first time"
                        + " after Jenkins has loaded its configuration anew, when no build is in memory: ours reads the"
                        + " small file with its totals that each build has beside its build.xml, junit's loads the"
                        + " builds. Warm: the best of five times after that.")
                .version("Jenkins", Jenkins.VERSION)
                .version("junit plugin", junit);
    }

    /** Taken from a build of another job, because Jenkins caches the last build of a job that was built. */
    private void makeBuilds(JenkinsRule jenkins) throws Exception {
        FreeStyleProject template = jenkins.createFreeStyleProject("template");
        Path job = template.getRootDir().toPath().resolveSibling(JOB);
        Files.createDirectories(job.resolve("builds"));
        Files.copy(template.getConfigFile().getFile().toPath(), job.resolve("config.xml"));
        Path results = Summaries.copy("2.47.0-hostile", Files.createTempDirectory(folder, "results"));
        template.getBuildersList().add(new Publisher("test", results, null));
        template.getBuildersList().add(new CopyTests(tests()));
        template.getPublishersList().add(new JUnitResultArchiver("tests.xml"));
        FreeStyleBuild build = template.scheduleBuild2(0).get();
        assertThat(build.getAction(TestResultAction.class)).isNotNull();
        for (int number = 1; number <= BUILDS; number++) {
            copy(build.getRootDir().toPath(), job.resolve("builds/" + number), number);
        }
        template.delete();
    }

    private static void copy(Path from, Path to, int number) throws IOException {
        Files.createDirectory(to);
        Files.copy(from.resolve("junitResult.xml"), to.resolve("junitResult.xml"));
        String xml = Files.readString(from.resolve("build.xml"), UTF_8);
        long began = 1_700_000_000_000L + number * 3_600_000L;
        Files.writeString(
                to.resolve("build.xml"),
                xml.replaceFirst("<timestamp>\\d+</timestamp>", "<timestamp>" + began + "</timestamp>"),
                UTF_8);
    }

    private static String tests() {
        StringBuilder xml = new StringBuilder("<testsuite name=\"kandu\" tests=\"20\">");
        for (int i = 0; i < 20; i++) {
            xml.append("<testcase classname=\"kandu.Api\" name=\"test")
                    .append(i)
                    .append("\" time=\"0.1\"/>");
        }
        return xml.append("</testsuite>").toString();
    }

    /**
     * Our first time is not a round, because it creates the files that a build normally gets when it ends; these
     * builds are copies.
     *
     * @param warm gets the best time of those after the first, which is returned
     */
    private static double coldAndWarm(Page page, List<Double> warm) throws Exception {
        Jenkins.get().reload();
        FreeStyleProject job = loaded();
        System.gc();
        double cold = seconds(page, job);
        warm.add(warm(page, job));
        return cold;
    }

    private static FreeStyleProject loaded() {
        return Jenkins.get().getItemByFullName(JOB, FreeStyleProject.class);
    }

    private static double warm(Page page, FreeStyleProject job) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 5; i++) {
            best = Math.min(best, seconds(page, job));
        }
        return best;
    }

    private static double seconds(Page page, FreeStyleProject job) {
        long start = System.nanoTime();
        List<String> charts = page.draw(job);
        double seconds = (System.nanoTime() - start) / 1e9;
        for (String chart : charts) {
            JSONObject drawn = JSONObject.fromObject(chart);
            assertThat(drawn.getJSONArray(drawn.has("builds") ? "builds" : "buildNumbers")
                            .size())
                    .as(chart.substring(0, Math.min(300, chart.length())))
                    .isEqualTo(BUILDS);
        }
        return seconds;
    }

    private static List<String> ours(FreeStyleProject job) {
        return job.getAction(LocustJobAction.class).getTests().stream()
                .map(test -> test.chart(ALL))
                .toList();
    }

    private static List<String> theirs(FreeStyleProject job) {
        return List.of(job.getAction(TestResultProjectAction.class).getConfigurableBuildTrendModel(ALL));
    }
}
