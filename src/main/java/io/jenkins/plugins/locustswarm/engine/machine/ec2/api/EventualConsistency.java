package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.util.function.Predicate;

/** EC2 is "eventually consistent": what was just made may be unknown to the next call for some seconds. */
public final class EventualConsistency {

    /** A call that may come too early. */
    public interface Call<T> {
        T make() throws InterruptedException;
    }

    private EventualConsistency() {}

    /** Repeats a call that fails with a code that begins so, for as long as new things may be unknown. */
    public static <T> T retry(Ec2Timing pace, String code, Call<T> call) throws InterruptedException {
        return retry(pace, e -> e.code().startsWith(code), call);
    }

    /** Repeats a call that fails so, for as long as new things may be unknown. */
    public static <T> T retry(Ec2Timing pace, Predicate<Ec2CallException> early, Call<T> call)
            throws InterruptedException {
        Deadline deadline = Deadline.in(pace.visible());
        Backoff backoff = new Backoff(pace);
        while (true) {
            try {
                return call.make();
            } catch (Ec2CallException e) {
                if (!early.test(e) || deadline.passed()) {
                    throw e;
                }
                backoff.pause(deadline);
            }
        }
    }
}
