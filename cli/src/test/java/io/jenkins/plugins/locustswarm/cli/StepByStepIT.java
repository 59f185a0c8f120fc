package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** {@code up}, {@code run}, {@code killall}, {@code down} and {@code reap} on real Locust processes. */
class StepByStepIT {

    @Started
    private static KanduApi api;

    @NewLab
    private CommandLab lab;

    @Test
    void aSwarmIsBroughtUpRunOnTwiceAndTakenDownStepByStep() throws Exception {
        lab.succeeds("up", "master");
        CommandLab.Result early = lab.run("run", "all", "-f", "signups.py", "-H", api.baseUrl(), "-t", "5");
        assertThat(early.code()).isEqualTo(2);
        assertThat(early.err()).contains("has no slaves that are up");
        lab.succeeds("up", "slaves", "-s", "2");
        assertThat(lab.succeeds("list").out())
                .contains("default")
                .contains("up")
                .contains("master, 2 slaves");

        CommandLab.Result master = lab.succeeds(
                "run", "master", "-f", "signups.py", "-H", api.baseUrl(), "-u", "4", "-t", "5", "--note", "new JVM");
        assertThat(master.err()).contains("is waiting for its slaves");
        assertThat(lab.run("run", "master", "-f", "signups.py", "-t", "5").err())
                .contains("is open on swarm default");
        CommandLab.Result slaves = lab.run("run", "slaves", "-f", "signups.py", "-H", api.baseUrl());
        lab.assertWentWell(slaves);
        assertThat(slaves.out())
                .contains("/meta/register")
                .contains("Note: new JVM")
                .contains("Workers: 2 of 2");

        CommandLab.Result second = lab.run(
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
        lab.assertWentWell(second, "second");
        assertThat(second.out()).contains("/kandus/[id]");
        assertThat(lab.succeeds("status").out()).contains("typical_load.py, collected");

        lab.succeeds("down", "slaves");
        assertThat(lab.succeeds("status", "--json").out())
                .contains("\"master\"")
                .doesNotContain("worker-1");
        lab.succeeds("down", "master");
        lab.assertNothingIsLeft();
        assertThat(lab.succeeds("down", "all").err()).contains("Nothing was taken down.");
    }

    @Test
    void withoutARunTimeLocustsWebPageAnswersUntilKillall() throws Exception {
        String port = freePort();
        lab.succeeds("up", "all", "-s", "1");
        CommandLab.Result run =
                lab.succeeds("run", "all", "-f", "typical_load.py", "-H", api.baseUrl(), "--web-port", port);
        assertThat(run.out()).isEqualTo("Locust's web page: http://127.0.0.1:" + port + "\n");
        assertThat(run.err())
                .containsPattern(
                        "Locust's web page answers until \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ at the latest");
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(page.body()).contains("Locust");
        assertThat(lab.succeeds("status").out()).contains("Locust's web page is on port " + port);
        lab.succeeds("killall", "all");
        assertThat(lab.processes()).isEmpty();
        lab.assertWentWell(lab.run("run", "all", "-f", "viral_load.py", "-H", api.baseUrl(), "-u", "2", "-t", "5"));
        lab.succeeds("down", "all");
        lab.assertNothingIsLeft();
    }

    private static String freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    @Test
    void aRunFindsTheFilesThatTheSwarmWasBroughtUpWith() {
        lab.write("other/mine.py", "from locust import User, task\n")
                .write("other/bootstrap.sh", "#!/bin/sh\nexit 0\n");
        assertThat(lab.path("other/bootstrap.sh").toFile().setExecutable(true)).isTrue();
        lab.succeeds("up", "all", "-s", "1", "-d", "other");
        CommandLab.Result mine = lab.run("run", "all", "-f", "mine.py", "-t", "3");
        assertThat(mine.err()).contains("No User class found");
        assertThat(mine.code()).isEqualTo(3);
        CommandLab.Result nowhere = lab.run("run", "all", "-f", "nowhere.py", "-t", "3");
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).contains("The swarm has no file nowhere.py");
        assertThat(lab.run("run", "all", "-f", "typical_load.py", "-t", "3").err())
                .contains("Warning: the machines were brought up with other files than those in the bootstrap directory"
                        + " bootstrap");
        lab.succeeds("down", "all");
        lab.assertNothingIsLeft();
    }

    @Test
    void anUpThatFailsKeepsWhatItMadeAndCanBeRepeated() {
        lab.bootstrapScript("exit 5");
        CommandLab.Result failed = lab.run("up", "all", "-s", "1");
        assertThat(failed.code()).isEqualTo(3);
        assertThat(failed.err()).contains("locust-swarm down all --swarm default");
        lab.bootstrapScript("exit 0");
        lab.succeeds("up", "all", "-s", "1");
        lab.succeeds("down", "all");
        lab.assertNothingIsLeft();
    }

    @Test
    void onlyASwarmPastItsLeaseIsReaped() throws Exception {
        lab.succeeds("up", "all", "-s", "1", "--swarm", "kept");
        lab.succeeds("up", "all", "-s", "1", "--swarm", "over", "--lease", "1s");
        while (!lab.succeeds("list").out().contains("expired ")) {
            Thread.onSpinWait(); // a second passes
        }
        CommandLab.Result dry = lab.succeeds("reap", "--dry-run");
        assertThat(dry.out()).startsWith("Would take down swarm over of ").doesNotContain("kept");
        assertThat(lab.swarms()).containsExactly("kept", "over");
        lab.succeeds("reap");
        assertThat(lab.swarms()).containsExactly("kept");
        lab.succeeds("down", "all", "--swarm", "kept");
        lab.assertNothingIsLeft();
    }
}
