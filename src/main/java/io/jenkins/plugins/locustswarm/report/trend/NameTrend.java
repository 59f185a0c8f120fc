package io.jenkins.plugins.locustswarm.report.trend;

import edu.hm.hafner.echarts.BuildResult;
import hudson.model.Job;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.report.history.BuildHistory;
import io.jenkins.plugins.locustswarm.report.history.PastResult;
import io.jenkins.plugins.locustswarm.report.history.TestHistory;
import io.jenkins.plugins.locustswarm.report.kept.NameFigures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page with the trends of one request name, in the builds of the {@link TestHistory}. */
public final class NameTrend extends TrendPage {

    private final NameFigures name;
    private final TestHistory history;
    private final List<ThresholdMark> thresholds;

    /** @param name the figures of the latest build with this name */
    NameTrend(Job<?, ?> job, String test, NameFigures name, TestHistory history, List<ThresholdMark> thresholds) {
        super(job, test);
        this.name = name;
        this.history = history;
        this.thresholds = List.copyOf(thresholds);
    }

    /** Untrusted text. */
    @Override
    public String getDisplayName() {
        return name.getDisplayName();
    }

    /** Returns the figures of the latest build with this name. */
    public NameFigures getName() {
        return name;
    }

    @Override
    public String getBuildUrl() {
        return super.getBuildUrl() + "name/" + name.getId() + "/";
    }

    @Override
    Iterable<BuildResult<NameStats>> history() {
        RequestName request = request();
        Map<Integer, NameStats> rows = new HashMap<>();
        for (PastResult past : history.tests()) {
            NameStats row = past.run().rows().get(request);
            if (row != null) {
                rows.put(past.build(), row);
            }
        }
        return BuildHistory.of(
                        getJob(),
                        totals -> Optional.ofNullable(rows.get(totals.build().getNumber())))
                .since(rows.keySet().stream().mapToInt(Integer::intValue).min().orElse(Integer.MAX_VALUE));
    }

    @Override
    TrendMarks marks() {
        return TrendMarks.of(history, request(), thresholds);
    }

    private RequestName request() {
        return new RequestName(name.getType(), name.getName());
    }
}
