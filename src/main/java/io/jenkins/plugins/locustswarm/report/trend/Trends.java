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

/** Creates the trend charts of a job. */
final class Trends {

    private Trends() {}

    /** Creates the charts of a test or a request name: response times, requests per second, failures. */
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
     * Creates the charts for the page of the job, where space is limited: the response times of each test, and the other
     * figures of all tests in one chart each.
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

    /** Returns the Aggregated figures of a test in each build. */
    static BuildHistory<NameStats> totals(Job<?, ?> job, String test) {
        return BuildHistory.totals(job, tests -> Optional.ofNullable(tests.get(test)));
    }

    /** Returns the figures of a request name in each build whose {@code build.xml} contains it. */
    static BuildHistory<NameStats> name(Job<?, ?> job, String test, String nameId) {
        return BuildHistory.of(
                job,
                action -> action.find(test)
                        .flatMap(summary -> summary.findName(nameId))
                        .map(NameFigures::stats));
    }

    /** Returns the URL of the page of a test, relative to the build. */
    static String url(String test) {
        return LocustBuildAction.URL + "/test/" + Util.rawEncode(test);
    }

    private static List<TrendLine<NameStats>> times(TrendChoice choice) {
        return choice.times().stream().map(TrendMetric::line).toList();
    }
}
