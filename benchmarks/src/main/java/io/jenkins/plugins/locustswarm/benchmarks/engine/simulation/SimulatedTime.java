package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Converts times of a simulation, whose clock runs faster than the real one by a factor.
 *
 * @param quicker factor
 * @param apiCall until EC2 has answered
 * @param pending from the launch until EC2 says running
 * @param boot from then until its SSH server listens
 * @param shutdown from the termination's call until EC2 says terminated
 * @param connects recorded times until a login was done, one of which is drawn; likewise the others
 * @param commands recorded times of a command that does nothing
 * @param uploads recorded times of sending the bootstrap directory
 * @param bootstraps recorded times of bootstrap.sh
 */
public record SimulatedTime(
        double quicker,
        Duration apiCall,
        Duration pending,
        Duration boot,
        Duration shutdown,
        List<Duration> connects,
        List<Duration> commands,
        List<Duration> uploads,
        List<Duration> bootstraps) {

    /** Returns times of a simulation in which nothing takes any time, for tests of what happens in which order. */
    public static SimulatedTime withoutLatencies(double quicker) {
        List<Duration> none = List.of(Duration.ZERO);
        return new SimulatedTime(
                quicker, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, none, none, none, none);
    }

    /** Returns the simulated time since a moment of the real clock. */
    public Duration since(long nanoTime) {
        return between(nanoTime, System.nanoTime());
    }

    /** Returns the simulated time between two moments of the real clock. */
    Duration between(long nanoTime, long later) {
        return Duration.ofNanos((long) ((later - nanoTime) * quicker));
    }

    /** Returns the real duration of a simulated one. */
    public Duration real(Duration simulated) {
        return Duration.ofNanos((long) (simulated.toNanos() / quicker));
    }

    /** Returns the engine's own times of EC2, as this clock needs them. */
    public Ec2Timing timing() {
        Ec2Timing timing = Ec2Timing.DEFAULT;
        return new Ec2Timing(
                real(timing.firstPoll()),
                real(timing.maxPoll()),
                real(timing.visible()),
                real(timing.boot()),
                real(timing.outage()),
                real(timing.teardown()));
    }

    /** Waits for a simulated time. */
    public void pass(Duration simulated) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(real(simulated).toNanos());
    }

    void passOne(List<Duration> recorded) throws InterruptedException {
        pass(one(recorded));
    }

    /** Draws the duration of a bootstrap.sh. */
    Duration bootstrap() {
        return one(bootstraps);
    }

    /** Draws one of the recorded times. */
    static Duration one(List<Duration> recorded) {
        return recorded.get(ThreadLocalRandom.current().nextInt(recorded.size()));
    }
}
