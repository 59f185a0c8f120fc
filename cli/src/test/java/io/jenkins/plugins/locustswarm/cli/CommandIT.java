package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandProcess;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.Test;

/** The commands as people use them, on real Locust processes. */
class CommandIT {

    @Started
    private static KanduApi api;

    @NewLab
    private CommandLab lab;

    private CommandLab.Result runs(String... arguments) {
        CommandLab.Result result = lab.run(arguments);
        assertThat(result.code()).as(result.err() + result.out()).isZero();
        return result;
    }

    private void assertNothingIsLeft() {
        assertThat(lab.processes()).isEmpty();
        assertThat(lab.swarms()).isEmpty();
    }

    private List<Path> results(String name) throws Exception {
        try (var files = Files.list(lab.path(name))) {
            return files.map(Path::getFileName).sorted().toList();
        }
    }

    @Test
    void theDemoShowsItAllAndLeavesOnlyResults() throws Exception {
        CommandLab.Result demo = runs("demo", "-t", "5s", "-u", "10", "-r", "10");
        assertThat(demo.err()).contains("A sample of the Kandu API is on http://127.0.0.1:");
        assertThat(demo.out())
                .contains("GET   /kandus/[id]")
                .contains("Workers: 2 of 2, Locust 2.")
                .contains("Verdict: ok")
                .contains("Files: " + lab.path("locust-results"));
        assertThat(results("locust-results"))
                .extracting(Path::toString)
                .containsExactly(
                        "locust.html",
                        "locust_exceptions.csv",
                        "locust_failures.csv",
                        "locust_stats.csv",
                        "locust_stats_history.csv",
                        "master.log",
                        "summary.json",
                        "worker-1.log",
                        "worker-2.log");
        assertNothingIsLeft();
    }

    @Test
    void theFirstDemoInstallsLocustByItselfAndTheSecondFindsItThere() throws Exception {
        CommandLab empty = new CommandLab(Files.createDirectory(lab.path("empty")));
        String[] demo = {"demo", "-t", "4s", "-u", "5", "-r", "5"};
        CommandLab.Result first = empty.run(demo);
        assertThat(first.code()).as(first.err() + first.out()).isZero();
        assertThat(first.out()).contains("Workers: 2 of 2").contains("Verdict: ok");
        List<Path> stamps = stampsOfVenvs(empty);
        assertThat(stamps).hasSize(1);
        FileTime made = Files.getLastModifiedTime(stamps.get(0));

        CommandLab.Result second = empty.run(demo);
        assertThat(second.code()).as(second.err() + second.out()).isZero();
        assertThat(stampsOfVenvs(empty)).isEqualTo(stamps);
        assertThat(Files.getLastModifiedTime(stamps.get(0))).isEqualTo(made);
        assertThat(second.out()).contains("Workers: 2 of 2").contains("Verdict: ok");
        assertThat(empty.processes()).isEmpty();
        assertThat(empty.swarms()).isEmpty();
    }

    /** What bootstrap.sh writes when a virtual environment is whole. */
    private static List<Path> stampsOfVenvs(CommandLab lab) throws IOException {
        try (Stream<Path> venvs = Files.list(lab.home().resolve("venvs"))) {
            return venvs.map(venv -> venv.resolve(".locust-swarm-finished"))
                    .filter(Files::exists)
                    .toList();
        }
    }

    @Test
    void aTestIsJudgedByItsGatesAndComparedWithAnEarlierOne() throws Exception {
        String[] test = {
            "test",
            "-f",
            "bootstrap/viral_load.py",
            "-H",
            api.baseUrl(),
            "-s",
            "1",
            "-u",
            "5",
            "-r",
            "5",
            "-t",
            "5",
            "-e",
            "MAX_WAIT=100",
            "--json",
            "-o",
            "first",
            "--gate",
            "failures < 1%",
            "--gate",
            "rps > 100000 failed"
        };
        CommandLab.Result first = lab.run(test);
        assertThat(first.code()).as(first.err()).isEqualTo(1);
        JsonNode summary = new ObjectMapper().readTree(first.out());
        assertThat(summary.path("verdict").asText()).isEqualTo("failed");
        assertThat(summary.path("gates").path(0).path("passed").asBoolean()).isTrue();
        assertThat(summary.path("gates").path(1).path("passed").asBoolean()).isFalse();
        assertThat(summary.path("requests").asLong()).isPositive();
        assertThat(new ObjectMapper().readTree(lab.path("first/summary.json").toFile()))
                .isEqualTo(summary);

        CommandLab.Result compared = runs(
                "test",
                "-f",
                "viral_load.py",
                "-H",
                api.baseUrl(),
                "-s",
                "1",
                "-u",
                "5",
                "-r",
                "5",
                "-t",
                "5",
                "-e",
                "MAX_WAIT=100",
                "-o",
                "second",
                "--baseline",
                "first",
                "--gate",
                "requests > 1% of baseline");
        assertThat(compared.out()).contains("Gate passed: requests > 1% of baseline");
        assertThat(runs("report", "second").out()).isEqualTo(compared.out());
        assertNothingIsLeft();
    }

    @Test
    void aSwarmIsBroughtUpRunOnTwiceAndTakenDownStepByStep() throws Exception {
        runs("up", "master");
        CommandLab.Result early = lab.run("run", "all", "-f", "signups.py", "-H", api.baseUrl(), "-t", "5");
        assertThat(early.code()).isEqualTo(2);
        assertThat(early.err()).contains("has no slaves that are up");
        runs("up", "slaves", "-s", "2");
        assertThat(runs("list").out()).contains("default").contains("up").contains("master, 2 slaves");

        CommandLab.Result master = runs("run", "master", "-f", "signups.py", "-H", api.baseUrl(), "-u", "4", "-t", "5");
        assertThat(master.err()).contains("waits for its slaves");
        assertThat(lab.run("run", "master", "-f", "signups.py", "-t", "5").err())
                .contains("is open on swarm default");
        CommandLab.Result slaves = runs("run", "slaves", "-f", "signups.py", "-H", api.baseUrl());
        assertThat(slaves.out())
                .contains("/meta/register")
                .contains("Workers: 2 of 2")
                .contains("Verdict: ok");

        CommandLab.Result second = runs(
                "run",
                "all",
                "-f",
                "typical_load.py",
                "-H",
                api.baseUrl(),
                "-u",
                "4",
                "-r",
                "4",
                "-t",
                "5",
                "-o",
                "second");
        assertThat(second.out()).contains("/kandus/[id]");
        assertThat(runs("status").out()).contains("typical_load.py, collected");

        runs("down", "slaves");
        assertThat(runs("status", "--json").out()).contains("\"master\"").doesNotContain("worker-1");
        runs("down", "master");
        assertNothingIsLeft();
        assertThat(runs("down", "all").err()).contains("Nothing was taken down.");
    }

    @Test
    void withoutARunTimeLocustsWebPageAnswersUntilKillall() throws Exception {
        String port = freePort();
        runs("up", "all", "-s", "1");
        CommandLab.Result run = runs("run", "all", "-f", "typical_load.py", "-H", api.baseUrl(), "--web-port", port);
        assertThat(run.out()).isEqualTo("Locust's web page: http://127.0.0.1:" + port + "\n");
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(page.body()).contains("Locust");
        assertThat(runs("status").out()).contains("Locust's web page is on port " + port);
        runs("killall", "all");
        assertThat(lab.processes()).isEmpty();
        runs("run", "all", "-f", "viral_load.py", "-H", api.baseUrl(), "-u", "2", "-t", "4");
        runs("down", "all");
        assertNothingIsLeft();
    }

    private static String freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    @Test
    void aFileThatLocustRefusesIsToldInLocustsWordsAndLeavesNothing() {
        lab.write("bootstrap/broken.py", "from locust import HttpUser\nclass Broken(HttpUser:\n");
        CommandLab.Result result = lab.run("test", "-f", "broken.py", "-H", api.baseUrl(), "-s", "1", "-t", "5");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("SyntaxError");
        assertNothingIsLeft();
    }

    @Test
    void aBootstrapThatFailsShowsItsLastLinesAndLeavesNothing() {
        lab.bootstrapScript("echo one; echo 'No space left on device' >&2; exit 5");
        CommandLab.Result result = lab.run("test", "-f", "typical_load.py", "-H", api.baseUrl(), "-s", "1", "-t", "5");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("(exit code 5)").contains("No space left on device");
        assertNothingIsLeft();
    }

    @Test
    void aRunFindsTheFilesThatTheSwarmWasBroughtUpWith() {
        lab.write("other/mine.py", "from locust import User, task\n")
                .write("other/bootstrap.sh", "#!/bin/sh\nexit 0\n");
        assertThat(lab.path("other/bootstrap.sh").toFile().setExecutable(true)).isTrue();
        runs("up", "all", "-s", "1", "-d", "other");
        CommandLab.Result mine = lab.run("run", "all", "-f", "mine.py", "-t", "3");
        assertThat(mine.err()).contains("No User class found");
        assertThat(mine.code()).isEqualTo(3);
        CommandLab.Result nowhere = lab.run("run", "all", "-f", "nowhere.py", "-t", "3");
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).contains("The swarm has no file nowhere.py");
        assertThat(lab.run("run", "all", "-f", "typical_load.py", "-t", "3").err())
                .contains("Warning: the bootstrap directory " + lab.path("bootstrap") + " is not what the machines");
        runs("down", "all");
        assertNothingIsLeft();
    }

    @Test
    void anUpThatFailsKeepsWhatItMadeAndCanBeRepeated() {
        lab.bootstrapScript("exit 5");
        CommandLab.Result failed = lab.run("up", "all", "-s", "1");
        assertThat(failed.code()).isEqualTo(3);
        assertThat(failed.err()).contains("locust-swarm down all --swarm default");
        lab.bootstrapScript("exit 0");
        runs("up", "all", "-s", "1");
        runs("down", "all");
        assertNothingIsLeft();
    }

    @Test
    void twoSwarmsRunAtOnceAndOneIsNotUsedByTwoCommands() throws Exception {
        String[] first = {
            "test",
            "--swarm",
            "one",
            "-f",
            "typical_load.py",
            "-H",
            api.baseUrl(),
            "-s",
            "1",
            "-u",
            "2",
            "-t",
            "8",
            "-o",
            "one"
        };
        String[] second = {
            "test",
            "--swarm",
            "two",
            "-f",
            "signups.py",
            "-H",
            api.baseUrl(),
            "-s",
            "1",
            "-u",
            "2",
            "-t",
            "6",
            "-o",
            "two"
        };
        try (CommandProcess one = lab.start(first);
                CommandProcess two = lab.start(second)) {
            one.waitUntilItSays("of 8 s");
            CommandLab.Result down = lab.run("down", "all", "--swarm", "one");
            assertThat(down.code()).isEqualTo(2);
            assertThat(down.err()).contains("Swarm one is in use by \"locust-swarm test\" (process ");
            assertThat(runs("status", "--swarm", "one").out()).contains(" of 8 s: ");
            assertThat(one.exitCode()).as(one.err()).isZero();
            assertThat(two.exitCode()).as(two.err()).isZero();
            assertThat(one.out()).contains("/kandus/[id]");
            assertThat(two.out()).contains("/meta/register").doesNotContain("/kandus/[id]");
        }
        assertNothingIsLeft();
    }

    @Test
    void whatIsPastItsLeaseIsReaped() throws Exception {
        runs("up", "all", "-s", "1", "--swarm", "kept");
        runs("up", "all", "-s", "1", "--swarm", "over", "--lease", "1s");
        while (!runs("list").out().contains("over for")) {
            Thread.onSpinWait(); // a second passes
        }
        CommandLab.Result dry = runs("reap", "--dry-run");
        assertThat(dry.out()).startsWith("Would take down swarm over of ").doesNotContain("kept");
        assertThat(lab.swarms()).containsExactly("kept", "over");
        runs("reap");
        assertThat(lab.swarms()).containsExactly("kept");
        runs("down", "all", "--swarm", "kept");
        assertNothingIsLeft();
    }

    @Test
    void resultsForWhichTheFolderHasGoneAreKeptElsewhere() throws Exception {
        lab.write("wall", "");
        try (CommandProcess command = lab.start(
                "test",
                "-f",
                "typical_load.py",
                "-H",
                api.baseUrl(),
                "-s",
                "1",
                "-u",
                "2",
                "-t",
                "5",
                "-o",
                "results/of/run")) {
            command.waitUntilItSays("of 5 s");
            // the folder goes and cannot come back, as on a disk that was unmounted
            PathUtils.deleteDirectory(lab.path("results/of"));
            Files.move(lab.path("wall"), lab.path("results/of"));
            assertThat(command.exitCode()).as(command.err()).isZero();
            String where =
                    command.out().lines().reduce((a, b) -> b).orElseThrow().replace("Files: ", "");
            assertThat(command.err()).contains("The results are in " + where + " instead.");
            assertThat(Path.of(where, "summary.json")).isRegularFile();
            PathUtils.deleteDirectory(Path.of(where));
        }
        assertNothingIsLeft();
    }
}
