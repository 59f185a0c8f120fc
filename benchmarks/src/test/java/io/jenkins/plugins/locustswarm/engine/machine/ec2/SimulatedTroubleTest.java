package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.InstanceTimeline;
import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedAccount;
import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedEc2;
import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedMachines;
import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedProvider;
import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedTime;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.FileKeyVault;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.KeyVault;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.SwarmKeys;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.FleetLaunch;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.LaunchAttempt;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.RecordJson;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** What the campaign on the simulated EC2 has found. */
@Timeout(60)
class SimulatedTroubleTest {

    /** Slower where what EC2 hides must stay hidden while this computer is busy. */
    private SimulatedTime time = SimulatedTime.withoutLatencies(100);

    @TempDir
    private Path folder;

    private RecordKeeper keeper;
    private SimulatedEc2 ec2;

    /** An EC2 that does not show new security groups and key pairs for this simulated time. */
    private SimulatedProvider provider(Duration shownAfter) {
        ec2 = new SimulatedEc2(
                time,
                new SimulatedAccount(
                        SimulatedAccount.subnets(1), () -> InstanceTimeline.usual(time), shownAfter, Duration.ZERO));
        return provider(ec2, vault());
    }

    private KeyVault vault() {
        return new FileKeyVault(new FileRecordStore(folder)::folderOf);
    }

    private SimulatedProvider provider(Ec2Client client, KeyVault vault) {
        Instant now = Instant.now();
        if (keeper == null) {
            keeper = new RecordKeeper(
                    new FileRecordStore(folder),
                    SwarmRecord.planned("load", "ann", "c", "ec2", Map.of(), now, now.plus(Duration.ofHours(4)))
                            .withMasterAsked());
        }
        return new SimulatedProvider(
                client,
                new SimulatedMachines(ec2, time),
                SimulatedProvider.settings(time).build(),
                vault);
    }

    private boolean areLaunched() {
        return FleetLaunch.missing(keeper.get()).isEmpty();
    }

    private void nothingIsLeft() {
        assertThat(ec2.left()).isEmpty();
        assertThat(ec2.leftoverResources()).isEmpty();
        assertThat(keeper.get().resources())
                .doesNotContainKeys("ec2.id", "ec2.securityGroup.asked", "ec2.keyPair.asked");
    }

    @Test
    void aClockThatWasSetBackDoesNotDelayTheTeardown() throws InterruptedException {
        try (SimulatedProvider provider = provider(Duration.ZERO)) {
            provider.create(keeper, Progress.SILENT);
            LaunchAttempt later =
                    LaunchAttempt.first("c5.large", "subnet-1", 1, Instant.now().plus(Duration.ofHours(1)));
            keeper.update(record -> new Ec2Resources(record).withLaunches(List.of(later)));
            provider.destroy(keeper, EnumSet.allOf(Role.class), Progress.SILENT);
            nothingIsLeft();
        }
    }

    @Test
    void aGroupAndAKeyPairThatEc2DoesNotShowYetAreDeletedAlthoughTheRepliesWereLost() throws InterruptedException {
        try (SimulatedProvider working = provider(Duration.ofSeconds(15));
                SimulatedProvider killed = provider(losing(Set.of("createSecurityGroup", "importKeyPair")), vault())) {
            assertThatThrownBy(() -> killed.create(keeper, Progress.SILENT)).hasMessageContaining("killed");
            assertThat(ec2.leftoverResources()).isNotEmpty();
            working.destroy(keeper, EnumSet.allOf(Role.class), Progress.SILENT);
            nothingIsLeft();
        }
    }

    @Test
    void aGroupInTheRecordThatEc2DoesNotShowYetIsDeleted() throws InterruptedException {
        try (SimulatedProvider working = provider(Duration.ofSeconds(15));
                SimulatedProvider killed = provider(losing(Set.of("authorizeSecurityGroupIngress")), vault())) {
            assertThatThrownBy(() -> killed.create(keeper, Progress.SILENT)).hasMessageContaining("killed");
            assertThat(keeper.get().resources()).containsKey(Ec2Resources.GROUP);
            working.destroy(keeper, EnumSet.allOf(Role.class), Progress.SILENT);
            nothingIsLeft();
        }
    }

    @Test
    void aGroupThatEc2DoesNotShowYetIsDeletedAlthoughTheClockWasSetForward() throws InterruptedException {
        try (SimulatedProvider working = provider(Duration.ofSeconds(15));
                SimulatedProvider killed = provider(losing(Set.of("createSecurityGroup")), vault())) {
            assertThatThrownBy(() -> killed.create(keeper, Progress.SILENT)).hasMessageContaining("killed");
            keeper = new RecordKeeper(new FileRecordStore(folder), createdEarlier(keeper.get()));
            working.destroy(keeper, EnumSet.allOf(Role.class), Progress.SILENT);
            nothingIsLeft();
        }
    }

    @Test
    void instancesThatEc2DoesNotShowYetAreTerminatedAlthoughItsClockIsTenMinutesBehind() throws InterruptedException {
        time = SimulatedTime.withoutLatencies(20);
        InstanceTimeline hidden = InstanceTimeline.usual(time).withShownAfter(Duration.ofSeconds(50));
        ec2 = new SimulatedEc2(
                time,
                new SimulatedAccount(
                        SimulatedAccount.subnets(1), () -> hidden, Duration.ZERO, Duration.ofMinutes(-10)));
        try (SimulatedProvider working = provider(ec2, vault());
                SimulatedProvider killed =
                        provider(losing(call -> call.startsWith("describeInstances") && areLaunched()), vault())) {
            keeper.update(record -> record.withWorkersAsked(3, 3));
            assertThatThrownBy(() -> killed.create(keeper, Progress.SILENT)).hasMessageContaining("killed");
            assertThat(ec2.left()).hasSize(4);
            working.destroy(keeper, EnumSet.allOf(Role.class), Progress.SILENT);
            nothingIsLeft();
        }
    }

    @Test
    void aSwarmComesUpAgainAfterATeardownThatWasKilledBeforeTheKeysWereDeleted() throws InterruptedException {
        try (SimulatedProvider working = provider(Duration.ZERO);
                SimulatedProvider killed = provider(ec2, new LastingVault())) {
            working.create(keeper, Progress.SILENT);
            assertThatThrownBy(() -> killed.destroy(keeper, EnumSet.allOf(Role.class), Progress.SILENT))
                    .hasMessageContaining("killed");
            keeper.update(record -> record.withWorkersAsked(1, 1));
            working.create(keeper, Progress.SILENT);
            assertThat(ec2.left()).hasSize(1);
            working.destroy(keeper, EnumSet.allOf(Role.class), Progress.SILENT);
            nothingIsLeft();
        }
    }

    @Test
    void aGroupOfAKilledProcessIsDeletedAlthoughEc2RefusedTheNextOneToCreateIt() throws InterruptedException {
        try (SimulatedProvider working = provider(Duration.ofSeconds(40));
                SimulatedProvider killed = provider(losing(Set.of("createSecurityGroup")), vault());
                SimulatedProvider refused = provider(refusing("createSecurityGroup"), vault())) {
            assertThatThrownBy(() -> killed.create(keeper, Progress.SILENT)).hasMessageContaining("killed");
            assertThatThrownBy(() -> refused.create(keeper, Progress.SILENT))
                    .hasMessageContaining("UnauthorizedOperation");
            working.destroy(keeper, EnumSet.allOf(Role.class), Progress.SILENT);
            nothingIsLeft();
        }
    }

    @Test
    void theTeardownDoesNotWaitForAGroupThatEc2RefusedToCreate() throws InterruptedException {
        try (SimulatedProvider working = provider(Duration.ZERO);
                SimulatedProvider refused = provider(refusing("createSecurityGroup"), vault())) {
            assertThatThrownBy(() -> refused.create(keeper, Progress.SILENT))
                    .hasMessageContaining("UnauthorizedOperation");
            assertThat(keeper.get().resources()).doesNotContainKey("ec2.securityGroup.asked");
            working.destroy(keeper, EnumSet.allOf(Role.class), Progress.SILENT);
            nothingIsLeft();
        }
    }

    /** Keys that are still there when the process is killed. */
    private final class LastingVault implements KeyVault {

        @Override
        public void save(String swarm, SwarmKeys keys) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<SwarmKeys> load(String swarm) {
            return vault().load(swarm);
        }

        @Override
        public void delete(String swarm) {
            vault().delete(swarm);
            throw new IllegalStateException("killed");
        }
    }

    private static SwarmRecord createdEarlier(SwarmRecord swarm) {
        String now = swarm.createdAt().toString();
        return RecordJson.read(
                RecordJson.write(swarm)
                        .replace(
                                now,
                                swarm.createdAt().minus(Duration.ofHours(1)).toString()),
                "the record");
    }

    /** Returns a client that is not permitted to make a call. */
    private Ec2Client refusing(String call) {
        return (Ec2Client) Proxy.newProxyInstance(
                Ec2Client.class.getClassLoader(), new Class<?>[] {Ec2Client.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(call)) {
                        throw Ec2Exception.builder()
                                .statusCode(403)
                                .awsErrorDetails(AwsErrorDetails.builder()
                                        .errorCode("UnauthorizedOperation")
                                        .build())
                                .build();
                    }
                    try {
                        return method.invoke(ec2, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Returns a client that carries one of these calls out and then fails as if the process were killed. */
    private Ec2Client losing(Set<String> calls) {
        return losing(calls::contains);
    }

    private Ec2Client losing(Predicate<String> calls) {
        return (Ec2Client) Proxy.newProxyInstance(
                Ec2Client.class.getClassLoader(), new Class<?>[] {Ec2Client.class}, (proxy, method, arguments) -> {
                    boolean isLast = calls.test(method.getName());
                    Object reply;
                    try {
                        reply = method.invoke(ec2, arguments);
                    } catch (InvocationTargetException e) {
                        if (!isLast) {
                            throw e.getCause();
                        }
                        reply = null;
                    }
                    if (isLast) {
                        throw new IllegalStateException("killed");
                    }
                    return reply;
                });
    }
}
