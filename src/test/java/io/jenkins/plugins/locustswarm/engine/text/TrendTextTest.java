package io.jenkins.plugins.locustswarm.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.trend.Change;
import io.jenkins.plugins.locustswarm.engine.trend.Difference;
import io.jenkins.plugins.locustswarm.engine.trend.Figure;
import io.jenkins.plugins.locustswarm.engine.trend.RunNote;
import io.jenkins.plugins.locustswarm.engine.trend.Trend;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTextTest {

    @Test
    void theNoteOfARunSinceWhichSomethingChangedIsNotLeftOut() {
        Difference slower = new Difference(Figure.P95, new RequestName("GET", "/cart"), 210, 250);
        List<RunNote> notes = IntStream.range(0, 30)
                .mapToObj(index -> new RunNote(index, "results-" + index, "JVM\n" + index))
                .toList();
        String text = TrendText.of(
                new Trend(30, List.of(new Change(slower, 3, "results-3", 1e-7)), List.of(), List.of(), notes), 120);
        assertThat(text.lines().skip(2))
                .hasSize(21)
                .startsWith("Note on results-3: JVM\\u000a3", "Note on results-11: JVM\\u000a11")
                .endsWith("Note on results-29: JVM\\u000a29", "10 older notes are not shown.");
    }

    @Test
    void oneNoteMoreIsCountedInTheSingular() {
        List<RunNote> notes = IntStream.range(0, 21)
                .mapToObj(index -> new RunNote(index, "r", "n"))
                .toList();
        assertThat(TrendText.of(new Trend(21, List.of(), List.of(), List.of(), notes), 80))
                .endsWith("1 older note is not shown.");
    }
}
