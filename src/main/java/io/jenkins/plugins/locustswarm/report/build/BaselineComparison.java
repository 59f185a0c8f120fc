package io.jenkins.plugins.locustswarm.report.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.trend.Condition;
import io.jenkins.plugins.locustswarm.engine.trend.ConditionDifference;
import io.jenkins.plugins.locustswarm.engine.trend.Difference;
import io.jenkins.plugins.locustswarm.engine.trend.Figure;
import io.jenkins.plugins.locustswarm.engine.trend.MedianRun;
import io.jenkins.plugins.locustswarm.engine.trend.PastRun;
import io.jenkins.plugins.locustswarm.engine.trend.RunComparison;
import io.jenkins.plugins.locustswarm.report.history.PastResult;
import io.jenkins.plugins.locustswarm.report.history.TestHistory;
import io.jenkins.plugins.locustswarm.report.kept.FullNames;
import io.jenkins.plugins.locustswarm.report.kept.KeptTests;
import io.jenkins.plugins.locustswarm.report.kept.MedianReference;
import io.jenkins.plugins.locustswarm.report.kept.NameFigures;
import io.jenkins.plugins.locustswarm.report.view.ConditionWords;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The figures of a test of a build beside those of its baseline. Only a baseline that the user who looks at the page
 * may read has figures to compare with.
 */
@Restricted(NoExternalUse.class)
public final class BaselineComparison {

    private final String build;
    private final @CheckForNull MedianReference median;
    private final Map<RequestName, NameStats> before = new HashMap<>();
    private final List<Difference> relevant;
    private final Set<Difference> set;
    private final Map<Condition, ConditionDifference> conditions;

    private BaselineComparison(String build, @CheckForNull MedianReference median, RunComparison comparison) {
        this.build = build;
        this.median = median;
        comparison.rows().forEach(row -> before.put(row.request(), row.before()));
        this.relevant = comparison.differences();
        this.set = new HashSet<>(relevant);
        this.conditions = comparison.conditions();
    }

    /**
     * Returns the comparison of a test with its baseline; empty if there is none.
     *
     * @param links links to other builds with the test
     */
    static Optional<BaselineComparison> of(BuildLinks links, String test, RunSummary summary) {
        return one(links, test, summary).or(() -> median(links, test, summary));
    }

    private static Optional<BaselineComparison> one(BuildLinks links, String test, RunSummary summary) {
        String baseline = summary.baseline();
        return links.build(baseline)
                .map(build -> build.getAction(KeptTests.class))
                .flatMap(action -> action.find(test))
                .map(kept -> new BaselineComparison(baseline, null, compare(baseline, kept.toRunSummary(), summary)));
    }

    private static RunComparison compare(String baseline, RunSummary before, RunSummary now) {
        PastRun after = PastRun.of("", now);
        return RunComparison.of(FullNames.of(after).in(PastRun.of(baseline, before)), after);
    }

    /** Determines the builds again, from small files; none if some of them were deleted, since the median is another one then. */
    private static Optional<BaselineComparison> median(BuildLinks links, String test, RunSummary summary) {
        MedianReference words = MedianReference.parse(summary.baseline()).orElse(null);
        if (words == null) {
            return Optional.empty();
        }
        return links.job(words.job())
                .map(job -> TestHistory.between(job, test, words.first(), words.last()).baselines(summary).stream()
                        .map(PastResult::summary)
                        .toList())
                .filter(runs -> runs.size() == words.builds())
                .map(runs -> new BaselineComparison(
                        Messages.BaselineComparison_median(new FigureFormat().count(words.builds())),
                        words,
                        compare("", MedianRun.of(runs), summary)));
    }

    /** Returns what the baseline is called, for example {@code #12}, or the median of how many builds it is. */
    public String getBuild() {
        return build;
    }

    /** Returns which builds the baseline is the median of; absent if it is one build. */
    @CheckForNull
    public String getBuilds() {
        return median == null
                ? null
                : Messages.BaselineComparison_builds(
                        new FigureFormat().count(median.builds()), median.firstBuild(), "#" + median.last());
    }

    /** Returns what was asked differently of the baseline, in words; absent if nothing was. Untrusted text. */
    @CheckForNull
    public String getConditions() {
        return conditions.isEmpty() ? null : ConditionWords.differences(conditions);
    }

    /**
     * Returns the difference of a figure; absent if either run does not have it.
     *
     * @param metric median, average, p95, p99, rps or failures
     */
    @CheckForNull
    public FigureDifference of(String metric, NameFigures now) {
        Figure figure = Figure.named(metric).orElseThrow();
        RequestName request = new RequestName(now.getType(), now.getName());
        NameStats row = before.get(request);
        Double earlier = row == null ? null : figure.of(row);
        Double later = figure.of(now.stats());
        if (earlier == null || later == null) {
            return null;
        }
        Difference difference = new Difference(figure, request, earlier, later);
        return new FigureDifference(difference, set.contains(difference));
    }

    /** Returns the differences that matter, the largest first. */
    List<Difference> relevant() {
        return relevant;
    }
}
