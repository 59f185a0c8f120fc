package io.jenkins.plugins.locustswarm.engine.machine.ec2.record;

import java.time.Instant;
import java.util.UUID;

/**
 * A RunInstances call, saved in the record before it is made. A repetition with the same token launches nothing twice; a
 * call with another subnet, type or count needs another token (EC2 API, "Ensuring idempotency").
 *
 * @param token the ClientToken of the call
 * @param count maximum number of instances to launch; at least one
 * @param at time when the call was first made; the lease in its user data counts from then
 */
public record LaunchAttempt(String token, String type, String subnet, int count, Instant at) {

    public static LaunchAttempt first(String type, String subnet, int count, Instant now) {
        return new LaunchAttempt(UUID.randomUUID().toString(), type, subnet, count, now);
    }

    /** Returns the same call, first made at another time. */
    public LaunchAttempt madeAt(Instant time) {
        return new LaunchAttempt(token, type, subnet, count, time);
    }

    /** @throws RuntimeException if the text is not one that {@link #text} has returned */
    static LaunchAttempt parse(String text) {
        String[] parts = text.split(" ");
        return new LaunchAttempt(parts[0], parts[1], parts[2], Integer.parseInt(parts[3]), Instant.parse(parts[4]));
    }

    public String text() {
        return String.join(" ", token, type, subnet, Integer.toString(count), at.toString());
    }
}
