package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which hosts are waited for. */
@Timeout(60)
class HostsInParallelTest {

    private static List<MachineRecord> machines(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(index -> MachineRecord.asked(Role.WORKER, index))
                .toList();
    }

    @Test
    void oneHostThatTakesLongKeepsNoOtherWaiting() throws InterruptedException {
        List<MachineRecord> machines = machines(4);
        MachineRecord slow = machines.get(1);
        CountDownLatch othersAreReady = new CountDownLatch(3);
        HostFailures failures = HostsInParallel.failures(
                machines,
                machine -> {
                    if (machine.equals(slow)) {
                        othersAreReady.await();
                    }
                },
                ready -> ready.forEach(machine -> othersAreReady.countDown()));
        assertThat(failures.isEmpty()).isTrue();
    }

    @Test
    void slowHostsOccupyOnlyTheirOwnThreads() throws InterruptedException {
        List<MachineRecord> machines = machines(200);
        Set<MachineRecord> slow = Set.copyOf(machines.subList(0, 31));
        CountDownLatch othersAreReady = new CountDownLatch(machines.size() - slow.size());
        Set<MachineRecord> ended = ConcurrentHashMap.newKeySet();
        List<Integer> leftAtHandOver = new ArrayList<>();
        List<MachineRecord> ready = new ArrayList<>();
        HostsInParallel.failures(
                machines,
                machine -> {
                    if (slow.contains(machine)) {
                        othersAreReady.await();
                    }
                    ended.add(machine);
                },
                more -> {
                    leftAtHandOver.add(machines.size() - ended.size());
                    ready.addAll(more);
                    more.forEach(machine -> othersAreReady.countDown());
                });
        assertThat(ready).containsExactlyInAnyOrderElementsOf(machines);
        assertThat(leftAtHandOver.get(0)).isLessThanOrEqualTo(Fleet.MAX_AT_ONCE_OF_MANY);
    }

    @Test
    void failuresAreInTheOrderOfTheHostsAndFailedOnesAreNotHandedOver() throws InterruptedException {
        List<MachineRecord> machines = machines(5);
        CountDownLatch laterOneHasFailed = new CountDownLatch(1);
        List<MachineRecord> ready = new ArrayList<>();
        HostFailures failures = HostsInParallel.failures(
                machines,
                machine -> {
                    if (machine.equals(machines.get(3))) {
                        laterOneHasFailed.countDown();
                        throw new BringUpException("late");
                    }
                    if (machine.equals(machines.get(0))) {
                        laterOneHasFailed.await();
                        throw new BringUpException("early");
                    }
                },
                ready::addAll);
        assertThat(failures.machines()).containsExactly(machines.get(0), machines.get(3));
        assertThat(failures.reasons()).isEqualTo("early late");
        assertThat(ready).containsExactlyInAnyOrder(machines.get(1), machines.get(2), machines.get(4));
    }

    @Test
    void anErrorIsNotTakenForTheFailureOfAHost() {
        assertThatThrownBy(() -> HostsInParallel.failures(machines(1), machine -> {
                    throw new AssertionError("a fault");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("a fault");
    }

    @Test
    void anInterruptedCallerGoesOnWhenTheWorkOnEachHostHasEnded() throws InterruptedException {
        Set<MachineRecord> ended = ConcurrentHashMap.newKeySet();
        CountDownLatch working = new CountDownLatch(3);
        Thread caller = Thread.currentThread();
        assertThatThrownBy(() -> HostsInParallel.failures(machines(3), machine -> {
                    working.countDown();
                    try {
                        working.await();
                        caller.interrupt();
                        new CountDownLatch(1).await();
                    } finally {
                        LockSupport.parkNanos(Duration.ofMillis(300).toNanos()); // a command on the host ends
                        ended.add(machine);
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        Thread.interrupted(); // three threads have interrupted this one
        assertThat(ended).hasSize(3);
    }
}
