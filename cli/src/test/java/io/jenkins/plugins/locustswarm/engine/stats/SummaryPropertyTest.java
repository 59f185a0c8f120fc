package io.jenkins.plugins.locustswarm.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.AnySummary;
import io.jenkins.plugins.locustswarm.engine.fixture.AnyText;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class SummaryPropertyTest {

    @Property(tries = 100)
    void aSummaryIsReadAsItWasWritten(@ForAll("summaries") RunSummary summary) {
        String text = SummaryJson.write(summary);
        assertThat(SummaryJson.read(text, "test")).isEqualTo(summary);
        assertThat(SummaryJson.write(SummaryJson.read(text, "test"))).isEqualTo(text);
    }

    @Property
    void anExcerptIsTheBeginningAndNotLongerThanItsLimit(
            @ForAll("texts") String text, @ForAll @IntRange(min = 4, max = 12) int limit) {
        String excerpt = Excerpt.of(text, limit);
        assertThat(excerpt.length()).isLessThanOrEqualTo(limit);
        if (text.length() <= limit) {
            assertThat(excerpt).isEqualTo(text);
        } else {
            String kept = excerpt.substring(0, excerpt.length() - 3);
            assertThat(text).startsWith(kept);
            // a pair is kept or left out as a whole
            assertThat(kept.isEmpty() || !Character.isHighSurrogate(kept.charAt(kept.length() - 1)))
                    .isTrue();
        }
    }

    @Property
    void theMostFrequentRowsAreKeptAndAllAreCounted(
            @ForAll List<@LongRange(min = 0, max = 1_000_000) Long> counts,
            @ForAll @IntRange(min = 1, max = 20) int limit) {
        MostFrequent.Gathering<Long> rows = new MostFrequent.Gathering<>(limit, count -> count);
        counts.forEach(rows::add);
        MostFrequent<Long> result = rows.result();
        List<Long> sorted = counts.stream().sorted(Comparator.reverseOrder()).toList();
        assertThat(result.rows()).isEqualTo(sorted.subList(0, Math.min(limit, sorted.size())));
        assertThat(result.rows().size() + result.leftOut()).isEqualTo(counts.size());
        assertThat(result.occurrences())
                .isEqualTo(counts.stream().mapToLong(count -> count).sum());
    }

    @Provide
    Arbitrary<RunSummary> summaries() {
        return AnySummary.ofRuns();
    }

    @Provide
    Arbitrary<String> texts() {
        return AnyText.anyCharacters();
    }
}
