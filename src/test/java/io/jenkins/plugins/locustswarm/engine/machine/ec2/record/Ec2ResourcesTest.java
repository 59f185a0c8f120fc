package io.jenkins.plugins.locustswarm.engine.machine.ec2.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.cost.MachineHours;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ec2ResourcesTest {

    private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");
    private static final MachineRecord MASTER = MachineRecord.asked(Role.MASTER, 0);

    private static Ec2Resources with(String key, String value) {
        return new Ec2Resources(swarm(key, value));
    }

    private static SwarmRecord swarm(String key, String value) {
        return SwarmRecord.planned("kandu", "me", "id", "ec2", null, NOON, NOON.plusSeconds(60))
                .withMasterAsked()
                .withResource(key, value);
    }

    @Test
    void aLaunchedMachineComesBackFromTheRecord() {
        LaunchedMachine machine = new LaunchedMachine("t3.micro", NOON, "eu-west-1a");
        assertThat(with("ec2.machine.master", machine.text()).launched(MASTER)).contains(machine);
    }

    @Test
    void aMachineOfAnEarlierVersionHasNoZone() {
        assertThat(with("ec2.machine.master", "t3.micro 2026-07-01T12:00:00Z").launched(MASTER))
                .contains(new LaunchedMachine("t3.micro", NOON, null));
    }

    @Test
    void aLaunchComesBackFromTheRecord() {
        LaunchAttempt launch = LaunchAttempt.first("t3.micro", "subnet-1", 5, NOON);
        assertThat(with(Ec2Resources.LAUNCH, launch.text()).launches()).containsExactly(launch);
    }

    @Test
    void eachOfSeveralLaunchesStaysInTheRecordUntilItsReplyIsKnown() {
        LaunchAttempt first = LaunchAttempt.first("t3.micro", "subnet-1", 100, NOON);
        LaunchAttempt second = LaunchAttempt.first("t3.micro", "subnet-2", 7, NOON);
        SwarmRecord both = with("ec2.id", "0a1b").withLaunches(List.of(first, second));
        assertThat(new Ec2Resources(both).launches()).containsExactly(first, second);
        SwarmRecord one = new Ec2Resources(both).withoutLaunches(Set.of(first));
        assertThat(new Ec2Resources(one).launches()).containsExactly(second);
        assertThat(new Ec2Resources(one).withoutLaunches(Set.of(second)).resources())
                .containsOnlyKeys("ec2.id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "token t3.micro", "token t3.micro subnet-1 many 2026-07-01T12:00:00Z", "a b c 1 noon"})
    void aDamagedLaunchIsOneSentence(String launch) {
        assertThatThrownBy(() -> with(Ec2Resources.LAUNCH, launch).launches())
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "The record of swarm kandu is damaged: the value of ec2.launch is not valid. If its machines are"
                                + " gone, delete the record; otherwise terminate them in EC2 first.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"t3.micro", "t3.micro=many", "t3.micro=5 =", "t3.micro=9223372036854775807 t3.micro=1"})
    void damagedHoursOfUseAreOneSentence(String used) {
        SwarmRecord swarm = swarm(Ec2Resources.USED, used);
        assertThatThrownBy(() -> MachineHours.ended(swarm, List.of(), NOON))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("The record of swarm kandu is damaged: the value of ec2.used is not valid.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"t3.micro", "t3.micro yesterday", ""})
    void aDamagedMachineIsOneSentence(String machine) {
        SwarmRecord swarm = swarm("ec2.machine.master", machine);
        assertThatThrownBy(() -> MachineHours.launchedAt(swarm, MASTER))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the value of ec2.machine.master is not valid");
    }

    @Test
    void aDamagedLeaseIsOneSentence() {
        assertThatThrownBy(() -> with("ec2.taggedLease", "later").taggedLease())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the value of ec2.taggedLease is not valid");
    }

    @Test
    void everyResourceIsReadFromItsOwnKey() {
        SwarmRecord swarm = swarm(Ec2Resources.ID, "0a1b")
                .withResource(Ec2Resources.REGION, "eu-west-1")
                .withResource(Ec2Resources.ENDPOINT, "http://127.0.0.1:5000")
                .withResource(Ec2Resources.USER, "ubuntu")
                .withResource(Ec2Resources.PRIVATE_IP, "true")
                .withResource(Ec2Resources.GROUP, "sg-1")
                .withResource(Ec2Resources.KEY_PAIR, "pair")
                .withResource(Ec2Resources.HOST_KEY, "SHA256:abc");
        Ec2Resources resources = new Ec2Resources(swarm);
        assertThat(resources.id()).contains("0a1b");
        assertThat(resources.region()).contains("eu-west-1");
        assertThat(resources.endpoint()).contains("http://127.0.0.1:5000");
        assertThat(resources.user()).contains("ubuntu");
        assertThat(resources.usesPrivateIp()).contains(true);
        assertThat(resources.group()).contains("sg-1");
        assertThat(resources.keyPair()).contains("pair");
        assertThat(resources.hostKey()).contains("SHA256:abc");
    }

    @Test
    void groupAndKeyPairAreNamedAfterTheSwarmAndItsId() {
        assertThat(with(Ec2Resources.ID, "0a1b").resourceName()).contains("locust-swarm-kandu-0a1b");
        assertThat(with(Ec2Resources.REGION, "eu-west-1").resourceName()).isEmpty();
    }

    @Test
    void theSecondsOfUseOfATypeAreAddedUp() {
        assertThat(with(Ec2Resources.USED, "t3.micro=5 c5.large=1 t3.micro=7").used())
                .isEqualTo(Map.of("t3.micro", 12L, "c5.large", 1L));
        assertThat(with(Ec2Resources.ID, "0a1b").used()).isEmpty();
    }

    @Test
    void theLeaseInTheTagsIsNeverEarlierThanThatOfTheRecordOrAnEarlierOneInTheTags() {
        Instant end = NOON.plusSeconds(60);
        SwarmRecord swarm = swarm(Ec2Resources.ID, "0a1b");
        assertThat(new Ec2Resources(swarm).taggedLease()).isEqualTo(end);
        SwarmRecord extended = new Ec2Resources(swarm).withTaggedLease(end.plusSeconds(10));
        assertThat(new Ec2Resources(extended).taggedLease()).isEqualTo(end.plusSeconds(10));
        SwarmRecord sooner = new Ec2Resources(extended).withTaggedLease(end.plusSeconds(5));
        assertThat(new Ec2Resources(sooner).taggedLease()).isEqualTo(end.plusSeconds(10));
        SwarmRecord later = sooner.withLeaseExtendedTo(end.plusSeconds(20));
        assertThat(new Ec2Resources(later).taggedLease()).isEqualTo(end.plusSeconds(20));
    }

    @Test
    void whatEc2WasAskedForStaysInTheRecordUntilALaunchHasUsedItOrEc2HasRefused() {
        SwarmRecord group = with("ec2.id", "0a1b").withAsked(Ec2Resources.GROUP);
        assertThat(new Ec2Resources(group).isAsked(Ec2Resources.GROUP)).isTrue();
        assertThat(new Ec2Resources(group).isAsked(Ec2Resources.KEY_PAIR)).isFalse();
        assertThat(new Ec2Resources(group).hasOrAsked(Ec2Resources.GROUP)).isTrue();
        assertThat(new Ec2Resources(group).hasOrAsked(Ec2Resources.KEY_PAIR)).isFalse();

        SwarmRecord both = new Ec2Resources(group).withAsked(Ec2Resources.KEY_PAIR);
        Instant now = Instant.parse("2026-11-29T10:00:00Z");
        SwarmRecord launched = new Ec2Resources(both).withLaunchedInstances(now);
        assertThat(launched.resources())
                .containsOnlyKeys("ec2.id", "ec2.lastLaunch")
                .containsEntry("ec2.id", "0a1b");
        assertThat(new Ec2Resources(launched).lastLaunch()).contains(now);
        SwarmRecord refused = new Ec2Resources(both).withoutAsked(Ec2Resources.KEY_PAIR);
        assertThat(refused.resources()).isEqualTo(group.resources());
        assertThat(with(Ec2Resources.GROUP, "sg-1").hasOrAsked(Ec2Resources.GROUP))
                .isTrue();
    }

    @Test
    void aPlannedLaunchIsTheSameCallWhenItIsMade() {
        LaunchAttempt planned = LaunchAttempt.first("t3.micro", "subnet-1", 5, NOON);
        Instant later = NOON.plusSeconds(30);
        assertThat(planned.madeAt(later))
                .isEqualTo(new LaunchAttempt(planned.token(), "t3.micro", "subnet-1", 5, later));
    }
}
