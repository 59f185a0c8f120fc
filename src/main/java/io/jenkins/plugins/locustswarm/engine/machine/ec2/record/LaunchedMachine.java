package io.jenkins.plugins.locustswarm.engine.machine.ec2.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;

/**
 * An instance of a swarm, in its record: what a bill and a report need, also when the instance is gone.
 *
 * @param type instance type
 * @param at launch time
 * @param zone Availability Zone; absent in records of earlier versions
 */
public record LaunchedMachine(
        String type, Instant at, @CheckForNull String zone) {

    /** @throws RuntimeException if the text is not one that {@link #text} has returned */
    static LaunchedMachine parse(String text) {
        String[] parts = text.split(" ");
        return new LaunchedMachine(parts[0], Instant.parse(parts[1]), parts.length > 2 ? parts[2] : null);
    }

    public String text() {
        return type + " " + at + (zone == null ? "" : " " + zone);
    }
}
