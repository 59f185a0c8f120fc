package io.jenkins.plugins.locustswarm.engine.text;

import io.jenkins.plugins.locustswarm.engine.stats.HoldingChange;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.trend.Difference;
import io.jenkins.plugins.locustswarm.engine.trend.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The changes that hold in a run, as text. */
public final class HoldingChangeText {

    /** The number of changes that a summary shows. */
    private static final int MAX_LINES = 10;

    private HoldingChangeText() {}

    /** Returns for example {@code GET /cart p95 +19 %, worse, since #20 (210 ms before, 250 ms now)}. */
    public static String of(HoldingChange change) {
        RequestName request = new RequestName(change.type(), change.name());
        String requests = before(request);
        Optional<Figure> figure = Figure.named(change.metric());
        String size = figure.map(
                        known -> DifferenceText.change(new Difference(known, request, change.before(), change.after())))
                .orElse(change.worse() ? "worse" : "better"); // a figure of a later version
        String values = figure.map(known -> " (" + DifferenceText.value(known, change.before()) + " before, "
                        + DifferenceText.value(known, change.after()) + " now)")
                .orElse("");
        return Printable.line(requests + change.metric() + " " + size + ", since " + change.since() + values);
    }

    /** Returns what stands before a metric: nothing for all requests together. */
    private static String before(RequestName request) {
        return request.equals(RequestName.AGGREGATED) ? "" : request.text().strip() + " ";
    }

    /** Returns a line for each of the first changes, and how many more there are. */
    static List<String> lines(List<HoldingChange> changes) {
        List<String> lines = new ArrayList<>();
        changes.stream().limit(MAX_LINES).forEach(change -> lines.add("Changed: " + of(change)));
        int more = changes.size() - lines.size();
        if (more > 0) {
            lines.add(more + (more == 1 ? " less certain change is" : " less certain changes are") + " not shown.");
        }
        return lines;
    }
}
