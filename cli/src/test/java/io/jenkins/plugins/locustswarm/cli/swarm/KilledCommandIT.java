package io.jenkins.plugins.locustswarm.cli.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.cli.fixture.WellRun;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.run.RunSnapshot;
import io.jenkins.plugins.locustswarm.engine.run.RunWait;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.stop.StopCondition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the next command does with a run whose command was killed, on real Locust processes. */
class KilledCommandIT {

    @Started
    private static Target target;

    @TempDir
    private Path folder;

    @Test
    void aRunWhoseStartWasCutShortIsStoppedByTheNextCommand() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "cut").up(1)) {
            local.swarm().run(target.plan("typical_load.py", 60).build(), LocalSwarm.MASTER_ONLY);
            local.killLocust("master");
            PathUtils.deleteDirectory(Path.of(local.machine("master").runFolder("1")));
            local.swarm().run(target.plan("typical_load.py", 60).build(), LocalSwarm.WORKERS_ONLY);
            local.forgetThatEverythingWasStarted();

            assertThatThrownBy(() -> local.reopened().await())
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("start it again");
            assertThat(LocalSwarm.processesIn(local.machine("worker-1").folder()))
                    .isEmpty();
        }
    }

    @Test
    void aRunThatDidNotReachEverySlaveIsStoppedByTheNextCommand() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "partly").up(2)) {
            local.swarm().run(target.plan("typical_load.py", 60).build(), LocalSwarm.ALL);
            local.killLocust("worker-2");
            PathUtils.deleteDirectory(Path.of(local.machine("worker-2").runFolder("1")));
            local.forgetThatEverythingWasStarted();

            assertThatThrownBy(() -> local.reopened().await())
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("start it again");
            assertThat(LocalSwarm.processesIn(local.machine("master").folder())).isEmpty();
            assertThat(LocalSwarm.processesIn(local.machine("worker-1").folder()))
                    .isEmpty();
        }
    }

    @Test
    void aMasterWhoseSlavesAreStillToJoinIsWaitedForByTheNextCommand() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "join").up(1)) {
            local.swarm().run(target.plan("typical_load.py", 8).build(), LocalSwarm.MASTER_ONLY);
            assertThat(local.reopened().check(run -> true, new RunWait()).isLast())
                    .isFalse();
            local.swarm().run(target.plan("typical_load.py", 8).build(), LocalSwarm.WORKERS_ONLY);
            assertThat(local.finish().total().requests()).isPositive();
        }
    }

    @Test
    void aRunOfAKilledCommandThatHadNotStartedEverythingIsStopped() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "halfway").up(1)) {
            local.swarm().run(target.plan("typical_load.py", 30).build(), LocalSwarm.MASTER_ONLY);

            local.reopened().killall(LocalSwarm.ALL);
            assertThat(LocalSwarm.processesIn(local.machine("master").folder())).isEmpty();
            assertThat(local.swarm().record().openRun()).isEmpty();
        }
    }

    @Test
    void aLoadThatACommandWasAboutToStopIsStoppedByTheNextOneForTheSameReason() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "decided").up(1)) {
            local.swarm()
                    .run(
                            target.plan("typical_load.py", 120)
                                    .stopWhen(List.of(StopCondition.parse("p95 > 60000 for 1m")))
                                    .build(),
                            LocalSwarm.ALL);
            local.waitForRequests();
            EarlyStop reason = EarlyStop.met("p95 > 60000 for 1m", "It was slow.", Instant.now());
            local.swarm().stopEarly(run -> true, reason);

            RunSnapshot next = local.reopened().check(run -> true, new RunWait());
            assertThat(next.isLast()).isTrue();
            assertThat(next.state().isOver()).isFalse();
            assertThat(next.earlyStop()).isEqualTo(reason);
            RunSummary summary = local.swarm().collect(folder.resolve("results"));
            assertThat(summary.stoppedBy()).isEqualTo("p95 > 60000 for 1m");
            assertThat(summary.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(summary.total().requests()).isPositive();
        }
    }

    @Test
    void resultsThatCannotBeWrittenStayOnTheMachines() throws Exception {
        Path inTheWay = Files.writeString(folder.resolve("results"), "a file, not a folder");
        try (LocalSwarm local = LocalSwarm.in(folder, "full").up(1)) {
            local.swarm().run(target.plan("typical_load.py", 8).build(), LocalSwarm.ALL);
            local.swarm().await();

            assertThatThrownBy(() -> local.swarm().collect(inTheWay))
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("run --resume");
            RunSummary summary = local.reopened().collect(folder.resolve("elsewhere"));
            assertThat(summary.total().requests()).isPositive();
            assertThat(WellRun.findings(summary)).isEmpty();
        }
    }
}
