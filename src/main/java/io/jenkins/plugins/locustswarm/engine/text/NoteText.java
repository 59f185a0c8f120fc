package io.jenkins.plugins.locustswarm.engine.text;

import io.jenkins.plugins.locustswarm.engine.trend.Change;
import io.jenkins.plugins.locustswarm.engine.trend.RunNote;
import io.jenkins.plugins.locustswarm.engine.trend.Trend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The notes on runs, as text. */
final class NoteText {

    private static final int MAX_NOTES = 20;

    private NoteText() {}

    /** Returns a line for each note, oldest first: those about runs since which something changed, and the newest ones. */
    static List<String> of(Trend trend) {
        Set<Integer> changed = trend.changes().stream().map(Change::index).collect(Collectors.toSet());
        Comparator<RunNote> importance = Comparator.comparing((RunNote note) -> !changed.contains(note.index()))
                .thenComparing(RunNote::index, Comparator.reverseOrder());
        List<String> text = new ArrayList<>();
        trend.notes().stream()
                .sorted(importance)
                .limit(MAX_NOTES)
                .sorted(Comparator.comparingInt(RunNote::index))
                .forEach(note -> text.add("Note on " + of(note.label(), note.text())));
        int more = trend.notes().size() - text.size();
        if (more > 0) {
            text.add(more + (more == 1 ? " older note is" : " older notes are") + " not shown.");
        }
        return text;
    }

    /** Returns for example {@code results-20: new JVM}. */
    static String of(String label, String note) {
        return Printable.line(label) + ": " + Printable.line(note);
    }
}
