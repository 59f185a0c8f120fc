package io.jenkins.plugins.locustswarm.report.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.trend.Figure;
import io.jenkins.plugins.locustswarm.report.chart.Sparkline;
import io.jenkins.plugins.locustswarm.report.history.JobTotals;
import io.jenkins.plugins.locustswarm.report.history.TestHistory;
import io.jenkins.plugins.locustswarm.report.kept.NameId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The figures of a test, or of one of its request names, in a build and in those before it, for the tiles of the page: read from small files. */
@Restricted(NoExternalUse.class)
public final class Sparklines {

    private static final int BUILDS = 20;

    /** The number of builds that are looked at, with the test or without. */
    private static final int MAX_BUILDS = 100;

    private final List<NameStats> totals;

    private Sparklines(List<NameStats> totals) {
        this.totals = totals;
    }

    /** @param total the figures of the build */
    static Sparklines of(Run<?, ?> run, String test, NameStats total) {
        List<NameStats> newestFirst = new ArrayList<>();
        newestFirst.add(total);
        JobTotals.before(run, BUILDS)
                .limit(MAX_BUILDS)
                .map(build -> build.tests().get(test))
                .filter(Objects::nonNull)
                .limit(BUILDS - 1L)
                .forEach(newestFirst::add);
        Collections.reverse(newestFirst);
        return new Sparklines(newestFirst);
    }

    /** @param name the figures of a request name in the build */
    static Sparklines ofName(Run<?, ?> run, String test, NameStats name) {
        List<NameStats> oldestFirst =
                new ArrayList<>(TestHistory.before(run, test, BUILDS - 1).rows(NameId.of(name.type(), name.name())));
        oldestFirst.add(name);
        return new Sparklines(oldestFirst);
    }

    /**
     * Returns the line of a figure; absent with fewer than two builds that have it.
     *
     * @param metric median, average, p95, p99, rps or failures
     */
    @CheckForNull
    public Sparkline of(String metric) {
        Figure figure = Figure.named(metric).orElseThrow();
        List<Double> values =
                totals.stream().map(figure::of).filter(Objects::nonNull).toList();
        return values.size() < 2 ? null : new Sparkline(values);
    }
}
