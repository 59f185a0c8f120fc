package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.LoopbackMachine;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What happens to a host whose lease ends, and how a lease is extended. */
class HostLeaseIT extends HostsTest {

    @Test
    void aHostWhoseLeaseIsOverIsTakenOverAndItsProcessesEnd() throws Exception {
        start(1);
        RecordKeeper anns = keeper("stale", "ann", 0, 0);
        HostsProvider annsProvider = provider();
        annsProvider.create(anns, progress());
        run(annsProvider, anns, "cd \"$1\"; setsid sleep 7003 </dev/null >/dev/null 2>&1 &");
        machines.get(0).exec("pkill -f timer.sh"); // as after a restart of the host
        leaseEnds(machines.get(0), -1);
        RecordKeeper bobs = keeper("fresh", "bob", 0, 0);
        provider().create(bobs, progress());
        assertThat(lock(machines.get(0))).startsWith("controller of bob\nfresh\nbob\n");
        assertThat(machines.get(0)
                        .exec("pgrep -af 'sleep 7003'; ls /home/load/.locust-swarm/swarms")
                        .out())
                .isEqualTo("fresh\n");

        assertThatThrownBy(() -> annsProvider.extendLease(anns, Instant.now().plusSeconds(9999)))
                .isInstanceOf(BringUpException.class)
                .hasMessageContaining("is no longer locked for the swarm stale: the lease has ended.");
        annsProvider.destroy(anns, ALL, progress());
        assertThat(lock(machines.get(0))).contains("bob");
    }

    @Test
    void aHostWhoseControllerIsGoneCleansUpByItselfWhenTheLeaseEnds() throws Exception {
        RecordKeeper keeper = leftAtWork(7004);
        leaseEnds(machines.get(0), 2);
        awaitUnlocked(machines.get(0));
        assertThat(machines.get(0)
                        .exec("pgrep -af 'sleep 7004|timer.sh'; ls -A /home/load/.locust-swarm")
                        .out())
                .isEmpty();
        provider().destroy(keeper, ALL, progress());
    }

    @Test
    void aLeaseThatWasExtendedAtTheLastMomentIsKeptAndEndsInItsTurn() throws Exception {
        leftAtWork(7006);
        // whoever extends it has the turn for which the timer waits: its lease was over a moment ago
        assertThat(machines.get(0).exec("""
                        end_in() { sed -i "7s/.*/$(($(cut -d. -f1 /proc/uptime) + $1))/" lock; }
                        cd /var/lib/locust-swarm
                        exec 9>guard
                        flock 9
                        end_in 1
                        for ((i = 0; i < 300; i++)); do pgrep -fx 'flock 9' && break; sleep 0.1; done
                        end_in 600
                        exec 9>&-
                        for ((i = 0; i < 300; i++)); do pgrep -fx 'flock 9' || break; sleep 0.1; done
                        pgrep -fx 'sleep 7006' && pgrep -f timer.sh
                        """)).matches(ShellResult::succeeded, "what works there and the timer go on");
        assertThat(lock(machines.get(0))).isNotEmpty();

        leaseEnds(machines.get(0), 1);
        awaitUnlocked(machines.get(0));
        assertThat(machines.get(0).exec("pgrep -af 'sleep 7006|timer.sh'").out())
                .isEmpty();
    }

    @Test
    void aLeaseThatEndsLeavesAloneTheSameSwarmThatHasLockedTheHostWithoutSudoMeanwhile() throws Exception {
        start(1);
        RecordKeeper keeper = keeper("load", "ann", 0, 0);
        provider().create(keeper, progress());
        HostsProvider withoutSudo = provider(settings().sudo(false).build());
        withoutSudo.create(keeper, progress());
        run(withoutSudo, keeper, "cd \"$1\"; setsid sleep 7013 </dev/null >/dev/null 2>&1 &");
        leaseEnds(machines.get(0), 1);
        assertThat(machines.get(0).exec("""
                        for ((i = 0; i < 600; i++)); do [[ -e /var/lib/locust-swarm/lock ]] || break; sleep 0.1; done
                        [[ ! -e /var/lib/locust-swarm/lock ]] && pgrep -fx 'sleep 7013'
                        """)).matches(ShellResult::succeeded, "what works there goes on");
    }

    @Test
    void aLeaseCanBeExtendedButNotCutShort() throws Exception {
        start(1);
        RecordKeeper keeper = keeper("load", "ann", 0, 0);
        HostsProvider provider = provider();
        provider.create(keeper, progress());
        Instant later = Instant.now().plus(Duration.ofHours(5));
        provider.extendLease(keeper, later);
        assertThat(leaseEnd(machines.get(0))).isBetween(later.minusSeconds(5), later.plusSeconds(5));
        assertThat(keeper.get().leaseEnds()).isEqualTo(later);
        provider.extendLease(keeper, Instant.now());
        assertThat(leaseEnd(machines.get(0))).isBetween(later.minusSeconds(5), later.plusSeconds(5));
    }

    @Test
    void aLeaseThatIsLongEnoughIsExtendedWithoutAConnection() throws Exception {
        start(1);
        RecordKeeper keeper = keeper("load", "ann", 0, 0);
        HostsProvider provider = provider();
        provider.create(keeper, progress());
        machines.get(0).kill();
        provider.extendLease(keeper, Instant.now());
    }

    @Test
    void aLeaseThatCouldNotBeExtendedStaysInTheRecordSoThatItIsTriedAgain() throws Exception {
        start(1);
        RecordKeeper keeper = keeper("load", "ann", 0, 0);
        HostsProvider provider = provider();
        provider.create(keeper, progress());
        Instant before = keeper.get().leaseEnds();
        machines.get(0).kill();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> provider.extendLease(keeper, Instant.now().plus(Duration.ofHours(5))))
                    .isInstanceOf(BringUpException.class);
            assertThat(keeper.get().leaseEnds()).isEqualTo(before);
        }
    }

    /** A host that is locked for a swarm, where something sleeps for that many seconds, and a controller that is gone. */
    private RecordKeeper leftAtWork(int seconds) throws Exception {
        start(1);
        RecordKeeper keeper = keeper("load", "ann", 0, 0);
        HostsProvider provider = provider();
        provider.create(keeper, progress());
        run(provider, keeper, "cd \"$1\"; setsid sleep " + seconds + " </dev/null >/dev/null 2>&1 &");
        provider.close();
        return keeper;
    }

    /** Unlocked, and the timer that did it has ended. */
    private static void awaitUnlocked(LoopbackMachine host) throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofMinutes(2));
        while (!(lock(host) + host.exec("pgrep -f timer.sh").out()).isEmpty() && !deadline.passed()) {
            deadline.pause(Duration.ofMillis(200));
        }
    }

    private static Instant leaseEnd(LoopbackMachine host) {
        return Instant.ofEpochSecond(
                Long.parseLong(lock(host).lines().skip(4).findFirst().orElseThrow()));
    }

    private static void leaseEnds(LoopbackMachine host, int secondsFromNow) {
        host.exec("sed -i \"7s/.*/$(($(cut -d. -f1 /proc/uptime) + " + secondsFromNow
                + "))/\" /var/lib/locust-swarm/lock");
    }
}
