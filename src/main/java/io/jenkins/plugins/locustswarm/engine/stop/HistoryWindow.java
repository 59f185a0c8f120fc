package io.jenkins.plugins.locustswarm.engine.stop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rows of Locust's history that decide about stop conditions.
 *
 * @param length how far back they reach
 * @param step time between two rows of a name; of a long time, rows that are five seconds apart are enough, since
 *     each figure covers at least ten seconds
 * @param names the fourth field of these rows, as Locust writes it; the rows of all types are needed
 */
public record HistoryWindow(Duration length, Duration step, Set<String> names) {

    /** The name of all requests together. */
    private static final String AGGREGATED = "Aggregated";

    /** The longest time that a rate of a row covers. */
    public static final Duration LONGEST_RATE = Duration.ofSeconds(30);

    /** Room for the row before the window, which can be some seconds older than its beginning. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private static final Duration MAX_DURATION_WITH_ALL_ROWS = Duration.ofMinutes(1);
    private static final Duration SPARSE_STEP = Duration.ofSeconds(5);

    private static final Pattern QUOTED = Pattern.compile("[,\"\r\n]");

    public HistoryWindow {
        names = new LinkedHashSet<>(names);
    }

    /** Returns the window of the condition that needs the longest one, with the names of all. */
    public static HistoryWindow of(Collection<StopCondition> conditions) {
        Set<String> names = new LinkedHashSet<>();
        Duration longest = Duration.ZERO;
        Duration length = Duration.ZERO;
        for (StopCondition condition : conditions) {
            Duration needed = condition.metric().kind() == StopMetric.Kind.RPS
                    ? condition.time().plus(LONGEST_RATE) // for the rate of its first row
                    : condition.time();
            longest = Collections.max(List.of(longest, condition.time()));
            length = Collections.max(List.of(length, needed));
            names(condition).forEach(name -> names.add(field(name)));
        }
        Duration step = longest.compareTo(MAX_DURATION_WITH_ALL_ROWS) > 0 ? SPARSE_STEP : Duration.ofSeconds(1);
        return new HistoryWindow(length.plus(MARGIN), step, names);
    }

    /** Returns what the name can be if a type may precede it, which can contain spaces too. */
    private static List<String> names(StopCondition condition) {
        String text = condition.name();
        if (text == null) {
            return List.of(AGGREGATED);
        }
        List<String> names = new ArrayList<>(List.of(text));
        for (int space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', space + 1)) {
            names.add(text.substring(space + 1));
        }
        return names;
    }

    /** Returns the text as Python's csv module writes it. */
    private static String field(String text) {
        return QUOTED.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** Returns about how many rows these conditions need at a time. */
    public static long rows(Collection<StopCondition> conditions) {
        HistoryWindow window = of(conditions);
        long names = conditions.stream().map(StopCondition::name).distinct().count();
        return names * window.length.dividedBy(window.step);
    }

    @Override
    public Set<String> names() {
        return new LinkedHashSet<>(names);
    }
}
