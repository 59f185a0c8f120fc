package io.jenkins.plugins.locustswarm.report.macro;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.gate.Metric;
import io.jenkins.plugins.locustswarm.engine.gate.MissingFigureException;
import io.jenkins.plugins.locustswarm.engine.gate.RequestLookup;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** {@code LOCUST_FIGURE}: a figure of all requests, or of those with a name, for example {@code 142 ms}. */
@Restricted(NoExternalUse.class)
@OptionalExtension(requirePlugins = "token-macro")
public final class FigureMacro extends LocustMacro {

    /** The only figure that no gate has under its own name: a gate takes it as a percentage of failures. */
    private static final String FAILURE_RATIO = "failureRatio";

    private static final FigureFormat FORMAT = FigureFormat.english();

    private String metric = "p95";
    private String name = "";

    public FigureMacro() {
        super("LOCUST_FIGURE");
    }

    /** The figure: a metric of gates, or {@code failureRatio}. */
    @Parameter
    public void setMetric(@CheckForNull String text) {
        metric = Util.fixNull(text);
    }

    /** The name of the requests, with or without their type before it; all requests if empty. */
    @Parameter
    public void setName(@CheckForNull String text) {
        name = Util.fixNull(text);
    }

    @Override
    String evaluate(Run<?, ?> run, List<TestSummary> tests) {
        return tests.stream()
                .map(test -> (tests.size() > 1 ? test.getTest() + ": " : "") + figure(BuildSummaries.of(run, test)))
                .collect(Collectors.joining("\n"));
    }

    private String figure(RunSummary summary) {
        boolean ratio = metric.equalsIgnoreCase(FAILURE_RATIO);
        Metric parsed = ratio ? null : Metric.parse(metric);
        try {
            NameStats row = RequestLookup.find(Util.fixEmpty(name), summary, "The run");
            Double figure = parsed == null ? row.failureRatio() : parsed.of(row);
            return figure == null ? ABSENT : parsed == null ? FORMAT.percent(figure) : format(parsed, figure);
        } catch (MissingFigureException e) {
            return ABSENT;
        }
    }

    private static String format(Metric metric, double figure) {
        return switch (metric.kind()) {
            case REQUESTS, FAILURES -> FORMAT.count(figure);
            case RPS -> FORMAT.rate(figure) + " /s";
            default -> FORMAT.ms(figure);
        };
    }
}
