package io.jenkins.plugins.locustswarm.engine.text;

import io.jenkins.plugins.locustswarm.engine.stats.ExceptionCount;
import io.jenkins.plugins.locustswarm.engine.stats.FailureCount;
import io.jenkins.plugins.locustswarm.engine.stats.MostFrequent;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The most frequent failures and exceptions of a run, one line each. */
final class ErrorText {

    private static final int MAX_LINES = 5;
    private static final String INDENT = "  ";

    private ErrorText() {}

    /** Returns lines of at most this width; empty if nothing failed. */
    static List<String> of(RunSummary summary, int width) {
        List<String> text = new ArrayList<>();
        UniqueShortNames names = new UniqueShortNames(width / 2);
        text.addAll(lines(
                "Failures",
                summary.topFailures(),
                FailureCount::count,
                failure -> names.of(Printable.line((failure.type() + " " + failure.name()).strip())) + ": "
                        + failure.error(),
                RunResults.FAILURES,
                width));
        text.addAll(lines(
                "Exceptions of users",
                summary.topExceptions(),
                ExceptionCount::count,
                exception ->
                        exception.message() + (exception.raisedAt().isEmpty() ? "" : " (" + place(exception) + ")"),
                RunResults.EXCEPTIONS,
                width));
        return text;
    }

    /** Returns the place without the folder of the file, which is long and chosen by the swarm. */
    private static String place(ExceptionCount exception) {
        return exception.raisedAt().replaceFirst("^File \".*/", "File \"");
    }

    private static <T> List<String> lines(
            String title,
            MostFrequent<T> errors,
            ToLongFunction<T> count,
            Function<T, String> description,
            String file,
            int width) {
        if (errors.rows().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(title + ", the most frequent first:");
        List<T> shown = errors.rows().stream().limit(MAX_LINES).toList();
        int digits = String.valueOf(count.applyAsLong(shown.get(0))).length();
        for (T error : shown) {
            String line = INDENT
                    + Printable.right(String.valueOf(count.applyAsLong(error)), digits)
                    + INDENT
                    + Printable.line(description.apply(error));
            lines.add(Printable.cut(line, width));
        }
        long leftOut = errors.leftOut() + errors.rows().size() - shown.size();
        if (leftOut > 0) {
            lines.add(INDENT + leftOut + " more are in " + file + ".");
        }
        return lines;
    }
}
