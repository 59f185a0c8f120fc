package io.jenkins.plugins.locustswarm.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestRateTest {

    private static List<HistoryRow> rows(String recording) {
        List<HistoryRow> rows = new ArrayList<>();
        HistoryCsv.readAggregated(RecordedRun.file(recording, RunResults.HISTORY), rows::add);
        return rows;
    }

    @Test
    void theRateIsThatOfTheLastTenSeconds() {
        List<HistoryRow> rows = rows("2.46.3-all-workers-killed");
        RequestRate rate = new RequestRate();
        for (int i = 0; i < rows.size(); i++) {
            HistoryRow row = rows.get(i);
            HistoryRow before = rows.stream()
                    .filter(earlier -> earlier.timestamp() <= row.timestamp() - 10)
                    .reduce((one, later) -> later)
                    .orElse(null);
            if (before == null) {
                assertThat(rate.accept(row)).isEmpty();
            } else {
                assertThat(rate.accept(row))
                        .hasValue(
                                (double) (row.requests() - before.requests()) / (row.timestamp() - before.timestamp()));
            }
        }
        assertThat(rows.get(rows.size() - 1).timestamp() - rows.get(0).timestamp())
                .isGreaterThan(10);
    }

    @Test
    void anUnchangedRowChangesNothing() {
        List<HistoryRow> rows = rows("2.46.3-all-workers-killed");
        RequestRate rate = new RequestRate();
        rows.forEach(rate::accept);
        HistoryRow last = rows.get(rows.size() - 1);
        assertThat(rate.accept(last)).isEqualTo(rate.accept(last));
    }

    @Test
    void afterAResetOfTheStatisticsTheRateIsUnknownForTenSeconds() {
        RequestRate rate = new RequestRate();
        long reset = 0;
        long count = 0;
        for (HistoryRow row : rows("2.47.0-reset-stats")) {
            reset = row.requests() < count ? row.timestamp() : reset;
            count = row.requests();
            boolean known = rate.accept(row).isPresent();
            if (reset > 0) {
                assertThat(known).isEqualTo(row.timestamp() >= reset + 10);
            }
        }
        assertThat(reset).isPositive();
    }
}
