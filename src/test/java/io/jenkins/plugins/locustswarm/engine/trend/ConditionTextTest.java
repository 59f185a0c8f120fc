package io.jenkins.plugins.locustswarm.engine.trend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTextTest {

    private static final int LIMIT = ConditionText.SHORT;

    private static int bytes(String text) {
        return text.chars().map(c -> ConditionText.bytes((char) c)).sum();
    }

    @Test
    void aTextThatFitsStaysAsItIs() {
        assertThat(ConditionText.shorten("a".repeat(LIMIT), LIMIT)).isEqualTo("a".repeat(LIMIT));
        assertThat(ConditionText.shorten("", LIMIT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ü", "検", "🙂", "a🙂", "&", "\"'<>"})
    void theShortFormOfALongTextFitsAndStaysAsItIs(String part) {
        String shortened = ConditionText.shorten(part.repeat(200), LIMIT);

        assertThat(shortened).startsWith(part).matches(".*… \\[[0-9a-f]{16}]");
        assertThat(bytes(shortened)).isBetween(LIMIT - 10, LIMIT);
        assertThat(ConditionText.shorten(shortened, LIMIT)).isEqualTo(shortened);
    }

    @Test
    void textsWithTheSameBeginningDiffer() {
        String text = "a".repeat(150);

        assertThat(ConditionText.shorten(text + "1", LIMIT)).isNotEqualTo(ConditionText.shorten(text + "2", LIMIT));
    }
}
