package io.jenkins.plugins.locustswarm.cli.campaign.simulated;

import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.Refusals;
import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What goes wrong between the controller and EC2's API. Safe for use by several threads. */
final class FaultyApi {

    private static final List<String> REFUSABLE = List.of(
            "runInstances",
            "describeInstances",
            "describeSubnets",
            "describeInstanceTypes",
            "importKeyPair",
            "createSecurityGroup",
            "authorizeSecurityGroupIngress",
            "createTags",
            "terminateInstances",
            "deleteKeyPair",
            "deleteSecurityGroup");

    /** Actions that a policy may allow only on resources with the tags of a swarm. */
    private static final Set<String> BY_TAG = Set.of("authorizeSecurityGroupIngress", "terminateInstances");

    private static final int MAX_SLOW_SECONDS = 15;

    private final SimulatedSchedule schedule;
    private final SimulatedTime time;
    private final FaultTimes times;
    private final Random random;
    private final String refused;

    FaultyApi(SimulatedSchedule schedule, SimulatedTime time, FaultTimes times) {
        this.schedule = schedule;
        this.time = time;
        this.times = times;
        this.random = schedule.details();
        this.refused = REFUSABLE.get(random.nextInt(REFUSABLE.size()));
    }

    /** Makes a call, or lets it fail. */
    Object call(String method, Supplier<Object> call) {
        if (!times.goWrong()) {
            return call.get();
        }
        before(method);
        Object reply = call.get();
        if (has(Fault.SLOW_API)) {
            pass(Duration.ofMillis(random.nextInt(MAX_SLOW_SECONDS * 1000)));
        }
        if (has(Fault.LOST_REPLIES) && random.nextInt(4) == 0) {
            throw broken("Connection reset");
        }
        return reply;
    }

    private void before(String method) {
        if (has(Fault.SLOW_API)) {
            pass(Duration.ofMillis(random.nextInt(MAX_SLOW_SECONDS * 1000)));
        }
        if (has(Fault.REFUSED) && method.equals(refused)) {
            throw Refusals.of(403, "UnauthorizedOperation");
        }
        if (has(Fault.REFUSED_FOR_NOW) && BY_TAG.contains(method) && random.nextInt(3) > 0 && times.areNew()) {
            throw Refusals.of(403, "UnauthorizedOperation");
        }
        if (has(Fault.THROTTLED) && random.nextInt(4) == 0) {
            throw Refusals.of(503, "RequestLimitExceeded");
        }
        if (has(Fault.LOST_CALLS) && random.nextInt(5) == 0) {
            throw broken("Connect timed out");
        }
        if (has(Fault.API_DOWN) && times.isWithin(FaultTimes.Window.API)) {
            throw Refusals.of(503, random.nextBoolean() ? "Unavailable" : "InternalError");
        }
        if (has(Fault.NO_FILES) && times.isWithin(FaultTimes.Window.FILES)) {
            throw broken("Too many open files");
        }
    }

    private boolean has(Fault fault) {
        return schedule.has(fault);
    }

    private void pass(Duration duration) {
        try {
            time.pass(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("Thread was interrupted", e);
        }
    }

    private static SdkClientException broken(String why) {
        return SdkClientException.create(
                "Unable to execute HTTP request: " + why.toLowerCase(Locale.ROOT), new IOException(why));
    }
}
