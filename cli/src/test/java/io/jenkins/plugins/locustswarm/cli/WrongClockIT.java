package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab.Locust;
import io.jenkins.plugins.locustswarm.cli.fixture.VenvOfTests;
import io.jenkins.plugins.locustswarm.engine.fixture.LoopbackMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.SshKeys;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A slave whose clock is 30 s ahead, with real Locusts and real SSH servers. Machines on one computer share its clock, so
 * stand-ins shift it on that slave: a {@code date} for the scripts, whose bash lacks EPOCHREALTIME, and {@code time.time} in
 * the process of Locust.
 */
class WrongClockIT {

    private static final String AHEAD = """
            echo 30 >/etc/clock-ahead
            printf '#!/bin/sh\\nexec /usr/bin/date -d "+30 seconds" "$@"\\n' >/usr/local/bin/date
            chmod 755 /usr/local/bin/date
            echo 'unset EPOCHREALTIME' >/home/load/.bashrc # which bash reads if sshd starts it
            """;

    /** Five requests per second of each user. */
    private static final String LOCUSTFILE = """
            import pathlib
            import time

            from locust import HttpUser, constant_throughput, task

            AHEAD = pathlib.Path("/etc/clock-ahead")
            if AHEAD.exists():
                real_time = time.time
                seconds = float(AHEAD.read_text())
                time.time = lambda: real_time() + seconds


            class Reader(HttpUser):
                wait_time = constant_throughput(5)

                @task
                def read(self):
                    self.client.get("/kandus")
            """;

    private static final int SECONDS = 30;

    @Started
    private KanduApi api;

    @NewLab(locust = Locust.ON_MACHINES)
    private CommandLab lab;

    private final List<LoopbackMachine> machines = new ArrayList<>();

    @BeforeEach
    void startMachines() throws Exception {
        LoopbackMachine.assumePossible();
        SshKeys.Pair key = SshKeys.ed25519(lab.folder());
        for (String clock : List.of("", "", AHEAD)) {
            machines.add(LoopbackMachine.machine()
                    .user("load")
                    .authorizedKey(key.publicLine())
                    .show(VenvOfTests.real(), VenvOfTests.SEEN)
                    .beforeSshd(clock)
                    .start());
        }
        lab.write("bootstrap/clock.py", LOCUSTFILE);
        lab.write(
                "hosts.cfg",
                "[swarm]\nprovider = hosts\n\n[hosts]\nmaster = "
                        + machines.get(0).address()
                        + "\nslaves = " + machines.get(1).address() + ", "
                        + machines.get(2).address()
                        + "\nuser = load\nkey = " + key.file() + "\n"
                        + "fingerprints = "
                        + String.join(
                                ", ",
                                machines.stream()
                                        .map(LoopbackMachine::fingerprint)
                                        .toList())
                        + "\n");
    }

    @AfterEach
    void endMachines() {
        machines.forEach(LoopbackMachine::close);
    }

    @Test
    void aSlaveWhoseClockIsAheadIsNamedAndItsLoadIsNotStopped() {
        CommandLab.Result test = lab.run(
                "test",
                "-c",
                "hosts.cfg",
                "-f",
                "clock.py",
                "-H",
                api.baseUrl(),
                "-u",
                "4",
                "-r",
                "4",
                "-t",
                String.valueOf(SECONDS),
                "--stop-when",
                "rps < 13 for 10s after 14s");

        assertThat(test.code()).as(test.err() + test.out()).isEqualTo(1);
        RunSummary summary = SummaryJson.readFrom(lab.path("locust-results"));
        assertThat(summary.stoppedBy()).isNull();
        assertThat(summary.verdict()).isEqualTo(Verdict.UNSTABLE);
        assertThat(summary.health())
                .filteredOn(finding -> finding.kind() == Kind.CLOCKS_DIFFER)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.UNSTABLE);
                    assertThat(finding.sentence())
                            .matches(
                                    "Clocks differ from the master's: worker-2 is (29|30)\\.\\d s ahead\\. Locust merges"
                                            + " the times of all machines: requests per second are up to (49|50|51) % too low,"
                                            + " and .*");
                });
        assertThat(summary.health())
                .filteredOn(finding -> finding.severity() != Severity.NOTE)
                .extracting(HealthFinding::kind)
                .containsExactly(Kind.CLOCKS_DIFFER);
        double real = summary.total().requests() / (double) SECONDS;
        assertThat(summary.total().requestsPerSecond()).as("what is wrong").isBetween(0.4 * real, 0.6 * real);
    }
}
