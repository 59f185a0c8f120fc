package io.jenkins.plugins.locustswarm.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void aSentenceEndsWithOneFullStopOrThoseOfACut() {
        assertThat(Excerpt.sentence("It ended")).isEqualTo("It ended.");
        assertThat(Excerpt.sentence("It ended.")).isEqualTo("It ended.");
        assertThat(Excerpt.sentence("It said: " + Excerpt.line("too long a message", 11)))
                .isEqualTo("It said: too long...");
        assertThat(Excerpt.withoutFullStop("It ended.")).isEqualTo("It ended");
        assertThat(Excerpt.withoutFullStop("It said: too long...")).isEqualTo("It said: too long...");
    }
}
