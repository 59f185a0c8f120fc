package io.jenkins.plugins.locustswarm.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.tasks.junit.JUnitResultArchiver;
import hudson.tasks.test.TestResultProjectAction;
import io.jenkins.plugins.locustswarm.benchmarks.JenkinsRows;
import io.jenkins.plugins.locustswarm.benchmarks.row.Goal;
import io.jenkins.plugins.locustswarm.benchmarks.row.Rounds;
import io.jenkins.plugins.locustswarm.benchmarks.row.Row;
import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
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

/** The charts of a job's page over a thousand builds, beside the trend that the junit plugin draws of the same builds. */
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
                Topic.JOB_PAGE, List.of(row("cold", cold, junit), row("warm", new Rounds(ourWarm, theirWarm), junit)));
    }

    private static Row row(String how, Rounds rounds, String junit) {
        return Row.ratio(
                        Topic.JOB_PAGE,
                        "job page's chart data for 1,000 builds, " + how,
                        "junit plugin's trend",
                        Goal.atMost(1),
                        "s",
                        rounds)
                .noted("One job whose builds have both a load test and test results in their build.xml. Ours are all"
                        + " three charts of the page to their JSON, junit's is its one. Cold: the first time after"
                        + " Jenkins has loaded its configuration anew. Warm: the best of five times after that.")
                .version("Jenkins", Jenkins.VERSION)
                .version("junit plugin", junit);
    }

    private void makeBuilds(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject(JOB);
        Path results = Summaries.copy("2.47.0-hostile", Files.createTempDirectory(folder, "results"));
        job.getBuildersList().add(new Publisher("test", results, null));
        job.getBuildersList().add(new CopyTests(tests()));
        job.getPublishersList().add(new JUnitResultArchiver("tests.xml"));
        FreeStyleBuild build = job.scheduleBuild2(0).get();
        job.getBuildersList().clear(); // Jenkins cannot load a step of a test
        job.getPublishersList().clear();
        job.save();
        assertThat(build.getAction(hudson.tasks.junit.TestResultAction.class)).isNotNull();
        Path first = build.getRootDir().toPath();
        for (int number = 2; number <= BUILDS; number++) {
            copy(first, first.resolveSibling(String.valueOf(number)), number);
        }
        Files.deleteIfExists(first.resolveSibling("permalinks")); // they say that the last build is the first
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

    /** @param warm gets the best time of those after the first, which is returned */
    private static double coldAndWarm(Page page, List<Double> warm) throws Exception {
        Jenkins.get().reload();
        FreeStyleProject job = Jenkins.get().getItemByFullName(JOB, FreeStyleProject.class);
        System.gc();
        double cold = seconds(page, job);
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 5; i++) {
            best = Math.min(best, seconds(page, job));
        }
        warm.add(best);
        return cold;
    }

    private static double seconds(Page page, FreeStyleProject job) {
        long start = System.nanoTime();
        List<String> charts = page.draw(job);
        double seconds = (System.nanoTime() - start) / 1e9;
        for (String chart : charts) {
            assertThat(JSONObject.fromObject(chart).getJSONArray("buildNumbers").size())
                    .as(chart.substring(0, Math.min(300, chart.length())))
                    .isEqualTo(BUILDS);
        }
        return seconds;
    }

    private static List<String> ours(FreeStyleProject job) {
        return job.getAction(LocustJobAction.class).getTrends().stream()
                .map(trend -> trend.getConfigurableBuildTrendModel(ALL))
                .toList();
    }

    private static List<String> theirs(FreeStyleProject job) {
        return List.of(job.getAction(TestResultProjectAction.class).getConfigurableBuildTrendModel(ALL));
    }
}
