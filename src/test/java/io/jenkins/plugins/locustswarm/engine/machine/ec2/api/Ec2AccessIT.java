package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.SshKeys;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.ApiCall;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.CloudSwarm;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.DiscoveredSwarm;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Reaper;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.Ed25519Key;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.SwarmKeys;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.UntrustedHostException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** Who we are for AWS and for the machines, and that no secret gets anywhere. */
class Ec2AccessIT {

    @Started
    private static LoopbackCloud cloud;

    @TempDir
    private Path folder;

    private List<DiscoveredSwarm> list(Ec2Access access) throws InterruptedException {
        try (Ec2Reaper reaper = new Ec2Reaper(cloud.settings().build(), access)) {
            return reaper.list(Instant.now());
        }
    }

    @Test
    void credentialsAreAskedForAtEveryCallSoThatExpiredOnesAreReplaced() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        list(Ec2Access.of(
                () -> AwsBasicCredentials.create("AKIAROTATING" + asked.incrementAndGet(), LoopbackCloud.SECRET_KEY)));
        assertThat(cloud.calls()).hasSize(3).extracting(ApiCall::accessKey).doesNotHaveDuplicates();
    }

    @Test
    void aRoleIsAssumedOnceAndThenUsed() throws InterruptedException {
        list(cloud.access().withRole("arn:aws:iam::123456789012:role/load-tests"));
        assertThat(cloud.calls()).hasSize(4);
        assertThat(cloud.calls().get(0).action()).isEqualTo("AssumeRole");
        assertThat(cloud.calls().get(0).accessKey()).isEqualTo(LoopbackCloud.ACCESS_KEY);
        assertThat(cloud.calls().subList(1, 4))
                .allSatisfy(call -> assertThat(call.accessKey()).startsWith("ASIA"));
    }

    @Test
    void aRoleThatMayNotBeAssumedIsAnErrorAndNothingElseIsTried() {
        cloud.faults().fail("AssumeRole", 1000, 403, "AccessDenied");
        assertThatThrownBy(() -> list(cloud.access().withRole("arn:aws:iam::123456789012:role/load-tests")))
                .isInstanceOf(BringUpException.class)
                .hasMessageContaining("Sts in region us-east-1 could not describe instances")
                .hasMessageContaining("(AccessDenied)");
        assertThat(cloud.calls()).extracting(ApiCall::action).containsOnly("AssumeRole");
    }

    @Test
    void credentialsThatAreRefusedAreAnErrorThatSaysWhatToCheck() {
        cloud.faults().fail("*", 1, 401, "AuthFailure");
        assertThatThrownBy(() -> list(cloud.access()))
                .isInstanceOf(BringUpException.class)
                .hasMessageContaining("Check the access key and the secret key (access_key_id, secret_access_key).");
    }

    @Test
    void aProviderWithoutCredentialsIsAnErrorAndNotAnotherIdentity() {
        assertThatThrownBy(() -> list(Ec2Access.of(() -> {
                    throw new IllegalStateException("no credentials with the id aws-load");
                })))
                .hasMessageContaining("no credentials with the id aws-load");
        assertThat(cloud.calls()).isEmpty();
    }

    @Test
    void aKeyPairOfTheUsersOwnLogsInAndIsNotDeleted() throws InterruptedException {
        SshKeys.Pair own = SshKeys.ed25519(folder);
        cloud.importKeyPair("my-key", own.publicLine());
        Ec2Settings settings = cloud.settings().keyName("my-key").build();
        SshKey key = SshKey.read(own.file(), null);
        try (CloudSwarm swarm = CloudSwarm.withKey(cloud, folder.resolve("swarms"), settings, key)) {
            swarm.create();
            assertThat(swarm.run("master", "cat ~/.ssh/authorized_keys").out().strip())
                    .isEqualTo(own.publicLine());
            swarm.destroy();
        }
        assertThat(cloud.left()).containsExactly("my-key");
        assertThat(cloud.calls()).extracting(ApiCall::action).doesNotContain("ImportKeyPair", "DeleteKeyPair");
    }

    @Test
    void aKeyNameWithoutAKeyFileIsRefused() {
        Ec2Settings settings = cloud.settings().keyName("my-key").build();
        assertThatThrownBy(() -> CloudSwarm.withKey(cloud, folder, settings, null))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("belong together");
    }

    @Test
    void aMachineWithAnotherHostKeyIsNotTrusted() throws InterruptedException {
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 0).create()) {
            swarm.keeper()
                    .update(record -> record.withMachine(
                            "master",
                            machine -> machine.withAddresses(
                                    machine.address(),
                                    machine.masterAddress(),
                                    Ed25519Key.make().fingerprint())));
            assertThatThrownBy(() -> swarm.run("master", "true")).isInstanceOf(UntrustedHostException.class);
            swarm.destroy();
        }
    }

    @Test
    void withoutItsKeysASwarmCanStillBeTakenDown() throws InterruptedException {
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 0).create()) {
            swarm.vault().delete("load");
            assertThatThrownBy(() -> swarm.run("master", "true"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("The private keys of swarm load are not on this computer");
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void noSecretIsInARecordALineOrATag() throws InterruptedException, IOException {
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 1).create()) {
            SwarmKeys keys = swarm.vault().load("load").orElseThrow();
            List<String> secrets = List.of(LoopbackCloud.SECRET_KEY, body(keys.client()), body(keys.host()));
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (file.getFileName().toString().endsWith("_ed25519")) {
                        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                .isEqualTo("rw-------");
                    } else {
                        assertThat(Files.readString(file, ISO_8859_1)).doesNotContain(secrets);
                    }
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            assertThat(String.join("\n", swarm.said())).doesNotContain(secrets);
            for (ApiCall call : cloud.calls()) {
                call.parameters().forEach((name, value) -> {
                    if (!name.equals("UserData")) {
                        assertThat(value).doesNotContain(secrets);
                    }
                });
            }
            // what any user of a machine can see of its processes
            assertThat(String.join("\n", swarm.runOnAll("ps -eo args ww"))).doesNotContain(secrets);
            swarm.destroy();
        }
    }

    private static String body(Ed25519Key key) {
        return key.privateText().lines().skip(3).findFirst().orElseThrow();
    }
}
