package io.jenkins.plugins.locustswarm.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.AnySummary;
import io.jenkins.plugins.locustswarm.engine.fixture.AnyText;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.text.Table.Column;
import io.jenkins.plugins.locustswarm.engine.trend.PastRun;
import io.jenkins.plugins.locustswarm.engine.trend.RunComparison;
import io.jenkins.plugins.locustswarm.engine.trend.Trend;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What a person reads, about runs whose names, errors and notes are hostile. */
class TablePropertyTest {

    @Property
    void aTableHasALineForEachRowAndKeepsItsWidth(
            @ForAll("rows") List<List<String>> rows, @ForAll @IntRange(min = 44, max = 100) int width) {
        Table table = new Table(Column.names("Name"), Column.text("Error"), Column.names("Run"));
        rows.forEach(row -> table.row(row.toArray(String[]::new)));
        String[] lines = table.render(width).split("\n", -1);
        assertThat(lines).hasSize(rows.size() + 1).allSatisfy(line -> {
            PrintablePropertyTest.assertPrintable(line);
            assertThat(Printable.width(line)).isLessThanOrEqualTo(width);
        });
    }

    @Property(tries = 50)
    void theTextOfARunIsPrintable(
            @ForAll("summaries") RunSummary summary, @ForAll @IntRange(min = 60, max = 120) int width) {
        assertPrintable(SummaryText.of(summary, width));
        assertPrintable(VerdictText.of(summary.swarm(), summary));
    }

    @Property(tries = 50)
    void theTextOfAComparisonIsPrintable(
            @ForAll("summaries") RunSummary before,
            @ForAll("summaries") RunSummary after,
            @ForAll("texts") String label) {
        RunComparison comparison = RunComparison.of(PastRun.of(label, before), PastRun.of(label + "2", after));
        assertPrintable(ComparisonText.of(comparison, 80));
    }

    @Property(tries = 50)
    void theTextOfATrendIsPrintable(@ForAll("histories") List<RunSummary> history, @ForAll("texts") String label) {
        Trend trend = Trend.of(history.stream()
                .map(summary -> PastRun.of(label + summary.hashCode(), summary))
                .toList());
        assertPrintable(TrendText.of(trend, 80));
    }

    /** Line ends are those of the text itself, and no more lines than its parts have. */
    private static void assertPrintable(String text) {
        text.lines().forEach(PrintablePropertyTest::assertPrintable);
        assertThat(text).doesNotContain("\r");
    }

    @Provide
    Arbitrary<List<List<String>>> rows() {
        return AnyText.anyCharacters().list().ofSize(3).list().ofMaxSize(5);
    }

    @Provide
    Arbitrary<RunSummary> summaries() {
        return AnySummary.ofRuns();
    }

    @Provide
    Arbitrary<List<RunSummary>> histories() {
        return AnySummary.ofRuns().list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> texts() {
        return AnyText.anyCharacters();
    }
}
