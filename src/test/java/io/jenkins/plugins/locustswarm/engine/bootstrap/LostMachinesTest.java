package io.jenkins.plugins.locustswarm.engine.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.machine.FakeProvider;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LostMachinesTest {

    private final SwarmRecord swarm =
            SwarmRecord.planned("kandu", "ann", "controller-1", "fake", Map.of(), Instant.EPOCH, Instant.EPOCH);
    private final MachineRecord one = MachineRecord.asked(Role.WORKER, 1);
    private final MachineRecord two = MachineRecord.asked(Role.WORKER, 2);

    @Test
    void aSlowQueryDelaysNoOtherMachine() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        LostMachines lost = new LostMachines(new FakeProvider() {
            @Override
            public Map<String, String> whyGone(SwarmRecord record, Collection<MachineRecord> machines)
                    throws InterruptedException {
                asked.countDown();
                answer.await();
                return Map.of("worker-1", "was terminated");
            }
        });
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Optional<String>> why = thread.submit(() -> lost.whyGone(swarm, one));
            asked.await();
            lost.recordAnswer(two);
            assertThat(lost.whyGone(swarm, two)).isEmpty();
            answer.countDown();
            assertThat(why.get()).contains("was terminated");
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void aMachineInThePlaceOfOneThatIsGoneIsNotGone() throws Exception {
        MachineRecord old = one.withId("i-1");
        LostMachines lost = new LostMachines(new FakeProvider() {
            @Override
            public Map<String, String> whyGone(SwarmRecord record, Collection<MachineRecord> machines) {
                return machines.contains(old) ? Map.of("worker-1", "was terminated") : Map.of();
            }
        });
        assertThat(lost.whyGone(swarm, old)).contains("was terminated");
        assertThat(lost.whyGone(swarm, one.withId("i-2"))).isEmpty();
    }

    @Test
    void theReasonOfAReplacedMachineThatFailsOnceMoreIsNotThatOfTheNewOne() throws Exception {
        MachineRecord old = one.withId("i-1");
        LostMachines lost = new LostMachines(new FakeProvider() {
            @Override
            public Map<String, String> whyGone(SwarmRecord record, Collection<MachineRecord> machines) {
                return machines.contains(old) ? Map.of("worker-1", "was terminated") : Map.of();
            }
        });
        lost.markReplaced(old);
        assertThat(lost.whyGone(swarm, old)).isEmpty();
        assertThat(lost.whyGone(swarm, one.withId("i-2"))).isEmpty();
    }
}
