package io.jenkins.plugins.locustswarm.report.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.stats.HoldingChange;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.report.PlantedRun;
import io.jenkins.plugins.locustswarm.report.Summaries;
import io.jenkins.plugins.locustswarm.report.kept.ChangeNote;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestsTest {

    private final RunSummary run = Summaries.of("2.46.3-ok");

    @Test
    void sharesOfTheTimeAddUpToAllOfItTheLargestFirst() {
        List<RequestRow> rows = Requests.of(run, null).getRows();
        assertThat(rows).hasSameSizeAs(run.names());
        assertThat(rows.stream().mapToDouble(RequestRow::getShare).sum()).isBetween(0.999999, 1.000001);
        assertThat(rows).extracting(RequestRow::getShare).isSortedAccordingTo((one, other) -> other.compareTo(one));
    }

    @Test
    void ofVeryManyNamesThoseWithTheLargestSharesAreShown() {
        List<NameStats> names = IntStream.rangeClosed(1, 600)
                .mapToObj(i ->
                        NameStats.of("GET", "/item/" + i, i, 0, 1, ResponseTimes.of(10.0, 10.0, 1.0, 20.0, Map.of())))
                .toList();
        Requests requests = Requests.of(PlantedRun.of(200, 10, names), null);
        assertThat(requests.getRows())
                .hasSize(500)
                .extracting(row -> row.getFigures().getName())
                .startsWith("/item/600")
                .endsWith("/item/101");
        assertThat(requests.getLeftOut()).isEqualTo(100);
        assertThat(Requests.of(run, null).getLeftOut()).isZero();
    }

    @Test
    void withoutABaselineThereIsNoDifference() {
        assertThat(Requests.of(run, null).getRows()).allMatch(row -> row.getDifference() == null);
    }

    @Test
    void aNameThatChangedSaysSo() {
        NameStats name = run.names().get(0);
        HoldingChange change = new HoldingChange("p95", name.type(), name.name(), "#20", 200, 250, 0.25, true, 1e-5);
        HoldingChange all = new HoldingChange("p95", "", "Aggregated", "#20", 200, 250, 0.25, true, 1e-5);

        List<RequestRow> rows =
                Requests.of(run.withChanges(List.of(all, change)), null).getRows();

        assertThat(rows.stream().flatMap(row -> row.getChanges().stream()))
                .extracting(ChangeNote::getName)
                .containsExactly(name.name());
    }
}
