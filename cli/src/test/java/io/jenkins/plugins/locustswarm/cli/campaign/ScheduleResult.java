package io.jenkins.plugins.locustswarm.cli.campaign;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What a schedule has come to.
 *
 * @param number its number in the campaign
 * @param schedule what it was, in words
 * @param kinds what went wrong in it, one row of the table for each; empty if nothing did
 * @param events how its commands ended
 * @param violations what must not happen; empty if all is well
 * @param seconds how long it took
 */
public record ScheduleResult(
        int number, String schedule, List<String> kinds, List<String> events, List<String> violations, long seconds) {

    @JsonIgnore
    public boolean isWell() {
        return violations.isEmpty();
    }

    /** Whether a command ended in this way. */
    public boolean has(String event) {
        return events.stream().anyMatch(text -> text.contains(event));
    }

    @Override
    public String toString() {
        String lines =
                isWell() ? "" : "\n    " + String.join("\n    ", events) + "\n  " + String.join("\n  ", violations);
        return "%s %s (%d s)%s".formatted(isWell() ? "well" : "BAD ", schedule, seconds, lines);
    }
}
