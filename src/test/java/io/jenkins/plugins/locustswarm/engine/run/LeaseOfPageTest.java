package io.jenkins.plugins.locustswarm.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.machine.FakeProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on Locust's web page on a swarm whose lease ends. */
class LeaseOfPageTest {

    private static final String OTHERWISE =
            ": extend it first (repeat up), or set a run time (-t, in Jenkins runTime).";

    @TempDir
    private Path folder;

    private RecordKeeper keeper;

    @BeforeEach
    void startMaster() {
        keeper = StartedRun.keeper(folder); // its lease ends now
        keeper.update(record -> record.withRun(new RunRecord(
                "1",
                Load.of("a.py").build(),
                120,
                1,
                5557,
                8089,
                null,
                Instant.now(),
                RunRecord.Phase.STARTED,
                null,
                0,
                List.of())));
    }

    private void endMaster() {
        keeper.update(record -> record.withRun(record.run().withPhase(RunRecord.Phase.STOPPED)));
    }

    private void assertRefused(RunPlan plan, Set<Role> roles, String words) {
        Swarm swarm = new Swarm(keeper, new FakeProvider(), Progress.SILENT);
        RunRecord before = keeper.get().run();
        assertThatThrownBy(() -> swarm.run(plan, roles))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "Locust with a web page runs until the lease of the swarm ends, and the lease of swarm load "
                                + words);
        assertThat(keeper.get().run()).isEqualTo(before);
    }

    @Test
    void aPageIsRefusedAfterTheEndOfTheLease() {
        endMaster();
        String ended = "ended at " + keeper.get().leaseEnds().toString().replaceFirst("\\.\\d+", "");
        assertRefused(RunPlan.of("a.py").build(), EnumSet.of(Role.MASTER), ended + OTHERWISE);
        assertRefused(RunPlan.of("a.py").build(), EnumSet.allOf(Role.class), ended + OTHERWISE);
    }

    @Test
    void aPageIsRefusedShortlyBeforeTheEndOfTheLease() {
        endMaster();
        Instant soon = Instant.now().plusSeconds(50);
        keeper.update(record -> record.withLeaseExtendedTo(soon));
        assertRefused(
                RunPlan.of("a.py").build(),
                EnumSet.allOf(Role.class),
                "ends at " + soon.toString().replaceFirst("\\.\\d+", "") + OTHERWISE);
    }

    @Test
    void slavesDoNotJoinAPageAfterTheEndOfTheLease() {
        String ended = "ended at " + keeper.get().leaseEnds().toString().replaceFirst("\\.\\d+", "");
        assertRefused(
                RunPlan.of("a.py").build(),
                EnumSet.of(Role.WORKER),
                ended + ": stop Locust (killall all), extend the lease (repeat up), and start the master again.");
    }
}
