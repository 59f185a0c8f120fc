package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.util.function.Predicate;

/** EC2 is "eventually consistent": what was just made may be unknown to the next call for some seconds. */
final class Visible {

    /** A call that may come too early. */
    interface Call<T> {
        T make() throws InterruptedException;
    }

    private Visible() {}

    /** Repeats a call that fails with a code that begins so, for as long as new things may be unknown. */
    static <T> T retry(Ec2Pace pace, String code, Call<T> call) throws InterruptedException {
        return retry(pace, e -> e.code().startsWith(code), call);
    }

    /** Repeats a call that fails so, for as long as new things may be unknown. */
    static <T> T retry(Ec2Pace pace, Predicate<Ec2CallException> early, Call<T> call) throws InterruptedException {
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
