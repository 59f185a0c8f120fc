package io.jenkins.plugins.locustswarm.benchmarks.run;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** The time at the start of a line of Locust's log: {@code [2026-11-23 05:34:55,999] vm/INFO/locust.runners: message}. */
public final class LocustLogTime {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS");
    private static final int LENGTH = "2026-01-01 00:00:00,000".length();

    private LocustLogTime() {}

    /**
     * Returns the local time of the line.
     *
     * @throws java.time.format.DateTimeParseException if the line has none
     */
    public static LocalDateTime of(String line) {
        return LocalDateTime.parse(line.substring(1, 1 + LENGTH), TIME);
    }
}
