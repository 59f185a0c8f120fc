package io.jenkins.plugins.locustswarm.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.machine.Fleet.Outcome;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.BrokenConnectionException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads and connections of fleets of many machines. */
@Timeout(60)
class ManyMachinesTest {

    private static final int SMALL = Fleet.MAX_AT_ONCE;
    private static final int LARGE = 1_000;
    private static final int AT_ONCE = Fleet.MAX_AT_ONCE_OF_MANY;

    private final FakeProvider provider = new FakeProvider();
    private final Fleet fleet = new Fleet(provider, "kandu");

    @AfterEach
    void close() {
        fleet.close();
        assertThat(provider.open()).isZero();
    }

    private static SwarmRecord swarm(int machines) {
        return SwarmRecord.planned("kandu", "ann", "controller-1", "fake", Map.of(), Instant.EPOCH, Instant.EPOCH)
                .withMasterAsked()
                .withWorkersAsked(machines - 1, machines - 1);
    }

    @Test
    void connectionsToSixtyFourMachinesAreUsedAtOnceAndStayOpen() throws InterruptedException {
        SwarmRecord swarm = swarm(SMALL);
        CountDownLatch allAreConnected = new CountDownLatch(SMALL);
        for (int i = 0; i < 3; i++) {
            List<Outcome<Boolean>> outcomes = fleet.onEach(swarm, swarm.machines(), (machine, shell) -> {
                allAreConnected.countDown();
                allAreConnected.await();
                return true;
            });
            assertThat(outcomes).noneMatch(Outcome::failed);
        }
        assertThat(provider.connected).hasSize(SMALL);
        assertThat(provider.open()).isEqualTo(SMALL);
    }

    @Test
    void oneAfterTheOtherAThousandMachinesGetTheConnections() throws InterruptedException {
        SwarmRecord swarm = swarm(LARGE);
        CountDownLatch someWorkAtOnce = new CountDownLatch(AT_ONCE);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        List<Outcome<String>> outcomes = fleet.onEach(swarm, swarm.machines(), (machine, shell) -> {
            threads.add(Thread.currentThread());
            someWorkAtOnce.countDown();
            someWorkAtOnce.await();
            return machine.name();
        });
        assertThat(outcomes)
                .hasSize(LARGE)
                .allMatch(outcome -> outcome.value().equals(outcome.machine().name()));
        assertThat(provider.mostOpen()).isEqualTo(AT_ONCE);
        assertThat(threads).hasSize(AT_ONCE);
        assertThat(provider.open()).isLessThan(10);
    }

    @Test
    void theMasterIsAskedAgainAndAgainOverTheSameConnection() throws InterruptedException {
        SwarmRecord swarm = swarm(LARGE);
        MachineRecord master = swarm.master().orElseThrow();
        for (int i = 0; i < 5; i++) {
            fleet.on(swarm, master, (machine, shell) -> null);
        }
        assertThat(provider.connected).containsExactly("master");
    }

    @Test
    void machinesThatCannotBeReachedUseUpNoConnections() throws InterruptedException {
        SwarmRecord swarm = swarm(LARGE);
        swarm.machines().stream().skip(1).limit(500).map(MachineRecord::name).forEach(provider::dead);
        List<Outcome<String>> outcomes = fleet.onEach(swarm, swarm.machines(), (machine, shell) -> machine.name());
        assertThat(outcomes.stream().filter(Outcome::failed)).hasSize(500);
        assertThat(provider.mostOpen()).isLessThanOrEqualTo(AT_ONCE);
    }

    @Test
    void aConnectionThatBreaksMakesRoomForAnother() throws InterruptedException {
        SwarmRecord swarm = swarm(LARGE);
        Set<String> broke = ConcurrentHashMap.newKeySet();
        List<Outcome<String>> outcomes = fleet.onEach(swarm, swarm.machines(), (machine, shell) -> {
            if (broke.add(machine.name())) {
                throw new BrokenConnectionException("cut");
            }
            return machine.name();
        });
        assertThat(outcomes).noneMatch(Outcome::failed);
        assertThat(provider.connected).hasSize(2 * LARGE);
        assertThat(provider.mostOpen()).isLessThanOrEqualTo(AT_ONCE);
    }
}
