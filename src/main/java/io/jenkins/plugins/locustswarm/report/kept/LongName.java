package io.jenkins.plugins.locustswarm.report.kept;

import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shortens a very long request name instead of leaving it out. The short name contains the id of the whole one, so that its
 * pages and its history have the same URL, and two names with the same beginning stay two.
 */
final class LongName {

    /** The limit of a name in bytes; a longer one is shortened, and always in the same way. */
    static final int MAX_BYTES = 1_000;

    private static final String MARK = "… [";
    private static final Pattern SHORTENED = Pattern.compile(".{100,}… \\[([0-9a-f]{16})]", Pattern.DOTALL);

    private LongName() {}

    /** Returns whether a build keeps the name of the row in a shorter form. */
    static boolean isShortened(NameStats row) {
        return shorten(row) != row;
    }

    /** Returns the row, with a shorter name if its name is too long. */
    static NameStats shorten(NameStats row) {
        String name = row.name();
        int end = Math.min(name.length(), MAX_BYTES);
        while (bytes(name, end) > MAX_BYTES) {
            end -= Math.max(1, end / 20);
        }
        if (end == name.length()) {
            return row;
        }
        if (Character.isHighSurrogate(name.charAt(end - 1))) {
            end--;
        }
        return new NameStats(
                row.type(),
                name.substring(0, end) + MARK + NameId.of(row.type(), name) + "]",
                row.requests(),
                row.failures(),
                row.failureRatio(),
                row.requestsPerSecond(),
                row.responseTimes());
    }

    private static int bytes(String name, int end) {
        return TabSeparatedLine.bytes(TabSeparatedLine.line(name.substring(0, end)));
    }

    /** Returns the id in a name that was shortened; empty for any other name. */
    static Optional<String> id(String name) {
        Matcher shortened = SHORTENED.matcher(name);
        return shortened.matches() ? Optional.of(shortened.group(1)) : Optional.empty();
    }
}
