package io.jenkins.plugins.locustswarm.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandProcess;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab.Locust;
import io.jenkins.plugins.locustswarm.cli.fixture.ProcessWatch;
import io.jenkins.plugins.locustswarm.cli.fixture.VenvOfTests;
import io.jenkins.plugins.locustswarm.engine.fixture.SshKeys;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.CloudMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets are in no record, log, result, output, exception or process argument. */
class SecretsIT {

    private static final String TOKEN = "token-of-the-host-that-is-loaded-0815";
    private static final String PASSPHRASE = "passphrase-of-the-key-4711";

    private final List<String> secrets =
            new ArrayList<>(List.of(TOKEN, PASSPHRASE, LoopbackCloud.SECRET_KEY, LoopbackCloud.ACCESS_KEY));

    @Started
    private static LoopbackCloud cloud;

    @Started
    private KanduApi api;

    @NewLab(locust = Locust.ON_MACHINES)
    private CommandLab lab;

    @BeforeEach
    void configure() throws InterruptedException {
        cloud.show(VenvOfTests.real(), VenvOfTests.SEEN);
        lab.write("swarm.cfg", cloud.configuration()).variable("TOKEN", TOKEN).variable("LOCUST_SWARM_TRACE", "1");
    }

    private void addPrivateKey(Path file) throws IOException {
        secrets.addAll(Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("---"))
                .filter(line -> line.length() > 40)
                .toList());
    }

    /** Configurations and keys are what secrets are kept in. */
    private void assertNoFileHasASecret() throws IOException {
        Deadline deadline = Deadline.in(Duration.ofMinutes(1));
        while (true) {
            try {
                assertNoFileNowHasASecret();
                return;
            } catch (NoSuchFileException | UncheckedIOException e) { // a file was renamed or deleted meanwhile
                assertThat(deadline.passed()).as("%s", e).isFalse();
            }
        }
    }

    private void assertNoFileNowHasASecret() throws IOException {
        try (Stream<Path> files = Files.walk(lab.folder())) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().matches(".*(\\.cfg|_ed25519|\\.part|/own-key)"))
                    .toList()) {
                assertThat(Files.readString(file, ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secrets);
            }
        }
    }

    private void assertNoProcessHadASecret(ProcessWatch watch) {
        assertThat(watch.seen())
                .anyMatch(line -> line.contains("locust --locustfile") && line.contains(api.baseUrl()))
                .anyMatch(line -> line.contains("-e TOKEN"))
                .allSatisfy(line -> assertThat(line).doesNotContain(secrets));
    }

    /** The secrets go to grep on its input, since the watch sees its arguments. */
    private static void assertNoFileHasASecret(CloudMachine instance, List<String> of) {
        String words = String.join("\n", of);
        assertThat(instance.machine().exec("ls /home/ubuntu/locust-swarm").out())
                .contains("bootstrap");
        assertThat(instance.machine()
                        .exec("grep -rlF -f <(printf '%s' '" + words + "') /home /tmp /root /var/log")
                        .out())
                .isEmpty();
    }

    @Test
    void aTestOnNewMachinesShowsNoSecrets() throws Exception {
        try (ProcessWatch watch = new ProcessWatch();
                CommandProcess test = lab.start(
                        "test",
                        "-c",
                        "swarm.cfg",
                        "-s",
                        "1",
                        "-f",
                        "typical_load.py",
                        "-H",
                        api.baseUrl(),
                        "-u",
                        "2",
                        "-t",
                        "30",
                        "-e",
                        "TOKEN")) {
            test.waitUntilItSays("Bootstrapping");
            Path keys = lab.path("home/swarms").resolve(lab.swarms().get(0));
            for (String key : List.of("client_ed25519", "host_ed25519")) {
                assertThat(Files.getPosixFilePermissions(keys.resolve(key)))
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
            addPrivateKey(keys.resolve("client_ed25519"));
            List<String> strangeToMachines = List.copyOf(secrets);
            addPrivateKey(keys.resolve("host_ed25519"));
            test.waitUntilItSays("s of 30 s");
            assertNoFileHasASecret();
            cloud.launched().forEach(machine -> assertNoFileHasASecret(machine, strangeToMachines));
            lab.assertWentWell(test.result());
            assertNoProcessHadASecret(watch);
        }
        assertNoFileHasASecret();
    }

    @Test
    void failuresWithAStackTraceShowNoSecrets() throws Exception {
        SshKeys.Pair key = SshKeys.make(lab.folder(), "own-key", PASSPHRASE, "-t", "ed25519");
        addPrivateKey(key.file());
        cloud.importKeyPair("mine", key.publicLine());
        String own = cloud.configuration()
                .replace("[fabric]", "aws_key_name = mine\n[fabric]\nkey_filename = " + key.file());
        lab.write("swarm.cfg", own + "key_passphrase = " + PASSPHRASE + "\n");
        lab.write("wrong.cfg", own + "key_passphrase = " + PASSPHRASE.toUpperCase() + "\n");
        secrets.add(PASSPHRASE.toUpperCase());

        assertFails("wrong.cfg", "passphrase");
        cloud.faults().fail("RunInstances", 1, 403, "UnauthorizedOperation");
        assertFails("swarm.cfg", "UnauthorizedOperation");
        cloud.faults().fail("ImportKeyPair", 1, 403, "SignatureDoesNotMatch");
        cloud.faults().fail("CreateSecurityGroup", 1, 403, "SignatureDoesNotMatch");
        assertFails("swarm.cfg", "SignatureDoesNotMatch");
        lab.bootstrapScript("echo broken; exit 3");
        assertFails("swarm.cfg", "broken");
        assertThat(cloud.left()).containsExactly("mine"); // the user's own key pair
    }

    private void assertFails(String configuration, String words) throws IOException {
        CommandLab.Result result = lab.run(
                "test",
                "-c",
                configuration,
                "-s",
                "1",
                "-f",
                "signups.py",
                "-H",
                api.baseUrl(),
                "-t",
                "4",
                "-e",
                "TOKEN");
        assertThat(result.code()).isPositive();
        assertThat(result.err() + result.out())
                .contains(words)
                .contains(" at io.jenkins")
                .doesNotContain(secrets);
        assertNoFileHasASecret();
    }
}
