package io.jenkins.plugins.locustswarm.browser;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.locustswarm.engine.locust.RunFacts;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import io.jenkins.plugins.locustswarm.report.Summaries;
import io.jenkins.plugins.locustswarm.report.baseline.BaselineChoice;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestBuilder;

/** Builds with invented runs, recorded as the real steps record theirs. */
final class ShopBuilds {

    /** One more name than a page shows at first. */
    static final int NAMES = 26;

    private static final double FAST = 100;
    private static final double SLOW = 140;

    private final JenkinsRule jenkins;
    private final Path scratch;

    ShopBuilds(JenkinsRule jenkins, Path scratch) {
        this.jenkins = jenkins;
        this.scratch = scratch;
    }

    /** Makes a job whose builds become slower after two thirds of them. */
    FreeStyleProject job(String name, int builds) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject(name);
        for (int build = 1; build <= builds; build++) {
            double median = build * 3 > builds * 2 ? SLOW : FAST;
            add(
                    job,
                    List.of("checkout"),
                    new InventedShop(NAMES, median, 0.1, build),
                    "p95 < 250",
                    "p95 < 253",
                    "failures < 5%");
        }
        return job;
    }

    /** Makes a job whose builds all fail. */
    FreeStyleProject failing(String name, int builds) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject(name);
        for (int build = 1; build <= builds; build++) {
            add(job, List.of("checkout"), new InventedShop(NAMES, FAST, 0.9, build), "p95 < 1 failed");
        }
        return job;
    }

    /** Makes a job with a build that runs a number of tests. */
    FreeStyleProject tests(String name, int tests) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject(name);
        List<String> names =
                IntStream.rangeClosed(1, tests).mapToObj(i -> "test-" + i).toList();
        for (int build = 1; build <= 2; build++) {
            add(job, names, new InventedShop(6, FAST, 0.1, build), "p95 < 250");
        }
        return job;
    }

    /** Makes a job with a build whose test has a number of request names. */
    FreeStyleProject names(String name, int names) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject(name);
        for (int build = 1; build <= 2; build++) {
            add(job, List.of("checkout"), new InventedShop(names, FAST, 0.1, build), "p95 < 250");
        }
        return job;
    }

    /** Makes a job whose second build is slower than the first one, which is its baseline. */
    FreeStyleProject compared(String name) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject(name);
        for (double median : new double[] {FAST, SLOW}) {
            InventedShop shop = new InventedShop(NAMES, median, 0.1, (int) median);
            add(
                    job,
                    List.of("checkout"),
                    shop,
                    "p95 < 120% of baseline",
                    "p95 < 240",
                    "p95 < 242",
                    "p95 < 300",
                    "average < 2000");
        }
        return job;
    }

    /** Makes a job with a build whose load was asked for otherwise than those of all other jobs. */
    FreeStyleProject asked(String name) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject(name);
        add(job, List.of("checkout"), new InventedShop(NAMES - 2, FAST, 0.1, 1, InventedShop.USERS + 30), "p95 < 250");
        return job;
    }

    /** Makes a job with many builds, which are copies of those of another job. */
    FreeStyleProject copies(FreeStyleProject from, String name, int builds) throws Exception {
        Path folder = from.getRootDir().toPath().resolveSibling(name);
        Files.createDirectories(folder.resolve("builds"));
        Files.copy(from.getConfigFile().getFile().toPath(), folder.resolve("config.xml"));
        int originals = from.getLastBuild().getNumber();
        for (int number = 1; number <= builds; number++) {
            Path original = from.getRootDir().toPath().resolve("builds/" + (1 + (number - 1) % originals));
            copy(original, folder.resolve("builds/" + number));
        }
        jenkins.jenkins.reload();
        return jenkins.jenkins.getItemByFullName(name, FreeStyleProject.class);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    Files.createLink(to.resolve(file.getFileName().toString()), file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private FreeStyleBuild add(FreeStyleProject job, List<String> tests, InventedShop shop, String... gates)
            throws Exception {
        job.getBuildersList().replaceBy(List.of(new Step(scratch, tests, shop, gates)));
        FreeStyleBuild build = job.scheduleBuild2(0).get();
        job.getBuildersList().replaceBy(List.of()); // Jenkins could not load the step again
        job.save();
        return build;
    }

    private static final class Step extends TestBuilder {

        private final transient Path scratch;
        private final transient List<String> tests;
        private final transient InventedShop shop;
        private final String[] gates;

        Step(Path scratch, List<String> tests, InventedShop shop, String... gates) {
            this.scratch = scratch;
            this.tests = tests;
            this.shop = shop;
            this.gates = gates;
        }

        @Override
        public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
                throws IOException, InterruptedException {
            for (String test : tests) {
                Path results = Files.createTempDirectory(scratch, "results");
                shop.write(results);
                RunSummary summary = LocustReports.judge(
                        build, test, Summaries.gates(gates), BaselineChoice.DEFAULT, read(results, shop));
                LocustReports.publish(build, listener, test, results, summary);
                build.setResult(
                        switch (summary.verdict()) {
                            case OK -> Result.SUCCESS;
                            case UNSTABLE -> Result.UNSTABLE;
                            case FAILED -> Result.FAILURE;
                        });
            }
            return true;
        }

        private static RunSummary read(Path results, InventedShop shop) {
            return RunResults.read(
                    results,
                    RunFacts.of("shop", "local")
                            .locustfile("shop.py")
                            .host(
                                    shop.users() == InventedShop.USERS
                                            ? "https://shop.example.com"
                                            : "https://" + "staging-".repeat(12) + "shop.example.com")
                            .users(shop.users())
                            .spawnRate((double) InventedShop.SPAWN_RATE)
                            .runTime(Duration.ofSeconds(InventedShop.SECONDS))
                            .lasted(shop.began(), shop.began().plusSeconds(InventedShop.SECONDS))
                            .workers(2, 2, 2)
                            .exitCode(0)
                            .build());
        }
    }
}
