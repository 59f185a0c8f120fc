package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.VenvOfTests;
import io.jenkins.plugins.locustswarm.cli.fixture.WellRun;
import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import io.jenkins.plugins.locustswarm.engine.fixture.LoopbackMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.SshKeys;
import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people type, with quotes, spaces, command substitutions, line feeds and leading dashes in it: it arrives as it is
 * or is refused in a sentence, and is never executed.
 */
class HostileInputIT {

    private static final String MARK = "mark-" + ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);

    /** Without a slash, so that it can be a file's name: executed, it makes a file in the home folder. */
    private static final String TOUCH = "cd;touch " + MARK;

    private static final String HOSTILE = "-o' \"$(" + TOUCH + ")`" + TOUCH + "`;" + TOUCH + ";# ${HOME} %s \\x";

    /** The same in the characters that a URL may have. */
    private static final String HOST = "http://127.0.0.1:1/$(cd;touch$IFS$9" + MARK + ")';cd;touch$IFS$9" + MARK + ";*";

    private static final String VALUE = HOSTILE + "\n$(" + TOUCH + ")\n" + TOUCH + "\n\n";

    /** Its one user makes no requests, but reports what reached it as the name of one. */
    private static final String LOCUSTFILE = """
            import os
            from locust import User, constant, tag, task


            class Visitor(User):
                wait_time = constant(0.2)

                @tag(os.environ["HOSTILE"].strip().splitlines()[1])
                @task
                def report(self):
                    names = ["HOSTILE", "RUN", "RUN_TIME", "LOG", "name", "variables", "LOCUST_OF_MINE"]
                    self.environment.events.request.fire(
                        request_type="GET", name="|".join([self.host] + [os.environ[name] for name in names]),
                        response_time=1, response_length=1, exception=None, context={})
            """;

    @TempDir
    private Path folder;

    private CommandLab lab;
    private LoopbackMachine machine;

    @BeforeEach
    void makeLab() throws Exception {
        // the home, the results and the bootstrap directory are in it
        Path hostile = Files.createDirectory(folder.resolve(HOSTILE));
        lab = new CommandLab(hostile)
                .venv(LocustVenv.current())
                .bootstrap()
                .write("bootstrap/" + HOSTILE + ".py", LOCUSTFILE)
                .write("bootstrap/" + HOSTILE + "/ x", "");
    }

    @AfterEach
    void endMachine() throws Exception {
        if (machine != null) {
            machine.close();
        }
        Files.deleteIfExists(mark());
    }

    private static Path mark() {
        return Path.of(System.getenv("HOME"), MARK);
    }

    private List<String> test(String... more) {
        List<String> words = new ArrayList<>(
                List.of("test", "-s", "1", "-u", "1", "-t", "5", "-H", HOST, "-f", "./" + HOSTILE + ".py", "-e"));
        words.addAll(List.of("HOSTILE=" + VALUE, "-e", "RUN=ours", "-e", "RUN_TIME=ours", "-e", "LOG=ours", "-e"));
        words.addAll(List.of("name=ours", "-e", "variables=ours", "-e", "LOCUST_OF_MINE=ours"));
        words.addAll(List.of("-o", "./" + HOSTILE, "--gate", "GET " + HOSTILE + " p95 < 1"));
        words.addAll(List.of(more));
        words.addAll(List.of("--", "--tags", "$(" + TOUCH + ")"));
        return words;
    }

    private void assertArrived(CommandLab.Result result) {
        assertThat(result.code()).as(result.err() + result.out()).isEqualTo(1);
        RunSummary summary = SummaryJson.readFrom(lab.folder().resolve(HOSTILE));
        assertThat(summary.names())
                .extracting(NameStats::name)
                .containsExactly(HOST + "|" + VALUE + "|ours|ours|ours|ours|ours|ours");
        assertThat(WellRun.findings(summary)).isEmpty();
        assertThat(summary.gates()).singleElement().satisfies(gate -> {
            assertThat(gate.passed()).isFalse();
            assertThat(gate.gate()).contains(HOSTILE);
        });
        assertThat(mark()).doesNotExist();
        assertThat(lab.processes()).isEmpty();
        assertThat(lab.swarms()).isEmpty();
    }

    @Test
    void anExecutedMarkWouldBeFound() throws Exception {
        new LocalShell("here").run(Script.of("(" + TOUCH + ")"));
        assertThat(mark()).exists();
    }

    @Test
    void onThisMachineEverythingArrivesAsItIs() {
        assertArrived(lab.run(test().toArray(String[]::new)));
    }

    @Test
    void overSshEverythingArrivesAsItIs() throws Exception {
        LoopbackMachine.assumePossible();
        SshKeys.Pair key = SshKeys.ed25519(folder);
        machine = LoopbackMachine.machine()
                .user("load")
                .authorizedKey(key.publicLine())
                .show(VenvOfTests.real(), VenvOfTests.SEEN)
                .start();
        LoopbackMachine second = LoopbackMachine.machine()
                .user("load")
                .authorizedKey(key.publicLine())
                .show(VenvOfTests.real(), VenvOfTests.SEEN)
                .start();
        try (second) {
            lab.bootstrapScript(VenvOfTests.BOOTSTRAP)
                    .write(
                            "hosts.cfg",
                            "[swarm]\nprovider = hosts\n[hosts]\nmaster = " + machine.address() + "\nslaves = "
                                    + second.address() + "\nuser = load\nkey = " + key.file() + "\nfingerprints = "
                                    + machine.fingerprint() + ", " + second.fingerprint() + "\nfolder = it's \"$("
                                    + TOUCH + ")\"\n");
            assertArrived(lab.run(test("-c", "hosts.cfg").toArray(String[]::new)));
            for (LoopbackMachine one : List.of(machine, second)) {
                assertThat(one.exec("find /root /home /tmp /opt -name " + MARK).out())
                        .isEmpty();
                assertThat(one.exec("pgrep -af 'locust|bootstrap'").out()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[swarm]\nname = %s",
                "[swarm]\nprovider = %s",
                "[swarm]\nbootstrap = %s",
                "[swarm]\nlease = %s",
                "[swarm]\nprovider = hosts\n[hosts]\nmaster = %s",
                "[swarm]\nprovider = hosts\n[hosts]\nmaster = a\nslaves = %s",
                "[swarm]\nprovider = hosts\n[hosts]\nmaster = a\nslaves = b\nmaster_address = %s",
                "[swarm]\nprovider = hosts\n[hosts]\nmaster = a\nslaves = b\nuser = %s",
                "[swarm]\nprovider = hosts\n[hosts]\nmaster = 127.0.0.1:1\nslaves = 127.0.0.1:1\nkey = %s",
                "[swarm]\nprovider = ec2\n[aws]\naws_region = %s",
                "[aws]\nami_id = %s",
                "[aws]\nami_instance_type = %s",
                "[aws]\naws_key_name = %s",
                "[aws]\nrole_arn = %s",
                "[aws]\nendpoint_url = %s",
                "[aws]\nproxy = %s",
                "[aws]\nsubnet_ids = %s",
                "[aws]\nallowed_cidr = %s",
                "[aws]\ninstance_profile = %s",
                "[aws]\nroot_device = %s",
                "[aws]\nami_id = ami-0123456789abcdef0\n[fabric]\nuser = %s",
            })
    void aSettingThatCannotBeIsRefusedInASentence(String configuration) {
        lab.write("hostile.cfg", configuration.formatted("-oProxyCommand='$(" + TOUCH + ")'\"`" + TOUCH + "`") + "\n");
        CommandLab.Result result =
                lab.run("test", "-c", "hostile.cfg", "-s", "1", "-f", "signups.py", "-H", "http://127.0.0.1:1");
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).startsWith("locust-swarm: ").doesNotContain("Exception", "\tat ");
        assertThat(result.err().lines()).hasSize(1);
        assertThat(mark()).doesNotExist();
        assertThat(lab.swarms()).isEmpty();
    }
}
