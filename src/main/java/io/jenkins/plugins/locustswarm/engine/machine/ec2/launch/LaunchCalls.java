package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.ParallelTasks;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.LaunchAttempt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Makes several RunInstances calls at once, so that the time until EC2 has answered does not add up. */
final class LaunchCalls {

    /** One call. */
    @FunctionalInterface
    interface Call {
        void make(LaunchAttempt attempt) throws InterruptedException;
    }

    /** Instances that EC2 launches at once; the next ones at two per second (resource token bucket of RunInstances). */
    private static final int MAX_INSTANCES_AT_ONCE = 1_000;

    /**
     * Of several calls that wait for EC2, one could wait for ever while the others get what it waits for. A single one for a
     * hundred instances waits 50 s.
     */
    private static final int MAX_CALLS_THAT_WAIT = 1;

    private final CallPace pace = new CallPace();

    /**
     * Makes the calls and returns when all have ended. If some fail, the exception of the first one is thrown, and those that
     * would have to wait for EC2's burst to be over are not made.
     */
    void make(List<LaunchAttempt> attempts, Call call) throws InterruptedException {
        int instances = 0;
        List<LaunchAttempt> first = new ArrayList<>();
        List<LaunchAttempt> rest = new ArrayList<>();
        for (LaunchAttempt attempt : attempts) {
            (instances <= MAX_INSTANCES_AT_ONCE ? first : rest).add(attempt);
            instances += attempt.count();
        }
        make(first, first.size(), call);
        make(rest, MAX_CALLS_THAT_WAIT, call);
    }

    private void make(List<LaunchAttempt> attempts, int atOnce, Call call) throws InterruptedException {
        ParallelTasks.run(
                Math.max(1, atOnce),
                attempts.stream()
                        .<Callable<Void>>map(attempt -> () -> {
                            pace.await();
                            call.make(attempt);
                            return null;
                        })
                        .toList());
    }
}
