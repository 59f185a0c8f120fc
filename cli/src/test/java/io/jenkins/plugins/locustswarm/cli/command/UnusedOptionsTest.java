package io.jenkins.plugins.locustswarm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab.Locust;
import io.jenkins.plugins.locustswarm.cli.home.Home;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that a form of {@code run} would ignore. */
class UnusedOptionsTest {

    private static final String FILE = "typical_load.py";

    @NewLab(locust = Locust.NONE)
    private CommandLab lab;

    private static String[] line(String command, String option) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of(option.split(" ")));
        return words.toArray(String[]::new);
    }

    private void assertRefused(String command, String option, String reason) {
        lab.refuses("locust-swarm: " + reason + " leave out " + option.split(" ")[0] + ".\n", line(command, option));
    }

    private void assertJoiningRefused(String command, String option, String reason) {
        CommandLab.Result result = lab.run(line(command, option));
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("locust-swarm: " + reason + " leave out " + option.split(" ")[0] + ".\n");
    }

    private void runIsOpen(Duration runTime) {
        Instant now = Instant.now();
        RunRecord run = new RunRecord(
                "1",
                Load.of(FILE).runTime(runTime).build(),
                120,
                1,
                5557,
                runTime == null ? 8089 : null,
                null,
                now,
                RunRecord.Phase.STARTED,
                null,
                0,
                List.of());
        new Home(lab.home())
                .records()
                .save(SwarmRecord.planned("default", "ann", "here", "local", Map.of(), now, now)
                        .withRun(run));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-f typical_load.py",
                "-d bootstrap",
                "-H http://127.0.0.1:1",
                "-t 10m",
                "-u 5",
                "-r 5",
                "-e A=1",
                "--processes 1",
                "--reset-stats",
                "--stop-timeout 0",
                "--quit-timeout 2m",
                "--stop-when x",
                "--note x",
                "--workers-wait 2m",
                "--web-port 8089"
            })
    void aRunThatIsResumedKeepsItsOptions(String option) {
        assertRefused(
                "run --resume",
                option,
                "--resume starts nothing, and the run keeps the options that it was started with:");
    }

    @Test
    void aRunThatIsResumedKeepsItsMachinesAndArguments() {
        lab.refuses(": leave out master, slaves, all.", "run", "--resume", "all");
        lab.refuses(
                ": leave out -t, -u, the arguments after --.",
                "run",
                "-u",
                "5",
                "--resume",
                "-t",
                "5",
                "--",
                "-T",
                "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--gate rps>1", "--baseline x", "--history x", "--accepted x", "-o x", "--json"})
    void aRunOnLocustsWebPageHasNoResults(String option) {
        for (String roles : List.of("all", "master")) {
            assertRefused(
                    "run " + roles + " -f typical_load.py",
                    option,
                    "Without a run time (-t), Locust's web page shows the load, and no results are collected: set -t, or");
        }
        runIsOpen(null);
        String reason = "The run was started without a run time (-t) and has no results:";
        assertJoiningRefused("run slaves -f typical_load.py", option, reason);
        assertJoiningRefused("run --resume", option, reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--gate rps>1", "--baseline x", "--history x", "--accepted x", "--json"})
    void theCommandThatStartsOnlyTheMasterJudgesNothing(String option) {
        assertRefused(
                "run master -f typical_load.py -t 10m",
                option,
                "run slaves, not run master, collects the results and takes the options for them:");
    }

    @Test
    void aRunWithARunTimeHasNoWebPage() {
        assertRefused(
                "run all -f typical_load.py -t 10m",
                "--web-port 8089",
                "With a run time (-t), there is no web page of Locust:");
        runIsOpen(Duration.ofMinutes(10));
        assertJoiningRefused(
                "run slaves -f typical_load.py",
                "--web-port 8089",
                "The master was started with a run time (-t) and has no web page:");
    }

    @Test
    void optionsThatAreUsedAreNotRefused() {
        for (String command : List.of(
                "run --resume -o x --json --swarm none",
                "run master -f typical_load.py -t 10m -o x",
                "run all -f typical_load.py --web-port 8089 --stop-timeout 5 --quit-timeout 1m")) {
            assertThat(lab.run(command.split(" ")).err()).startsWith("locust-swarm: There is no swarm");
        }
    }
}
