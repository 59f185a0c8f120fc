package io.jenkins.plugins.locustswarm.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.machine.Fleet.Outcome;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FleetTurnsTest {

    private static final int WORKERS = 300;

    private final SwarmRecord swarm = SwarmRecord.planned(
                    "kandu", "ann", "controller-1", "fake", Map.of(), Instant.EPOCH, Instant.EPOCH)
            .withMasterAsked()
            .withWorkersAsked(WORKERS, WORKERS);
    private final FakeProvider provider = new FakeProvider();
    private final Fleet fleet = new Fleet(provider, "kandu");

    @AfterEach
    void close() {
        fleet.close();
    }

    private List<Outcome<Void>> outcomes(Work work) throws InterruptedException {
        try (FleetTurns turns = fleet.inTurns(swarm, work)) {
            turns.add(swarm.machines());
            return turns.finish();
        }
    }

    private abstract static class Work implements MachineTurns {

        final Map<String, Integer> turns = new ConcurrentHashMap<>();

        int count(MachineRecord machine) {
            return turns.merge(machine.name(), 1, Integer::sum);
        }

        @Override
        public void noAnswer(MachineRecord machine, ShellException e) {
            throw e;
        }

        @Override
        public Duration pause(MachineRecord machine) {
            return Duration.ZERO;
        }
    }

    @Test
    void moreMachinesThanThreadsWaitForTheLastOneTogether() throws InterruptedException {
        CountDownLatch allHaveBegun = new CountDownLatch(WORKERS + 1);
        Work work = new Work() {
            @Override
            public boolean turn(MachineRecord machine, Shell shell) {
                if (count(machine) == 1) {
                    allHaveBegun.countDown();
                }
                return allHaveBegun.getCount() == 0;
            }
        };
        List<Outcome<Void>> outcomes = outcomes(work);
        assertThat(outcomes).extracting(Outcome::machine).isEqualTo(swarm.machines());
        assertThat(outcomes).noneMatch(Outcome::failed);
    }

    @Test
    void aMachineIsLeftAloneAsLongAsItsPauseLasts() throws InterruptedException {
        CountDownLatch othersAreDone = new CountDownLatch(WORKERS);
        Work work = new Work() {
            @Override
            public boolean turn(MachineRecord machine, Shell shell) {
                if (machine.name().equals("master")) {
                    return count(machine) == 2;
                }
                assertThat(turns.get("master")).isIn(null, 1);
                othersAreDone.countDown();
                return true;
            }

            @Override
            public Duration pause(MachineRecord machine) {
                boolean waits = turns.containsKey(machine.name()) && othersAreDone.getCount() > 0;
                return waits ? Duration.ofHours(1) : Duration.ZERO;
            }
        };
        assertThat(outcomes(work)).noneMatch(Outcome::failed);
        assertThat(work.turns).containsEntry("master", 2);
    }

    @Test
    void aMachineThatDoesNotAnswerGetsAnotherTurnOrFails() throws InterruptedException {
        Set<String> silent = ConcurrentHashMap.newKeySet();
        provider.dead("worker-1");
        Work work = new Work() {
            @Override
            public boolean turn(MachineRecord machine, Shell shell) {
                if (machine.name().equals("worker-2") && count(machine) < 3) {
                    throw new ShellException("no answer");
                }
                return true;
            }

            @Override
            public void noAnswer(MachineRecord machine, ShellException e) {
                silent.add(machine.name());
                if (!machine.name().equals("worker-2")) {
                    throw e;
                }
            }
        };
        List<Outcome<Void>> outcomes = outcomes(work);
        assertThat(silent).containsExactlyInAnyOrder("worker-1", "worker-2");
        assertThat(outcomes.stream().filter(Outcome::failed))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.failure()).hasMessage("worker-1 is dead"));
        assertThat(provider.closed).contains("worker-2");
    }

    @Test
    void anInterruptEndsTheTurns() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        CountDownLatch interrupted = new CountDownLatch(1);
        Work work = new Work() {
            @Override
            public boolean turn(MachineRecord machine, Shell shell) throws InterruptedException {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
                return true;
            }
        };
        Thread interrupter = new Thread(() -> {
            try {
                begun.await();
                caller.interrupt();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        interrupter.start();
        assertThatThrownBy(() -> outcomes(work)).isInstanceOf(InterruptedException.class);
        interrupter.join();
        interrupted.await();
    }

    @Test
    void anErrorInATurnEndsThemAll() {
        Error error = new AssertionError("broken");
        Work work = new Work() {
            @Override
            public boolean turn(MachineRecord machine, Shell shell) {
                throw error;
            }
        };
        assertThatThrownBy(() -> outcomes(work))
                .isInstanceOf(IllegalStateException.class)
                .hasCause(error);
    }

    @Test
    void machinesThatAreAddedLaterHaveTurnsWhileOthersWait() throws InterruptedException {
        CountDownLatch laterOnesAreDone = new CountDownLatch(WORKERS);
        Work work = new Work() {
            @Override
            public boolean turn(MachineRecord machine, Shell shell) {
                laterOnesAreDone.countDown();
                return !machine.name().equals("master") || laterOnesAreDone.getCount() == 0;
            }
        };
        try (FleetTurns turns = fleet.inTurns(swarm, work)) {
            turns.add(List.of(swarm.master().orElseThrow()));
            turns.add(swarm.machines(Role.WORKER));
            assertThat(turns.finish()).hasSize(WORKERS + 1).noneMatch(Outcome::failed);
        }
    }

    @Test
    void aMachineThatIsRemovedHasNoOutcome() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Work work = new Work() {
            @Override
            public boolean turn(MachineRecord machine, Shell shell) throws InterruptedException {
                if (machine.name().equals("master")) {
                    begun.countDown();
                    new CountDownLatch(1).await();
                }
                return true;
            }
        };
        try (FleetTurns turns = fleet.inTurns(swarm, work)) {
            turns.add(swarm.machines());
            begun.await();
            turns.remove(swarm.master().orElseThrow());
            assertThat(turns.finish()).hasSize(WORKERS).noneMatch(Outcome::failed);
        }
    }
}
