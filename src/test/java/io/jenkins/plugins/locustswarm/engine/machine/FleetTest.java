package io.jenkins.plugins.locustswarm.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.machine.Fleet.Outcome;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.BrokenConnectionException;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FleetTest {

    private final SwarmRecord swarm = SwarmRecord.planned(
                    "kandu", "ann", "controller-1", "fake", Map.of(), Instant.EPOCH, Instant.EPOCH)
            .withMasterAsked()
            .withWorkersAsked(4, 4);
    private final FakeProvider provider = new FakeProvider();
    private final Fleet fleet = new Fleet(provider, "kandu");

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void outcomesComeInTheOrderOfTheMachines() throws InterruptedException {
        List<Outcome<String>> outcomes = fleet.onEach(swarm, swarm.machines(), (machine, shell) -> machine.name());
        assertThat(outcomes)
                .extracting(Outcome::value)
                .containsExactly("master", "worker-1", "worker-2", "worker-3", "worker-4");
        assertThat(outcomes).noneMatch(Outcome::failed);
    }

    @Test
    void allMachinesAreWorkedOnAtOnce() throws InterruptedException {
        CountDownLatch allAreThere = new CountDownLatch(swarm.machines().size());
        List<Outcome<Boolean>> outcomes = fleet.onEach(swarm, swarm.machines(), (machine, shell) -> {
            allAreThere.countDown();
            return allAreThere.await(30, TimeUnit.SECONDS);
        });
        assertThat(outcomes).allMatch(Outcome::value);
    }

    @Test
    void aMachineInThePlaceOfAnotherOneHasAConnectionOfItsOwn() throws InterruptedException {
        Set<Shell> shells = new HashSet<>();
        for (String id : List.of("i-1", "i-2", "i-2")) {
            MachineRecord master = swarm.master().orElseThrow().withId(id);
            fleet.onEach(swarm, List.of(master), (machine, shell) -> shells.add(shell));
        }
        assertThat(shells).hasSize(2);
    }

    @Test
    void aSlowMachineKeepsNoOtherWaiting() throws InterruptedException {
        CountDownLatch othersAreDone = new CountDownLatch(4);
        List<Outcome<Boolean>> outcomes = fleet.onEach(swarm, swarm.machines(), (machine, shell) -> {
            if (machine.name().equals("master")) {
                return othersAreDone.await(30, TimeUnit.SECONDS);
            }
            othersAreDone.countDown();
            return true;
        });
        assertThat(outcomes).allMatch(Outcome::value);
    }

    @Test
    void aMachineThatIsSlowToReachKeepsNoOtherWaiting() throws InterruptedException {
        CountDownLatch othersAreDone = new CountDownLatch(4);
        provider.slowToReach("worker-2", othersAreDone);
        List<Outcome<String>> outcomes = fleet.onEach(swarm, swarm.machines(), (machine, shell) -> {
            othersAreDone.countDown();
            return machine.name();
        });
        assertThat(outcomes).noneMatch(Outcome::failed);
    }

    @Test
    void workIsRepeatedOverANewConnectionWhenOneBreaks() throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        MachineRecord master = swarm.master().orElseThrow();
        String done = fleet.on(swarm, master, (machine, shell) -> {
            if (attempts.incrementAndGet() == 1) {
                throw new BrokenConnectionException("cut");
            }
            return "done";
        });
        assertThat(done).isEqualTo("done");
        assertThat(provider.connected).containsExactly("master", "master");
        assertThat(provider.closed).containsExactly("master");
    }

    @Test
    void aConnectionThatKeepsBreakingIsReported() {
        assertThatThrownBy(() -> fleet.on(swarm, swarm.master().orElseThrow(), (machine, shell) -> {
                    throw new BrokenConnectionException("cut");
                }))
                .hasMessage("cut");
        assertThat(provider.connected).hasSize(3);
    }

    @Test
    void aDeadMachineFailsAloneAndSaysWhy() throws InterruptedException {
        provider.dead("worker-2");
        List<Outcome<String>> outcomes = fleet.onEach(swarm, swarm.machines(), (machine, shell) -> machine.name());
        assertThat(outcomes).filteredOn(Outcome::failed).singleElement().satisfies(outcome -> {
            assertThat(outcome.machine().name()).isEqualTo("worker-2");
            assertThatThrownBy(outcome::value).isInstanceOf(IllegalStateException.class);
            assertThat(outcome.failure()).isInstanceOf(ShellException.class).hasMessage("worker-2 is dead");
        });
    }

    @Test
    void workThatFailsOnOneMachineGoesOnOnTheOthers() throws InterruptedException {
        List<Outcome<String>> outcomes = fleet.onEach(swarm, swarm.machines(), (machine, shell) -> {
            if (machine.index() == 3) {
                throw new IllegalArgumentException("no");
            }
            return machine.name();
        });
        assertThat(outcomes).extracting(Outcome::failed).containsExactly(false, false, false, true, false);
    }

    @Test
    void theConnectionToAMachineIsKeptUntilItIsForgotten() throws InterruptedException {
        MachineRecord master = swarm.master().orElseThrow();
        fleet.on(swarm, master, (machine, shell) -> "once");
        fleet.on(swarm, master, (machine, shell) -> "twice");
        assertThat(provider.connected).containsExactly("master");

        fleet.forget(master);
        assertThat(provider.closed).containsExactly("master");
        fleet.on(swarm, master, (machine, shell) -> "again");
        assertThat(provider.connected).containsExactly("master", "master");
    }

    @Test
    void oneMachineIsWorkedOnByOneThreadAtATime() throws InterruptedException {
        MachineRecord master = swarm.master().orElseThrow();
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Fleet.Work<Integer> counts = (machine, shell) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.yield();
            return now.decrementAndGet();
        };
        Queue<Thread> threads = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 8; i++) {
            threads.add(new Thread(() -> {
                try {
                    for (int turn = 0; turn < 100; turn++) {
                        fleet.on(swarm, master, counts);
                    }
                } catch (InterruptedException e) {
                    most.set(Integer.MAX_VALUE);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(most.get()).isEqualTo(1);
        assertThat(provider.connected).hasSize(provider.closed.size() + 1);
    }

    @Test
    void interruptingTheCallerInterruptsTheWorkOnEveryMachine() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(5);
        CountDownLatch interrupted = new CountDownLatch(5);
        AtomicReference<Exception> failure = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                fleet.onEach(swarm, swarm.machines(), (machine, shell) -> {
                    started.countDown();
                    try {
                        return new CountDownLatch(1).await(5, TimeUnit.MINUTES);
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                });
            } catch (InterruptedException | RuntimeException e) {
                failure.set(e);
            }
        });
        caller.start();
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        caller.join(30_000);
        assertThat(failure.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void closingClosesEveryConnectionAndEndsTheWork() throws InterruptedException {
        fleet.onEach(swarm, swarm.machines(), (machine, shell) -> machine.name());
        fleet.close();
        assertThat(provider.closed).containsExactlyInAnyOrder("master", "worker-1", "worker-2", "worker-3", "worker-4");
        assertThatThrownBy(() -> fleet.onEach(swarm, swarm.machines(), (machine, shell) -> "too late"))
                .isInstanceOf(RuntimeException.class);
    }
}
