package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandProcess;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C, a closed terminal and kill, in each phase, on the real command. */
class SignalsIT {

    private static final String INTERRUPTED = "Interrupted. ";

    @Started
    private static KanduApi api;

    @NewLab
    private CommandLab lab;

    private CommandProcess test(String file, String time) throws Exception {
        return lab.start(CommandLab.testArguments(file, api.baseUrl(), 5, time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void aTestInterruptedWhileMachinesComeUpLeavesNothing(String signal) throws Exception {
        lab.bootstrapScript("echo sleeping; sleep 300");
        try (CommandProcess command = test("typical_load.py", "30s")) {
            command.waitUntilItSays("sleeping").signal(signal);
            assertThat(command.exitCode()).as(command.err()).isEqualTo(130);
            assertThat(command.err()).contains(INTERRUPTED + "Taking the swarm down.");
        }
        lab.assertNothingIsLeft();
    }

    @Test
    void aTestInterruptedWhileItWaitsForWorkersLeavesNothingButEarlierResults() throws Exception {
        lab.write("locust-results/summary.json", "{}").write("locust-results/locust_stats.csv", "earlier");
        lab.write(
                "bootstrap/slow.py",
                "import sys, time\nif '--worker' in sys.argv: time.sleep(300)\n" + "from typical_load import *\n");
        try (CommandProcess command = test("slow.py", "30s")) {
            command.waitUntilItSays("0 of 1 worker processes").signal("INT");
            assertThat(command.exitCode()).as(command.err()).isEqualTo(130);
            assertThat(command.err()).contains("The load had not begun, so there are no results to collect.");
            assertThat(command.out()).isEmpty();
            assertThat(lab.path("locust-results").toFile().list())
                    .containsExactlyInAnyOrder("summary.json", "locust_stats.csv");
        }
        lab.assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "HUP"})
    void aTestInterruptedUnderLoadKeepsItsResultsAndLeavesNothing(String signal) throws Exception {
        try (CommandProcess command = test("typical_load.py", "5m")) {
            command.waitUntilItSays("s of 5 min").signal(signal);
            assertThat(command.exitCode()).as(command.err()).isEqualTo(130);
            assertThat(command.out()).contains("Aggregated").contains("Verdict: ");
            assertThat(lab.path("locust-results/summary.json"))
                    .as(command.err())
                    .isRegularFile();
        }
        lab.assertNothingIsLeft();
    }

    @Test
    void aTestInterruptedWhileItCollectsKeepsItsResultsAndLeavesNothing() throws Exception {
        try (CommandProcess command = test("typical_load.py", "3s")) {
            command.waitUntilItSays("Collecting").signal("INT").signalIfItRuns("INT");
            assertThat(command.exitCode()).as(command.err()).isEqualTo(130);
            assertThat(lab.path("locust-results/summary.json"))
                    .as(command.err())
                    .isRegularFile();
        }
        lab.assertNothingIsLeft();
    }

    @Test
    void anUpThatIsInterruptedCanBeRepeatedOrTakenDown() throws Exception {
        lab.bootstrapScript("echo sleeping; sleep 300");
        try (CommandProcess command = lab.start("up", "all", "-s", "1")) {
            command.waitUntilItSays("sleeping").signal("INT");
            assertThat(command.exitCode()).as(command.err()).isEqualTo(130);
            assertThat(command.err()).contains("take the swarm down with: locust-swarm down all --swarm default");
        }
        awaitNoProcess();
        assertThat(lab.bootstrapScript("exit 0").run("up", "all", "-s", "1").code())
                .isZero();
        assertThat(lab.run("down", "all").code()).isZero();
        lab.assertNothingIsLeft();
    }

    /** The supervisor of bootstrap.sh ends a moment after it has reported the end. */
    private void awaitNoProcess() throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofMinutes(1));
        while (!lab.processes().isEmpty()) {
            assertThat(deadline.passed()).as("%s", lab.processes()).isFalse();
            deadline.pause(Duration.ofMillis(50));
        }
    }

    /** Lets bootstrap.sh write a line to the file begun, and wait for the file go. */
    private void bootstrapWaits() {
        lab.bootstrapScript("echo begun >>" + lab.path("begun") + "; echo sleeping; until [[ -e " + lab.path("go")
                + " ]]; do sleep 0.1; done");
    }

    private void killWhileItBootstraps() throws Exception {
        try (CommandProcess command = lab.start("up", "all", "-s", "1")) {
            Deadline deadline = Deadline.in(Duration.ofMinutes(2));
            while (!Files.exists(lab.path("begun"))
                    || Files.readAllLines(lab.path("begun")).size() < 2) {
                assertThat(deadline.passed()).as(command.err()).isFalse();
                deadline.pause(Duration.ofMillis(20));
            }
            command.signal("KILL");
            assertThat(command.exitCode()).isEqualTo(137);
        }
    }

    @Test
    void theBootstrapOfAnUpThatIsKilledIsFoundAgainAndNotStartedTwice() throws Exception {
        bootstrapWaits();
        killWhileItBootstraps();
        try (CommandProcess command = lab.start("up", "all", "-s", "1")) {
            command.waitUntilItSays("sleeping");
            lab.write("go", "");
            assertThat(command.exitCode()).as(command.err()).isZero();
        }
        assertThat(lab.path("begun")).hasContent("begun\nbegun\n");
        assertThat(lab.run("down", "all").code()).isZero();
        lab.assertNothingIsLeft();
    }

    @Test
    void anUpThatIsKilledCanBeRepeatedWithOtherFiles() throws Exception {
        bootstrapWaits();
        killWhileItBootstraps();
        assertThat(lab.bootstrapScript("exit 0").run("up", "all", "-s", "1").code())
                .isZero();
        awaitNoProcess();
        assertThat(lab.run("down", "all").code()).isZero();
        lab.assertNothingIsLeft();
    }

    @Test
    void anUpThatIsKilledCanBeTakenDown() throws Exception {
        bootstrapWaits();
        killWhileItBootstraps();
        assertThat(lab.run("down", "all").code()).isZero();
        lab.assertNothingIsLeft();
    }

    @Test
    void aRunThatIsInterruptedGoesOnAndCanBeResumed() throws Exception {
        assertThat(lab.run("up", "all", "-s", "1").code()).isZero();
        try (CommandProcess command = lab.start(
                "run", "all", "-f", "typical_load.py", "-H", api.baseUrl(), "-u", "5", "-r", "5", "-t", "30s")) {
            command.waitUntilItSays("s of 30 s").signal("INT");
            assertThat(command.exitCode()).as(command.err()).isEqualTo(130);
            assertThat(command.err()).contains("The run continues without this command.");
        }
        assertResumes();
    }

    @Test
    void aRunWhoseCommandIsKilledCanBeResumed() throws Exception {
        assertThat(lab.run("up", "all", "-s", "1").code()).isZero();
        try (CommandProcess command = lab.start(
                "run", "all", "-f", "typical_load.py", "-H", api.baseUrl(), "-u", "5", "-r", "5", "-t", "30s")) {
            command.waitUntilItSays("s of 30 s").signal("KILL");
            assertThat(command.exitCode()).isEqualTo(137);
        }
        CommandLab.Result status = lab.run("status");
        assertThat(status.out()).contains("typical_load.py, started").contains(" of 30 s: ");
        assertResumes();
    }

    private void assertResumes() {
        CommandLab.Result resumed = lab.run("run", "--resume", "--gate", "failures < 1%");
        lab.assertWentWell(resumed);
        assertThat(resumed.out()).contains("Gate passed");
        assertThat(lab.run("down", "all").code()).isZero();
        lab.assertNothingIsLeft();
    }

    @Test
    void aTestWhoseCommandIsKilledIsFoundResumedAndTakenDown() throws Exception {
        try (CommandProcess command = test("typical_load.py", "30s")) {
            command.waitUntilItSays("s of 30 s").signal("KILL");
            assertThat(command.exitCode()).isEqualTo(137);
        }
        String name = lab.swarms().get(0);
        CommandLab.Result resumed = lab.run("run", "--resume");
        lab.assertWentWell(resumed);
        assertThat(resumed.out()).contains("Files: " + lab.path("locust-results"));
        assertThat(lab.run("down", "all", "--swarm", name).code()).isZero();
        lab.assertNothingIsLeft();
    }
}
