package io.jenkins.plugins.locustswarm.report.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryCsv;
import io.jenkins.plugins.locustswarm.engine.stats.results.LoadEvents;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import io.jenkins.plugins.locustswarm.report.Summaries;
import io.jenkins.plugins.locustswarm.report.chart.ChartMark;
import io.jenkins.plugins.locustswarm.report.chart.LoadSpan;
import io.jenkins.plugins.locustswarm.report.chart.TimeLine;
import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RunMarksTest {

    private static final String RUN = "2.47.0-hostile";

    @Test
    void aRunThatWentWellShowsWhenAllUsersRanAndTheRunTime() {
        List<ChartMark> marks = RunMarks.of(Summaries.of(RUN), history(), LoadEvents.NONE);
        assertThat(marks).extracting(ChartMark::text).containsExactly("All 4 users", "Run time 0:08");
        assertThat(marks.get(0).second()).isLessThan(4);
        assertThat(marks.get(1).second()).isEqualTo(8);
    }

    @Test
    void workersThatAreLostTogetherAreOneMark() {
        LoadEvents events = new LoadEvents(seconds(3.0, 3.2, 7.0), List.of(), null);
        assertThat(RunMarks.of(Summaries.of(RUN), history(), events))
                .filteredOn(mark -> mark.kind() == ChartMark.Kind.WORKER_LOST)
                .extracting(mark -> mark.second() + " " + mark.text())
                .containsExactly("3.0 2 workers lost", "7.0 Worker lost");
    }

    @Test
    void theFirstBusyWorkerAndTheMasterAreMarked() {
        LoadEvents events = new LoadEvents(List.of(), seconds(2.0, 5.0), Duration.ofSeconds(6));
        assertThat(RunMarks.of(Summaries.of(RUN), history(), events))
                .filteredOn(mark -> mark.kind() == ChartMark.Kind.CPU)
                .extracting(mark -> mark.second() + " " + mark.text())
                .containsExactly("2.0 CPU of workers above 90 % (2 in the end)", "6.0 CPU of the master above 90 %");
    }

    @Test
    void theStopConditionThatEndedTheLoadIsMarked() {
        RunSummary stopped = Summaries.of(RUN)
                .withHealth(List.of(HealthFinding.failed(HealthFinding.Kind.STOP_CONDITION, "p95 was above 1,000 ms.")))
                .withStoppedBy("p95 > 1000 for 20s");
        assertThat(stoppedTexts(stopped)).containsExactly("Stopped: p95 > 1000 for 20s");

        RunSummary ended = Summaries.of(RUN)
                .withHealth(List.of(HealthFinding.unstable(HealthFinding.Kind.ENDED_EARLY, "It ended after 5 s.")));
        assertThat(stoppedTexts(ended)).containsExactly("Ended early");
    }

    @Test
    void aRunThatContinuesHasTheMarksThatAreKnown() {
        assertThat(RunMarks.of(4, null, history())).extracting(ChartMark::text).containsExactly("All 4 users");
        assertThat(RunMarks.of(1000, Duration.ofHours(2), history()))
                .extracting(ChartMark::text)
                .containsExactly("Run time 2:00:00");
    }

    private static List<String> stoppedTexts(RunSummary run) {
        return RunMarks.of(run, history(), LoadEvents.NONE).stream()
                .filter(mark -> mark.kind() == ChartMark.Kind.STOPPED)
                .map(ChartMark::text)
                .toList();
    }

    private static List<Duration> seconds(double... times) {
        return DoubleStream.of(times)
                .mapToObj(time -> Duration.ofMillis(Math.round(time * 1000)))
                .toList();
    }

    private static TimeLine history() {
        TimeLine line = new TimeLine(600, LoadSpan.UNKNOWN);
        HistoryCsv.readAggregated(RecordedRun.file(RUN, RunResults.HISTORY), line);
        return line;
    }
}
