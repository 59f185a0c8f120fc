package io.jenkins.plugins.locustswarm.engine.machine.ec2.record;

import java.time.Instant;
import java.util.UUID;

/**
 * One RunInstances call, written into the record before it is made. Made again with the same token it launches nothing
 * twice; a call with another subnet, type or count needs another token (EC2: "Ensuring idempotency").
 *
 * @param token EC2's ClientToken
 * @param count most machines to launch; at least one
 * @param at when it was first made
 */
public record LaunchAttempt(String token, String type, String subnet, int count, Instant at) {

    public static LaunchAttempt first(String type, String subnet, int count, Instant now) {
        return new LaunchAttempt(UUID.randomUUID().toString(), type, subnet, count, now);
    }

    public static LaunchAttempt parse(String text) {
        String[] parts = text.split(" ");
        return new LaunchAttempt(parts[0], parts[1], parts[2], Integer.parseInt(parts[3]), Instant.parse(parts[4]));
    }

    public String text() {
        return String.join(" ", token, type, subnet, Integer.toString(count), at.toString());
    }
}
