package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.util.function.Predicate;

/** Retries calls that come too early: EC2 is "eventually consistent" and may not know a new resource for some seconds. */
public final class EventualConsistency {

    /** A call of EC2. */
    public interface Call<T> {
        T make() throws InterruptedException;
    }

    private EventualConsistency() {}

    /** Retries a call that fails with a code of this prefix, for as long as EC2 may not know a new resource. */
    public static <T> T retry(Ec2Timing timing, String codePrefix, Call<T> call) throws InterruptedException {
        return retry(timing, e -> e.code().startsWith(codePrefix), call);
    }

    /** Retries a call that fails as described by {@code isEarly}, for as long as EC2 may not know a new resource. */
    public static <T> T retry(Ec2Timing timing, Predicate<Ec2CallException> isEarly, Call<T> call)
            throws InterruptedException {
        Deadline deadline = Deadline.in(timing.visible());
        Backoff backoff = new Backoff(timing);
        while (true) {
            try {
                return call.make();
            } catch (Ec2CallException e) {
                if (!isEarly.test(e) || deadline.passed()) {
                    throw e;
                }
                backoff.pause(deadline);
            }
        }
    }
}
