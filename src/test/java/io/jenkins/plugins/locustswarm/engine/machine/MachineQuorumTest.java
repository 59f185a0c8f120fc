package io.jenkins.plugins.locustswarm.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineQuorumTest {

    private static final RuntimeException CAUSE = new BringUpException("The disk is full.");

    private static MachineQuorum quorum(int needed, int left, Role failed) {
        SwarmRecord swarm = SwarmRecord.planned("load", "ann", "here", "fake", Map.of(), Instant.EPOCH, Instant.EPOCH)
                .withMasterAsked()
                .withWorkersAsked(3, needed);
        return new MachineQuorum(swarm, List.of(MachineRecord.asked(failed, 1)), left);
    }

    @Test
    void aSwarmContinuesWithTheWorkersThatItNeeds() {
        assertThat(quorum(2, 2, Role.WORKER).isReached()).isTrue();
        quorum(2, 2, Role.WORKER).require("worker-1 is full.", CAUSE, Progress.SILENT);
    }

    @Test
    void tooFewWorkersAreRefusedWithTheirNumber() {
        assertThatThrownBy(() -> quorum(2, 1, Role.WORKER).require("worker-1 is full.", CAUSE, Progress.SILENT))
                .isInstanceOf(BringUpException.class)
                .hasMessage("Only 1 of 3 slaves can be used, and 2 are needed. worker-1 is full.")
                .hasCause(CAUSE);
    }

    @Test
    void whereAllWorkersAreNeededTheReasonIsEnough() {
        assertThatThrownBy(() -> quorum(3, 2, Role.WORKER).require("worker-1 is full.", CAUSE, Progress.SILENT))
                .hasMessage("worker-1 is full.");
    }

    @Test
    void aSwarmNeedsItsMaster() {
        assertThatThrownBy(() -> quorum(1, 3, Role.MASTER).require("The master is full.", CAUSE, Progress.SILENT))
                .hasMessage("The master is full.");
    }
}
