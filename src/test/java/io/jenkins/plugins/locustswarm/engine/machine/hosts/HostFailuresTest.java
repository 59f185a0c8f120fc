package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether a swarm of five slaves, four of which it needs, can do without some of them. */
class HostFailuresTest {

    private static SwarmRecord swarm(int usable) {
        Instant now = Instant.now();
        SwarmRecord swarm = SwarmRecord.planned("load", "ann", "here", HostsProvider.NAME, Map.of(), now, now)
                .withWorkersAsked(5, 4);
        for (int worker = 1; worker <= usable; worker++) {
            String address = "127.0.0." + worker;
            swarm = swarm.withMachine("worker-" + worker, machine -> machine.withAddresses(address, null, null));
        }
        return swarm;
    }

    private static void judgeFailureOfTheFirst(SwarmRecord swarm) {
        new HostFailures(Map.of(swarm.machines(Role.WORKER).get(0), new BringUpException("worker-1 is off.")))
                .judge(swarm, Progress.SILENT, "did not accept the new lease");
    }

    @Test
    void aSwarmContinuesWithoutAsManySlavesAsItCanDoWithout() {
        assertThatCode(() -> judgeFailureOfTheFirst(swarm(5))).doesNotThrowAnyException();
    }

    @Test
    void aSlaveThatCouldNotBeUsedBeforeCountsToo() {
        assertThatThrownBy(() -> judgeFailureOfTheFirst(swarm(4)))
                .isInstanceOf(BringUpException.class)
                .hasMessage("Only 3 of 5 slaves can be used, and 4 are needed. worker-1 is off.");
    }
}
