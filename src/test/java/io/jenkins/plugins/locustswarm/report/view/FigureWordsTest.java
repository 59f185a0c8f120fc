package io.jenkins.plugins.locustswarm.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureWordsTest {

    private final FigureWords words = new FigureWords();

    @Test
    void aChangeNamesTheFigureAndTheRequests() {
        assertThat(words.change("p95", "GET", "/cart", 0.19, 238)).isEqualTo("p95 of GET /cart +19 %");
        assertThat(words.change("rps", "", "Aggregated", -0.2, 40)).isEqualTo("Requests/s -20 %");
        assertThat(words.change("failures", "", "Aggregated", null, 0.02)).isEqualTo("Failure ratio from 0 to 2 %");
    }

    @Test
    void aFigureOfALaterVersionStaysAsItIs() {
        assertThat(words.name("jitter")).isEqualTo("jitter");
    }

    @Test
    void requestsAreALineWithoutControlCharacters() {
        assertThat(words.requests("", "a\nb")).doesNotContain("\n");
        assertThat(words.requests("", "Aggregated")).isEqualTo("All requests");
        assertThat(words.requests("GET", "Aggregated")).isEqualTo("GET Aggregated");
    }
}
