package io.jenkins.plugins.locustswarm.engine.locust;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
 * {@code log.py}, the same in 2.12.0 and 2.47.0. A locustfile can choose another one: a JSON object with a message is
 * known, too. Lines that a locustfile or Locust's tables print look different.
 *
 * @param at by the clock and in the time zone of the machine that wrote it; null when the format is not Locust's own
 * @param host the machine's name; later Locusts leave its domain out; empty when the line does not tell
 * @param level for example {@code WARNING}; empty when the line does not tell
 * @param logger for example {@code locust.runners}; empty when the line does not tell
 * @param message the rest
 */
record LogLine(LocalDateTime at, String host, String level, String logger, String message) {

    private static final Pattern FORMAT =
            Pattern.compile("\\[(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3})] ([^/]*)/([A-Z]+)/([\\w.]+): (.*)");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS", Locale.ROOT);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What formatters in use call the parts. */
    private static final List<String> MESSAGE_KEYS = List.of("message", "msg", "event");

    private static final List<String> LEVEL_KEYS = List.of("level", "levelname", "severity", "log.level");
    private static final List<String> LOGGER_KEYS = List.of("logger", "name", "log.logger");

    private static final Pattern LOCUSTS_LOGGER = Pattern.compile("root|locust(\\..*)?");

    /** The line's parts; empty when Locust's log did not write it. */
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
            boolean others =
                    !logger.isEmpty() && !LOCUSTS_LOGGER.matcher(logger).matches();
            return message.isEmpty() || others
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

    /** Whether it tells of something that went wrong. */
    boolean isError() {
        return "ERROR".equalsIgnoreCase(level) || "CRITICAL".equalsIgnoreCase(level);
    }
}
