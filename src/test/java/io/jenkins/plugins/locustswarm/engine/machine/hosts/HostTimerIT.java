package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.LoopbackMachine;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a host stays locked when its date is wrong, is corrected, or the host is restarted. */
class HostTimerIT extends HostsTest {

    private RecordKeeper anns;
    private HostsProvider annsProvider;
    private LoopbackMachine host;

    @BeforeEach
    void lockAHostForAnHour() throws InterruptedException {
        start(1);
        host = machines.get(0);
        anns = keeper("load", "ann", 0, 0);
        annsProvider = provider();
        annsProvider.create(anns, progress());
    }

    /** The lock as it is after the date was moved by so many seconds: it ends at another date. */
    private void dateMoves(long seconds) {
        host.exec("sed -i \"5s/.*/$(($(date +%s) + 3600 - " + seconds + "))/\" /var/lib/locust-swarm/lock");
    }

    /** The lock as it is after a restart of the host, which ends every process. */
    private void restart() throws InterruptedException {
        host.exec("sed -i '6s/.*/another-boot/' /var/lib/locust-swarm/lock; pkill -f timer.sh");
        await(() -> !timerRuns() && !isLocked("/var/lib/locust-swarm/timer"));
    }

    /** A process that has just been killed may hold its locks for a moment. */
    private boolean isLocked(String file) {
        return !host.exec("flock -n " + file + " true").succeeded();
    }

    private boolean timerRuns() {
        return host.exec("pgrep -f timer.sh").succeeded();
    }

    private String lock() {
        return host.exec("cat /var/lib/locust-swarm/lock 2>/dev/null").out();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofMinutes(2));
        while (!condition.getAsBoolean()) {
            assertThat(deadline.passed()).as("in time").isFalse();
            deadline.pause(Duration.ofMillis(100));
        }
    }

    private void refusedToBobUntil(Instant from, Instant to) {
        RecordKeeper bobs = keeper("load", "bob", 0, 0);
        assertThatThrownBy(() -> provider().create(bobs, progress()))
                .isInstanceOf(BringUpException.class)
                .hasMessageContaining("is in use by the swarm load of ann")
                .satisfies(refused -> {
                    String until = refused.getMessage().replaceAll("(?s).* until (\\S+Z) at the latest.*", "$1");
                    assertThat(Instant.parse(until)).isBetween(from, to);
                });
    }

    @Test
    void aHostWhoseDateIsSetForwardByYearsStaysLocked() throws InterruptedException {
        dateMoves(300_000_000L);
        refusedToBobUntil(Instant.now().plusSeconds(3400), Instant.now().plusSeconds(3700));
        annsProvider.extendLease(anns, Instant.now().plus(Duration.ofHours(2)));
        assertThat(lock()).startsWith("controller of ann\nload\nann\n");
    }

    @Test
    void aHostWhoseDateIsSetBackByYearsIsLockedForNoLonger() {
        dateMoves(-300_000_000L);
        refusedToBobUntil(Instant.now().plusSeconds(3400), Instant.now().plusSeconds(3700));
    }

    @Test
    void afterARestartTheDateDecidesWhetherTheLeaseIsOver() throws InterruptedException {
        restart();
        refusedToBobUntil(Instant.now().plusSeconds(3400), Instant.now().plusSeconds(3700));
        dateMoves(7200);
        RecordKeeper bobs = keeper("load", "bob", 0, 0);
        provider().create(bobs, progress());
        assertThat(lock()).startsWith("controller of bob\n");
    }

    @Test
    void aHostThatRestartsWithADateOfLongAgoIsLockedForNoLonger() throws InterruptedException {
        restart();
        dateMoves(-300_000_000L);
        refusedToBobUntil(Instant.now().plusSeconds(3400), Instant.now().plusSeconds(3700));
    }

    @Test
    void anExtensionAfterARestartStartsTheHostsTimerAgain() throws InterruptedException {
        restart();
        annsProvider.extendLease(anns, Instant.now().plus(Duration.ofHours(2)));
        await(this::timerRuns);
        refusedToBobUntil(Instant.now().plusSeconds(7000), Instant.now().plusSeconds(7300));
    }

    @Test
    void aLockOfAnEarlierVersionCountsByItsDate() {
        host.exec("sed -i '6,$d' /var/lib/locust-swarm/lock");
        refusedToBobUntil(Instant.now().plusSeconds(3400), Instant.now().plusSeconds(3700));
    }
}
