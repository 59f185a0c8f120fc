package io.jenkins.plugins.locustswarm.cli.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose last worker goes missing, for ever or for some seconds. */
class LastWorkerIT {

    private static final int ASKED = 240;
    private static final Duration SOON = Duration.ofSeconds(90);

    @Started
    private static Target target;

    @TempDir
    private Path folder;

    private static void signal(LocalSwarm local, String name) throws IOException, InterruptedException {
        for (ProcessHandle process :
                LocalSwarm.processesIn(local.machine("worker-1").folder())) {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }

    private RunSummary endsSoon(LocalSwarm local, Instant lost) throws InterruptedException {
        local.swarm().await();
        assertThat(Duration.between(lost, Instant.now())).isLessThan(SOON);
        RunSummary summary = local.swarm().collect(folder.resolve("results"));
        assertThat(summary.verdict()).isEqualTo(Verdict.UNSTABLE);
        assertThat(summary.total().requests()).isPositive();
        assertThat(summary.health().get(0).kind()).isEqualTo(Kind.WORKER_LOST);
        return summary;
    }

    @Test
    void aRunWhoseLastWorkerStalledForAMomentEndsSoonAndSaysThatFirst() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "stalled").up(1)) {
            local.swarm().run(target.plan("typical_load.py", ASKED).build(), LocalSwarm.ALL);
            local.waitForRequests();
            signal(local, "STOP");
            Path log = Path.of(local.machine("master").runFolder("1")).resolve("master.log");
            Deadline deadline = Deadline.in(Duration.ofMinutes(2));
            while (!Files.readString(log).contains("The last worker went missing")) {
                assertThat(deadline.passed()).isFalse();
                deadline.pause(Duration.ofMillis(100));
            }
            signal(local, "CONT");

            assertThat(endsSoon(local, Instant.now()).health().get(0).sentence())
                    .startsWith("The master lost contact with its last worker, worker-1, ")
                    .endsWith("The swarm then ended the run.");
        }
    }

    @Test
    void aRunWhoseLastWorkerWasKilledEndsSoonAlsoWithoutALogLine() throws Exception {
        try (LocalSwarm local =
                LocalSwarm.in(folder, "killed").write("quiet.py", """
                        import logging
                        from locust import events
                        from typical_load import TypicalUser

                        @events.init.add_listener
                        def raise_level(environment, **kwargs):
                            logging.getLogger("locust").setLevel(logging.ERROR)
                        """).up(1)) {
            local.swarm().run(target.plan("quiet.py", ASKED).build(), LocalSwarm.ALL);
            local.waitForRequests();
            local.killLocust("worker-1");

            assertThat(endsSoon(local, Instant.now()).health().get(0).sentence())
                    .startsWith("No worker was left, so the load ended");
        }
    }
}
