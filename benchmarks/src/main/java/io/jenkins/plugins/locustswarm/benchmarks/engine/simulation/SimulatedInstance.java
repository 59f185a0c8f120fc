package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.StateReason;
import software.amazon.awssdk.services.ec2.model.Tag;

/** An instance of the simulated EC2. Its state follows from its course and the time. */
final class SimulatedInstance {

    private static final String RECLAIMED = "Server.SpotInstanceTermination";

    /** How long an instance that shuts down still carries out commands. */
    private static final Duration LAST_MOMENT = Duration.ofSeconds(5);

    private final SimulatedTime time;
    private final int number;
    private final String id;
    private final String address;
    private final String type;
    private final String subnet;
    private final String group;
    private final List<Tag> tags;
    private final Instant launchTime;
    private final InstanceTimeline course;
    private final long launched = System.nanoTime();

    /** When it was terminated by a call; absent before. */
    @CheckForNull
    private Long terminated;

    SimulatedInstance(
            SimulatedTime time,
            int number,
            String type,
            String subnet,
            String group,
            List<Tag> tags,
            Instant launchTime,
            InstanceTimeline course) {
        this.time = time;
        this.number = number;
        this.id = "i-%017x".formatted(number);
        this.address = "10." + number / 65536 + "." + number / 256 % 256 + "." + number % 256;
        this.type = type;
        this.subnet = subnet;
        this.group = group;
        this.tags = List.copyOf(tags);
        this.launchTime = launchTime;
        this.course = course;
    }

    String id() {
        return id;
    }

    String address() {
        return address;
    }

    String group() {
        return group;
    }

    List<Tag> tags() {
        return tags;
    }

    private Duration age() {
        return time.since(launched);
    }

    /** EC2 does not show new instances, or shows some of them at one time and not at the next. */
    boolean isShown() {
        return age().compareTo(course.shownAfter()) >= 0
                || number % 2 == 0 && ThreadLocalRandom.current().nextInt(3) == 0;
    }

    void terminate() {
        terminated = terminated == null ? System.nanoTime() : terminated;
    }

    private boolean isReclaimed() {
        return course.reclaimedAfter() != null && age().compareTo(course.reclaimedAfter()) >= 0;
    }

    /** Whether it costs money: it is pending or running. */
    boolean isAlive() {
        return terminated == null && !isReclaimed();
    }

    /** Whether it has ended and no longer uses its security group. */
    boolean isGone() {
        return state() == InstanceStateName.TERMINATED;
    }

    /** Whether its SSH server listens. */
    boolean acceptsLogins() {
        return isAlive() && age().compareTo(course.pending().plus(course.boot())) >= 0;
    }

    /** Whether commands are carried out, which is so for a moment after the end. */
    boolean answers() {
        if (terminated != null) {
            return time.since(terminated).compareTo(LAST_MOMENT) < 0;
        }
        return course.reclaimedAfter() == null
                || age().minus(course.reclaimedAfter()).compareTo(LAST_MOMENT) < 0;
    }

    InstanceStateName state() {
        if (isReclaimed() && terminated == null) {
            return age().minus(course.reclaimedAfter()).compareTo(time.shutdown()) < 0
                    ? InstanceStateName.SHUTTING_DOWN
                    : InstanceStateName.TERMINATED;
        }
        if (terminated != null) {
            return time.since(terminated).compareTo(course.shutdown()) < 0
                    ? InstanceStateName.SHUTTING_DOWN
                    : InstanceStateName.TERMINATED;
        }
        return age().compareTo(course.pending()) < 0 ? InstanceStateName.PENDING : InstanceStateName.RUNNING;
    }

    Instance description() {
        Instance.Builder instance = Instance.builder()
                .instanceId(id())
                .instanceType(type)
                .subnetId(subnet)
                .launchTime(launchTime)
                .amiLaunchIndex(number)
                .state(InstanceState.builder().name(state()).build())
                .placement(placement -> placement.availabilityZone("zone-of-" + subnet))
                .tags(tags)
                .publicIpAddress(address())
                .privateIpAddress(address());
        if (!isAlive()) {
            String why = isReclaimed() ? RECLAIMED : "Client.UserInitiatedShutdown";
            instance.stateReason(StateReason.builder().code(why).message(why).build());
        }
        return instance.build();
    }
}
