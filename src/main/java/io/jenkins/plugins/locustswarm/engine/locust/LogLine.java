package io.jenkins.plugins.locustswarm.engine.locust;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of Locust's log: {@code [2026-11-23 05:34:55,999] vm/INFO/locust.runners: message}, the format in Locust's
 * {@code log.py}, the same in 2.12.0 and 2.47.0. Lines that a locustfile or Locust's tables print look different.
 *
 * @param at by the clock and in the time zone of the machine that wrote it
 * @param host the machine's name; later Locusts leave its domain out
 * @param level for example {@code WARNING}
 * @param logger for example {@code locust.runners}
 * @param message the rest
 */
record LogLine(LocalDateTime at, String host, String level, String logger, String message) {

    private static final Pattern FORMAT =
            Pattern.compile("\\[(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3})] ([^/]*)/([A-Z]+)/([\\w.]+): (.*)");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS");

    /** The line's parts; empty when Locust's log did not write it. */
    static Optional<LogLine> parse(String line) {
        Matcher parts = FORMAT.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime at = LocalDateTime.parse(parts.group(1), TIME);
            return Optional.of(new LogLine(at, parts.group(2), parts.group(3), parts.group(4), parts.group(5)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether it tells of something that went wrong. */
    boolean isError() {
        return "ERROR".equals(level) || "CRITICAL".equals(level);
    }
}
