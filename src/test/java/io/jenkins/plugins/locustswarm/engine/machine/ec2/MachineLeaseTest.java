package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.machine.AnsweringShell;
import io.jenkins.plugins.locustswarm.engine.machine.FakeProvider;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2CallException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** A lease that is extended in EC2's tags and on the timers of instances, some of which do not answer. */
@Timeout(60)
class MachineLeaseTest {

    private static final Instant FIRST_END = Launches.NOON.plusSeconds(3600);
    private static final String SWARM_ID = "0a1b2c3d4e5f";

    @TempDir
    private Path folder;

    private final Tagging ec2 = new Tagging();
    private final Timers timers = new Timers();
    private final Fleet fleet = new Fleet(timers, "load");
    private RecordKeeper keeper;

    @BeforeEach
    void keep() {
        keeper = keeper(2, 1);
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    private RecordKeeper keeper(int workers, int needed) {
        SwarmRecord swarm =
                Launches.swarm(workers).withWorkersAsked(workers, needed).withResource(Ec2Resources.GROUP, "sg-1");
        for (MachineRecord machine : swarm.machines()) {
            swarm = swarm.withMachine(
                    machine.name(),
                    launched -> launched.withId("i-" + launched.index()).withFolders("/srv", "/srv/venv"));
        }
        return new RecordKeeper(new FileRecordStore(folder), swarm);
    }

    private void extend(Instant end) throws InterruptedException {
        Ec2Timing timing = Ec2Timing.DEFAULT.withPoll(Duration.ofMillis(10));
        Ec2Api api = new Ec2Api(ec2, Ec2Settings.builder().timing(timing).build());
        new MachineLease(api, fleet).extend(keeper, end);
    }

    /** A lease that ends after the first one, which is in the past. */
    private static Instant inHours(int hours) {
        return Instant.now().plus(Duration.ofHours(hours));
    }

    @Test
    void aLeaseIsExtendedInTheTagsOnEveryTimerAndInTheRecord() throws Exception {
        Instant end = inHours(2);
        extend(end);
        assertThat(ec2.tagged)
                .containsExactlyInAnyOrderEntriesOf(Map.of("i-0", end, "i-1", end, "i-2", end, "sg-1", end));
        assertThat(timers.seconds.keySet()).containsExactlyInAnyOrder("master", "worker-1", "worker-2");
        assertThat(timers.seconds.values()).allSatisfy(left -> assertThat(left).isBetween(7140L, 7200L));
        assertThat(keeper.get().leaseEnds()).isEqualTo(end);
    }

    @Test
    void aLeaseThatEndsLaterIsKeptAndSetAgain() throws Exception {
        Instant late = inHours(5);
        extend(late);
        ec2.tagged.clear();
        timers.seconds.clear();
        extend(inHours(1));
        assertThat(ec2.tagged.values()).containsOnly(late);
        assertThat(timers.seconds.values())
                .hasSize(3)
                .allSatisfy(left -> assertThat(left).isGreaterThan(4 * 3600));
        assertThat(keeper.get().leaseEnds()).isEqualTo(late);
    }

    @Test
    void anInstanceThatIsNotSetUpYetHasNoTimerToSet() throws Exception {
        keeper.update(swarm -> swarm.withMachine("worker-2", machine -> MachineRecord.asked(machine.role(), 2)));
        extend(inHours(2));
        assertThat(timers.seconds.keySet()).containsExactlyInAnyOrder("master", "worker-1");
        assertThat(ec2.tagged.keySet()).containsExactlyInAnyOrder("i-0", "i-1", "sg-1");
    }

    @Test
    void aWorkerThatTheSwarmCanDoWithoutDoesNotHoldUpTheLease() throws Exception {
        timers.broken.add("worker-2");
        Instant end = inHours(2);
        extend(end);
        assertThat(keeper.get().leaseEnds()).isEqualTo(end);
        timers.broken.clear();
        extend(end);
        assertThat(timers.connections)
                .as("a machine that failed gets a new connection")
                .containsExactlyInAnyOrder("master", "worker-1", "worker-2", "worker-2");
    }

    @Test
    void aMasterThatDoesNotTakeTheLeaseIsNamedAndTheRecordStays() {
        timers.broken.add("master");
        assertThatThrownBy(() -> extend(inHours(2)))
                .isInstanceOf(BringUpException.class)
                .hasMessage("The lease of swarm load could not be extended: master (3 2 1). Instances that cannot be"
                        + " reached terminate by themselves at " + FIRST_END
                        + "; check that they run and that SSH is open to this computer.");
        assertThat(keeper.get().leaseEnds()).isEqualTo(FIRST_END);
    }

    @Test
    void tooFewWorkersThatTakeTheLeaseAreNamed() {
        timers.broken.addAll(Set.of("worker-1", "worker-2"));
        assertThatThrownBy(() -> extend(inHours(2)))
                .isInstanceOf(BringUpException.class)
                .hasMessageStartingWith(
                        "The lease of swarm load could not be extended: worker-1 (3 2 1), worker-2 (3 2 1). ");
    }

    @Test
    void anExtensionThatFailedOnATimerIsNotTakenBackInTheTags() throws Exception {
        Instant late = inHours(5);
        timers.broken.add("master");
        assertThatThrownBy(() -> extend(late)).isInstanceOf(BringUpException.class);
        timers.broken.clear();
        Instant sooner = inHours(1);
        extend(sooner);
        assertThat(ec2.tagged.values()).containsOnly(late);
        assertThat(keeper.get().leaseEnds()).isEqualTo(sooner);
    }

    @Test
    void anExtensionByAnotherThreadMeanwhileIsInTheTagsToo() throws Exception {
        Instant later = inHours(5);
        ec2.whileAnswering(() -> keeper.update(swarm -> new Ec2Resources(swarm).withTaggedLease(later)));
        extend(inHours(2));
        assertThat(ec2.tagged.values()).hasSize(4).containsOnly(later);
    }

    @Test
    void whatIsLeftOfASwarmIsTaggedWhenSomeOfItIsGone() throws Exception {
        ec2.alive.remove("i-2");
        ec2.failure = "InvalidInstanceID.NotFound";
        extend(inHours(2));
        assertThat(ec2.tagged.keySet()).containsExactlyInAnyOrder("i-0", "i-1", "sg-1");
    }

    @Test
    void aRefusalOfATagPolicyForInstancesThatAreGoneIsNoReasonToGiveUp() throws Exception {
        ec2.alive.remove("i-2");
        ec2.failure = "UnauthorizedOperation";
        extend(inHours(2));
        assertThat(ec2.tagged.keySet()).containsExactlyInAnyOrder("i-0", "i-1", "sg-1");
    }

    @Test
    void tagsThatEc2RefusesForAnotherReasonEndTheExtension() {
        ec2.alive.remove("i-2");
        ec2.failure = "TagLimitExceeded";
        assertThatThrownBy(() -> extend(inHours(2)))
                .isInstanceOf(Ec2CallException.class)
                .hasMessageContaining("could not tag the swarm's resources");
        assertThat(timers.seconds).isEmpty();
    }

    /** Its record has fewer workers than it needs, but no machine whose timer could not be set. */
    @Test
    void aSwarmOfWhichOnlyTheMasterIsSetUpGetsItsLeaseToo() throws Exception {
        keeper.update(swarm -> swarm.withMachine("worker-1", machine -> MachineRecord.asked(machine.role(), 1))
                .withMachine("worker-2", machine -> MachineRecord.asked(machine.role(), 2)));
        Instant end = inHours(2);
        extend(end);
        assertThat(timers.seconds).containsOnlyKeys("master");
        assertThat(keeper.get().leaseEnds()).isEqualTo(end);
    }

    @Test
    void aLargeSwarmIsTaggedInSeveralCalls() throws Exception {
        keeper = keeper(1_100, 1);
        keeper.update(swarm -> swarm.withMachines(IntStream.rangeClosed(1, 1_100)
                .boxed()
                .collect(Collectors.toMap(
                        index -> "worker-" + index,
                        index -> machine -> MachineRecord.asked(machine.role(), machine.index())
                                .withId(machine.id())))));
        extend(inHours(2));
        assertThat(ec2.tagged).hasSize(1_102);
        assertThat(ec2.sizes).containsExactly(1_000, 102);
    }

    /** The part of EC2 that knows tags: it refuses them all if one of the resources is gone. */
    private static final class Tagging implements Ec2Client {

        private final Map<String, Instant> tagged = new ConcurrentHashMap<>();
        private final List<Integer> sizes = new ArrayList<>();
        private final Set<String> alive = new HashSet<>(Set.of("i-0", "i-1", "i-2"));
        private String failure = "";
        private Runnable meanwhile = () -> {};

        void whileAnswering(Runnable once) {
            meanwhile = () -> {
                meanwhile = () -> {};
                once.run();
            };
        }

        @Override
        public CreateTagsResponse createTags(CreateTagsRequest request) {
            if (!failure.isEmpty() && request.resources().contains("i-2")) {
                throw Ec2Exception.builder()
                        .statusCode(400)
                        .message(failure)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode(failure)
                                .errorMessage("no")
                                .build())
                        .build();
            }
            sizes.add(request.resources().size());
            assertThat(request.tags()).singleElement().satisfies(tag -> {
                assertThat(tag.key()).isEqualTo(SwarmTags.LEASE_END);
                request.resources().forEach(id -> tagged.put(id, Instant.parse(tag.value())));
            });
            meanwhile.run();
            return CreateTagsResponse.builder().build();
        }

        @Override
        public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
            assertThat(request.filters()).contains(SwarmTags.filter(SWARM_ID));
            List<Instance> all = IntStream.range(0, 3)
                    .mapToObj(index -> Instance.builder()
                            .instanceId("i-" + index)
                            .state(state -> state.name(
                                    alive.contains("i-" + index)
                                            ? InstanceStateName.RUNNING
                                            : InstanceStateName.TERMINATED))
                            .build())
                    .toList();
            return DescribeInstancesResponse.builder()
                    .reservations(reservation -> reservation.instances(all))
                    .build();
        }

        @Override
        public DescribeSecurityGroupsResponse describeSecurityGroups(DescribeSecurityGroupsRequest request) {
            assertThat(request.filters()).contains(SwarmTags.filter(SWARM_ID));
            return DescribeSecurityGroupsResponse.builder()
                    .securityGroups(group -> group.groupId("sg-1"))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    /** Machines that take the time which their timer is to have left, unless they are broken. */
    private static final class Timers extends FakeProvider {

        private static final Pattern ARGUMENTS = Pattern.compile("'extend' '" + SWARM_ID + "' '(\\d+)'");

        private final Map<String, Long> seconds = new ConcurrentHashMap<>();
        private final Set<String> broken = ConcurrentHashMap.newKeySet();
        private final Queue<String> connections = new ConcurrentLinkedQueue<>();

        @Override
        public Shell connect(SwarmRecord swarm, MachineRecord machine) {
            connections.add(machine.name());
            return new AnsweringShell(script -> {
                if (broken.contains(machine.name())) {
                    return new ShellResult(1, "4\n3\n2\n", "1\n");
                }
                Matcher arguments = ARGUMENTS.matcher(script.render());
                assertThat(arguments.find()).isTrue();
                seconds.put(machine.name(), Long.parseLong(arguments.group(1)));
                return new ShellResult(0, "", "");
            });
        }
    }
}
