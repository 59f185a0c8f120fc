package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.HostTrust;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host is locked for one swarm at a time. */
class HostLockIT extends HostsTest {

    private static final String SWARMS = "/home/load/.locust-swarm/swarms";

    @Test
    void aHostThatIsInUseIsRefusedAndItsOwnerIsNamed() throws Exception {
        start(2);
        provider().create(keeper("load", "ann", 1, 1), progress());
        RecordKeeper bobs = keeper("load", "bob", 1, 1);
        HostsProvider provider = provider();
        String address = machines.get(0).address();
        assertThatThrownBy(() -> provider.create(bobs, progress()))
                .isInstanceOf(BringUpException.class)
                .hasMessageStartingWith("2 hosts cannot be used. master (" + address
                        + ") is in use by the swarm load of ann (controller controller of ann) until ")
                .hasMessageContaining(
                        "Z at the latest. Wait, ask the owner to take that swarm down, or use another host.");
        assertThat(bobs.get().machines())
                .allSatisfy(machine -> assertThat(machine.address()).isNull());
        provider.destroy(bobs, ALL, progress());
        assertThat(machines).allSatisfy(host -> assertThat(lock(host)).contains("ann"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHostIsAlsoInUseForASwarmThatDiffersInItsUseOfSudo(boolean sudo) throws Exception {
        start(1);
        RecordKeeper anns = keeper("first", "ann", 0, 0);
        provider(settings().sudo(sudo).build()).create(anns, progress());
        work(7011);
        RecordKeeper bobs = keeper("second", "bob", 0, 0);
        HostsProvider other = provider(settings().sudo(!sudo).build());
        assertThatThrownBy(() -> other.create(bobs, progress()))
                .isInstanceOf(BringUpException.class)
                .hasMessageContaining(" is in use by the swarm first of ann (controller controller of ann) until ");
        other.destroy(bobs, ALL, progress());
        assertThat(works(7011))
                .as("neither the refusal nor the teardown ends it")
                .isTrue();

        provider(settings().sudo(sudo).build()).destroy(anns, ALL, progress());
        assertThat(works(7011)).isFalse();
        other.create(bobs, progress());
        other.destroy(bobs, ALL, progress());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSwarmWhoseLockHasEndedLeavesAloneTheOneThatDiffersInItsUseOfSudo(boolean sudo) throws Exception {
        start(1);
        RecordKeeper anns = keeper("first", "ann", 0, 0);
        HostsProvider provider = provider(settings().sudo(sudo).build());
        provider.create(anns, progress());
        machines.get(0).exec("pkill -f timer.sh; sed -i '5s/.*/0/; 6s/.*/earlier boot/' " + lockFile(sudo));
        RecordKeeper bobs = keeper("second", "bob", 0, 0);
        HostsProvider other = provider(settings().sudo(!sudo).build());
        other.create(bobs, progress());
        work(7012);

        HostsProvider later = provider(settings().sudo(sudo).build());
        assertThatThrownBy(() -> later.extendLease(anns, Instant.now().plus(Duration.ofHours(5))))
                .hasMessageContaining("is no longer locked for the swarm first: the lease has ended.");
        assertThatThrownBy(() -> later.create(anns, progress())).hasMessageContaining("in use by the swarm second");
        later.destroy(anns, ALL, progress());
        assertThat(works(7012)).isTrue();
        assertThat(machines.get(0).exec("cat " + lockFile(!sudo)).out()).contains("second");
    }

    private static String lockFile(boolean sudo) {
        return (sudo ? "/var/lib/locust-swarm" : "/home/load/.locust-swarm") + "/lock";
    }

    /** Lets something sleep for that many seconds in the folder of the swarms. */
    private void work(int seconds) {
        machines.get(0)
                .exec("cd " + SWARMS + "/*; setsid sudo -u load sleep " + seconds + " </dev/null >/dev/null 2>&1 &");
    }

    private boolean works(int seconds) {
        return machines.get(0).exec("pgrep -fx 'sleep " + seconds + "'").succeeded();
    }

    @Test
    void onlyOneOfManySwarmsThatLockAHostAtOnceGetsIt() throws Exception {
        start(1);
        List<CompletableFuture<Boolean>> wanting = Stream.of("ann", "bob", "cid", "dan", "eve", "fay")
                .map(owner -> CompletableFuture.supplyAsync(() -> {
                    try {
                        provider().create(keeper("load", owner, 0, 0), progress());
                        return true;
                    } catch (BringUpException e) {
                        assertThat(e).hasMessageContaining("is in use by the swarm load of ");
                        return false;
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList();
        assertThat(wanting.stream().map(CompletableFuture::join)).containsOnlyOnce(true);
    }

    /** As when the login user's part of the command is killed while it sends the commands of root. */
    @Test
    void rootRunsNoCommandsOfWhichOnlyTheBeginningArrives() throws Exception {
        start(1);
        machines.get(0)
                .exec("printf '#!/bin/sh\\nhead -c -1 | /usr/bin/sudo \"$@\"\\n' >/usr/local/bin/sudo;"
                        + " chmod 755 /usr/local/bin/sudo");
        RecordKeeper keeper = keeper("load", "ann", 0, 0);
        HostsProvider provider = provider();
        assertThatThrownBy(() -> provider.create(keeper, progress()))
                .isInstanceOf(BringUpException.class)
                .hasMessageContaining("could not be locked for the swarm");
        assertThat(lock(machines.get(0))).isEmpty();
        machines.get(0).exec("rm /usr/local/bin/sudo");
        provider.create(keeper, progress());
    }

    @Test
    void aSwarmTakesItsOwnLockAgainAlsoFromAnotherProcess() throws Exception {
        start(2);
        RecordKeeper keeper = keeper("load", "ann", 1, 1);
        provider().create(keeper, progress());
        try (Shell shell =
                provider().connect(keeper.get(), keeper.get().machines().get(1))) {
            shell.run(Script.of("echo kept > \"$1/note\"")
                    .arguments(keeper.get().machines().get(1).folder()));
        }
        provider().create(keeper, progress());
        assertThat(machines.get(1)
                        .exec("cat /home/load/.locust-swarm/swarms/load/note")
                        .out())
                .isEqualTo("kept\n");
        // a timer that looks around has children of its own name for a moment; a second timer would stay
        assertThat(machines.get(1)
                        .exec(
                                "for ((i = 0; i < 100; i++)); do [[ $(pgrep -fc timer.sh) != 1 ]] || exit 0; sleep 0.1; done;"
                                        + " pgrep -fa timer.sh; exit 1"))
                .satisfies(
                        timers -> assertThat(timers.exitCode()).as(timers.out()).isZero());
    }

    @Test
    void twoHostsThatAreOneMachineUnderTwoNamesAreRefusedAtOnce() throws Exception {
        start(1);
        String name = machines.get(0).address();
        String otherName = "::ffff:" + name;
        HostsSettings.Builder twice = settings()
                .slaves(List.of(otherName))
                .trust(() -> HostTrust.pinned(List.of(machines.get(0).fingerprint())));
        RecordKeeper keeper = keeper("load", "ann", 1, 0);
        HostsProvider provider = provider(twice.build());

        assertThatThrownBy(() -> provider.create(keeper, progress()))
                .isInstanceOf(BringUpException.class)
                .hasMessageContaining("is the same machine as")
                .hasMessageContaining("(" + name + ")")
                .hasMessageContaining("(" + otherName + ")")
                .hasMessageEndingWith("List each machine once in the settings of the hosts.");

        assertThat(keeper.get().machines())
                .as("who gave up the second name cannot unlock the machine")
                .extracting(MachineRecord::id)
                .containsOnlyOnce((String) null);
        provider.destroy(keeper, ALL, progress());
        assertThat(lock(machines.get(0))).isEmpty();
    }

    @Test
    void aLockIsTakenAgainUnderAnotherNameOfTheMachine() throws Exception {
        start(1);
        provider().create(keeper("load", "ann", 0, 0), progress());

        RecordKeeper again = keeper("load", "ann", 0, 0); // whose record of before was lost
        provider(settings()
                        .master("::ffff:" + machines.get(0).address())
                        .trust(() -> HostTrust.pinned(List.of(machines.get(0).fingerprint())))
                        .build())
                .create(again, progress());

        assertThat(again.get().master().orElseThrow().folder()).isEqualTo("/home/load/.locust-swarm/swarms/load");
        assertThat(lock(machines.get(0))).endsWith("\n::ffff:" + machines.get(0).address() + "\n");
    }
}
