package io.jenkins.plugins.locustswarm.report.trend;

import edu.hm.hafner.echarts.BuildResult;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.history.BuildHistory;
import io.jenkins.plugins.locustswarm.report.history.PastResult;
import io.jenkins.plugins.locustswarm.report.history.TestHistory;
import io.jenkins.plugins.locustswarm.report.kept.NameFigures;
import io.jenkins.plugins.locustswarm.report.view.JsonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.verb.GET;

/** The page with the trends of a test, and its request names. */
public final class TestTrend extends TrendPage {

    private @CheckForNull Optional<NewestResult> newest;

    TestTrend(Job<?, ?> job, String test) {
        super(job, test);
    }

    @Override
    public String getDisplayName() {
        return getTest();
    }

    @Override
    Iterable<BuildResult<NameStats>> history() {
        return BuildHistory.of(getJob(), getTest());
    }

    @Override
    TrendMarks marks() {
        return TrendMarks.of(
                TestHistory.totals(getJob(), getTest()), RequestName.AGGREGATED, thresholds(RequestName.AGGREGATED));
    }

    private List<ThresholdMark> thresholds(RequestName request) {
        return newest().map(test -> ThresholdMark.of(test.summary(), request)).orElse(List.of());
    }

    /** Returns the test in the newest build that ran it; absent if there is none. */
    @CheckForNull
    public NewestResult getNewest() {
        return newest().orElse(null);
    }

    /** Returns the request names in the latest build with the test. */
    public List<NameFigures> getNames() {
        return newest().map(test -> test.summary().getNames()).orElse(List.of());
    }

    /** Returns the number of names of the latest build that only its archived files contain. */
    public int getNamesLeftOut() {
        return newest().map(test -> test.summary().getNamesLeftOut()).orElse(0);
    }

    /** Returns what changed in the history of the test. */
    public TrendChanges getChanges() {
        return TrendChanges.of(getJob(), getTest());
    }

    /** Returns the response times of the request names in the latest builds as JSON. */
    @GET
    public HttpResponse doHeat() {
        return new JsonText(JsonText.of(HeatMap.of(TestHistory.of(getJob(), getTest()))));
    }

    private Optional<NewestResult> newest() {
        if (newest == null) {
            Iterator<BuildResult<NameStats>> builds = history().iterator();
            newest = builds.hasNext() ? newest(builds.next().getBuild().getNumber()) : Optional.empty();
        }
        return newest;
    }

    private Optional<NewestResult> newest(int number) {
        Run<?, ?> run = getJob().getBuildByNumber(number);
        LocustBuildAction action = run == null ? null : run.getAction(LocustBuildAction.class);
        return action == null
                ? Optional.empty()
                : action.find(getTest()).map(summary -> new NewestResult(number, run.getDisplayName(), summary));
    }

    /** Returns the page of a request name; absent if no build of the history contains it. */
    @CheckForNull
    public NameTrend getName(String id) {
        TestHistory history = TestHistory.of(getJob(), getTest());
        List<PastResult> newestFirst = new ArrayList<>(history.tests());
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .flatMap(past -> past.summary().names().stream())
                .map(NameFigures::new)
                .filter(name -> name.getId().equals(id))
                .findFirst()
                .map(name -> new NameTrend(
                        getJob(),
                        getTest(),
                        name,
                        history,
                        thresholds(new RequestName(name.getType(), name.getName()))))
                .orElse(null);
    }
}
