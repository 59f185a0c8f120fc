package io.jenkins.plugins.locustswarm.report.trend;

import edu.hm.hafner.echarts.BuildResult;
import hudson.Util;
import hudson.model.Job;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.chart.TrendLine;
import io.jenkins.plugins.locustswarm.report.chart.TrendMetric;
import io.jenkins.plugins.locustswarm.report.kept.NameFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trend charts of a job. */
final class Trends {

    private Trends() {}

    /** What a test's runs, or one request name's, have: response times, requests a second, failures. */
    static List<Trend<?>> of(BuildHistory<NameStats> builds, String buildUrl) {
        Iterable<BuildResult<NameStats>> history = new SharedHistory<>(builds);
        return List.of(
                new Trend<>(Messages.Trends_times(), buildUrl, history, Trends::times),
                new Trend<>(
                        Messages.Trends_rate(),
                        buildUrl,
                        history,
                        choice -> List.of(TrendMetric.REQUESTS_PER_SECOND.line())),
                new Trend<>(
                        Messages.Trends_failed(),
                        buildUrl,
                        history,
                        choice -> List.of(TrendMetric.FAILURE_PERCENT.line())));
    }

    /**
     * For the job's own page, where room is scarce: each test its response times, and all tests together in one chart
     * for each of the others.
     */
    static List<Trend<?>> together(Job<?, ?> job, List<String> tests) {
        List<Trend<?>> trends = new ArrayList<>();
        for (String test : tests) {
            trends.add(new Trend<>(Messages.Trends_timesOf(test), url(test), totals(job, test), Trends::times));
        }
        Iterable<BuildResult<Map<String, NameStats>>> builds = new SharedHistory<>(BuildHistory.totals(job));
        trends.add(comparison(Messages.Trends_rate(), TrendMetric.REQUESTS_PER_SECOND, builds, tests));
        trends.add(comparison(Messages.Trends_failed(), TrendMetric.FAILURE_PERCENT, builds, tests));
        return trends;
    }

    private static Trend<Map<String, NameStats>> comparison(
            String title,
            TrendMetric metric,
            Iterable<BuildResult<Map<String, NameStats>>> builds,
            List<String> tests) {
        List<TrendLine<Map<String, NameStats>>> lines = new ArrayList<>();
        for (int i = 0; i < tests.size(); i++) {
            String test = tests.get(i);
            lines.add(metric.line(test, i).in(totals -> totals.get(test)));
        }
        return new Trend<>(title, LocustBuildAction.URL, builds, choice -> lines);
    }

    /** The Aggregated figures of that test in each build. */
    static BuildHistory<NameStats> totals(Job<?, ?> job, String test) {
        return BuildHistory.totals(job, tests -> Optional.ofNullable(tests.get(test)));
    }

    /** The figures of that request name in each build that kept it. */
    static BuildHistory<NameStats> name(Job<?, ?> job, String test, String nameId) {
        return BuildHistory.of(
                job,
                action -> action.find(test)
                        .flatMap(summary -> summary.findName(nameId))
                        .map(NameFigures::stats));
    }

    /** Where a build's report of that test is, below the build. */
    static String url(String test) {
        return LocustBuildAction.URL + "/test/" + Util.rawEncode(test);
    }

    private static List<TrendLine<NameStats>> times(TrendChoice choice) {
        return choice.times().stream().map(TrendMetric::line).toList();
    }
}
