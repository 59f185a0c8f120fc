package io.jenkins.plugins.locustswarm.engine.text;

import io.jenkins.plugins.locustswarm.engine.stats.HoldingChange;
import io.jenkins.plugins.locustswarm.engine.trend.Figure;
import java.util.Locale;

/** A change that holds in a run, in one line. */
public final class ChangeText {

    private ChangeText() {}

    /** Returns for example {@code GET /cart p95 since #20: 250 ms instead of 210 ms (+19.0 %, worse)}. */
    public static String of(HoldingChange change) {
        String request = change.type().isEmpty() ? change.name() : change.type() + " " + change.name();
        Figure figure = Figure.valueOf(change.metric().toUpperCase(Locale.ROOT));
        return Printable.line(request) + " " + figure + " since " + Printable.line(change.since()) + ": "
                + DifferenceText.value(figure, change.after()) + " instead of "
                + DifferenceText.value(figure, change.before()) + " ("
                + DifferenceText.change(change.change(), change.worse()) + ")";
    }
}
