package io.jenkins.plugins.locustswarm.report.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TabSeparatedLineTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                "tab\tnewline\r\nend",
                "back\\slash \\u0041 \\",
                "\u0000\u0001\u001f\u007f\u0085\u2028",
                "half \ud83d surrogate \ude42",
                "🙂 漢字",
                "\ufffe\uffff",
                "<script>&\"'"
            })
    void anyTextIsReadAsItWasWritten(String text) {
        String line = TabSeparatedLine.line(text, 1L, text);
        assertThat(TabSeparatedLine.values(line, 3)).containsExactly(text, "1", text);
    }

    @Test
    void aLineHasNoCharactersThatXmlForbids() {
        assertThat(TabSeparatedLine.line("a\u0000b\nc\ud83dd\uffff")).isEqualTo("a\\u0000b\\u000ac\\ud83dd\\uffff");
    }

    @Test
    void numbersHaveSixDigitsAndNoExponent() {
        assertThat(TabSeparatedLine.line(1234567.0, 0.0123456789, 1.0E-7, 47.0, 0.0, null, Double.NaN))
                .isEqualTo("1234570\t0.0123457\t0.0000001\t47\t0\t\t");
    }

    @Test
    void aLineThatAnOlderVersionWroteHasEmptyValuesAtItsEnd() {
        assertThat(TabSeparatedLine.values("a\tb", 4)).containsExactly("a", "b", "", "");
    }

    @Test
    void aLongTextEndsWithDotsAndNeverInTheMiddleOfACharacter() {
        assertThat(TabSeparatedLine.shorten("12345", 5)).isEqualTo("12345");
        assertThat(TabSeparatedLine.shorten("123456", 5)).isEqualTo("1234…");
        assertThat(TabSeparatedLine.shorten("123🙂6", 5)).isEqualTo("123…");
    }

    @Test
    void aSafeTextRespectsTheLimitInTheFile() {
        String text = TabSeparatedLine.safe("\"".repeat(100) + "\u0000", 100);
        assertThat(text).startsWith("\"\"\"").endsWith("…").hasSizeLessThan(20);
        assertThat(TabSeparatedLine.safe("a\u0000b", 100)).isEqualTo("a?b");
        assertThat(TabSeparatedLine.safe(null, 100)).isNull();
        assertThat(TabSeparatedLine.safe("1234567", 7)).isEqualTo("1234567");
        assertThat(TabSeparatedLine.safe("12345678", 7)).isEqualTo("1234…");
        assertThat(TabSeparatedLine.safe("12🙂78", 7))
                .as("four bytes, and three of the dots")
                .isEqualTo("12…");
    }

    @Test
    void aVeryLongTextIsTruncatedAtOnce() {
        String text = "x".repeat(1 << 20);
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(TabSeparatedLine.safe(text, 100)).hasSize(98).endsWith("x…"));
    }
}
