package io.jenkins.plugins.locustswarm.engine.locust.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of Locust's log: {@code [2026-11-23 05:34:55,999] vm/INFO/locust.runners: message}, the format in Locust's
 * {@code log.py}, the same in 2.12.0 and 2.47.0. A locustfile can choose another format; a JSON object with a message is
 * understood too. Text that a locustfile prints, and Locust's tables, have other formats.
 *
 * @param at local time of the machine; absent if the format is not Locust's own
 * @param host name of the machine, without its domain in later versions; empty if the line does not have it
 * @param level for example {@code WARNING}; empty if the line does not have it
 * @param logger for example {@code locust.runners}; empty if the line does not have it
 * @param message the rest of the line
 */
record LogLine(@CheckForNull LocalDateTime at, String host, String level, String logger, String message) {

    private static final Pattern FORMAT =
            Pattern.compile("\\[(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3})] ([^/]*)/([A-Z]+)/([\\w.]+): (.*)");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS", Locale.ROOT);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Names of the parts in common JSON formatters. */
    private static final List<String> MESSAGE_KEYS = List.of("message", "msg", "event");

    private static final List<String> LEVEL_KEYS = List.of("level", "levelname", "severity", "log.level");
    private static final List<String> LOGGER_KEYS = List.of("logger", "name", "log.logger");

    private static final Pattern LOCUST_LOGGER = Pattern.compile("root|locust(\\..*)?");

    /** Parses a line; returns nothing for a line that is not of Locust's log. */
    static Optional<LogLine> parse(String line) {
        if (line.startsWith("{")) {
            return json(line);
        }
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

    private static Optional<LogLine> json(String line) {
        try {
            JsonNode object = JSON.readTree(line);
            String message = text(object, MESSAGE_KEYS).lines().findFirst().orElse("");
            String logger = text(object, LOGGER_KEYS);
            boolean isOther =
                    !logger.isEmpty() && !LOCUST_LOGGER.matcher(logger).matches();
            return message.isEmpty() || isOther
                    ? Optional.empty()
                    : Optional.of(new LogLine(null, "", text(object, LEVEL_KEYS), logger, message));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode object, List<String> keys) {
        return keys.stream()
                .map(object::get)
                .filter(value -> value != null && value.isTextual())
                .map(JsonNode::textValue)
                .findFirst()
                .orElse("");
    }

    /** Whether the level of the line is an error. */
    boolean isError() {
        return "ERROR".equalsIgnoreCase(level) || "CRITICAL".equalsIgnoreCase(level);
    }
}
