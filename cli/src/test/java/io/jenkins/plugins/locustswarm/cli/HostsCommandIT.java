package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandProcess;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab.Locust;
import io.jenkins.plugins.locustswarm.cli.fixture.VenvOfTests;
import io.jenkins.plugins.locustswarm.engine.fixture.LoopbackMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.SshKeys;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command with a configuration of machines one has, over real SSH servers. */
class HostsCommandIT {

    @Started
    private KanduApi api;

    @NewLab(locust = Locust.ON_MACHINES)
    private CommandLab lab;

    private final List<LoopbackMachine> machines = new ArrayList<>();

    private SshKeys.Pair key;

    @BeforeEach
    void startMachines() throws Exception {
        LoopbackMachine.assumePossible();
        key = SshKeys.ed25519(lab.folder());
        for (int i = 0; i < 3; i++) {
            machines.add(LoopbackMachine.machine()
                    .user("load")
                    .authorizedKey(key.publicLine())
                    .show(VenvOfTests.real(), VenvOfTests.SEEN)
                    .start());
        }
        lab.write("hosts.cfg", configuration(machines.get(2).fingerprint()));
    }

    private String configuration(String lastFingerprint) {
        return "[swarm]\nprovider = hosts\n\n[hosts]\nmaster = "
                + machines.get(0).address()
                + "\nslaves = " + machines.get(1).address() + ", "
                + machines.get(2).address()
                + "\nuser = load\nkey = " + key.file() + "\nfingerprints = "
                + machines.get(0).fingerprint() + ", "
                + machines.get(1).fingerprint() + ", " + lastFingerprint + "\n";
    }

    @AfterEach
    void endMachines() {
        machines.forEach(LoopbackMachine::close);
    }

    private void assertNothingIsLeft() {
        assertThat(lab.swarms()).isEmpty();
        assertThat(machines)
                .allSatisfy(machine -> assertThat(
                                machine.exec("pgrep -af 'locust|bootstrap'").out())
                        .isEmpty());
    }

    @Test
    void aWholeTestOnAllHostsOfTheConfigurationLeavesNothingRunning() {
        CommandLab.Result test = lab.run(
                "test",
                "-c",
                "hosts.cfg",
                "-f",
                "typical_load.py",
                "-H",
                api.baseUrl(),
                "-u",
                "4",
                "-r",
                "4",
                "-t",
                "5");
        lab.assertWentWell(test);
        assertThat(test.out()).contains("Workers: 2 of 2");
        assertNothingIsLeft();
    }

    @Test
    void ctrlCUnderLoadStopsTheRunOnTheHostsAndKeepsItsResults() throws Exception {
        try (CommandProcess command = lab.start(
                "test",
                "-c",
                "hosts.cfg",
                "-s",
                "1",
                "-f",
                "typical_load.py",
                "-H",
                api.baseUrl(),
                "-u",
                "4",
                "-t",
                "5m")) {
            command.waitUntilItSays("s of 5 min").signal("INT");
            assertThat(command.exitCode()).as(command.err()).isEqualTo(130);
            assertThat(lab.path("locust-results/summary.json")).isRegularFile();
        }
        assertNothingIsLeft();
    }

    @Test
    void aHostWithAnotherKeyThanThePinnedOneIsRefused() {
        lab.write("hosts.cfg", configuration(machines.get(1).fingerprint()));
        CommandLab.Result test =
                lab.run("test", "-c", "hosts.cfg", "-f", "typical_load.py", "-H", api.baseUrl(), "-t", "5");
        assertThat(test.code()).isEqualTo(3);
        assertThat(test.err())
                .contains("presented the host key " + machines.get(2).fingerprint());
    }
}
