package io.jenkins.plugins.locustswarm.steps.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.shell.Quote;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {

    private static final UnaryOperator<String> BUILD =
            text -> text.replace("$EMPTY", "").replace("$TAGS", "a  b").replace("$QUOTE", "it's");

    private static List<String> split(String line) {
        return ShellWords.split(line, UnaryOperator.identity());
    }

    /** What a real shell makes of the words, without its expansions. */
    private static List<String> ofShell(String line) throws Exception {
        Process sh = new ProcessBuilder(
                        "bash", "-fc", "for word in " + line.replace('\n', ' ') + "; do printf '%s\\0' \"$word\"; done")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String words = new String(sh.getInputStream().readAllBytes(), UTF_8);
        assertThat(sh.waitFor()).as(line).isZero();
        return words.isEmpty()
                ? List.of()
                : Arrays.asList(words.split("\0", -1)).subList(0, words.split("\0", -1).length - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "--tags browse  search",
                "--title 'first try' \"second  try\"",
                "'' \"\" a''b",
                "'a\"b' \"c'd\" e\\'f \\\"g",
                "\"\\\\ \\\" \\n \\a\" '\\n' \\n \\\\",
                "a\\ b c\\ ",
                "'it'\\''s' --x='y z' --\"a b\"",
                "*.py [a-z] ~x '$HOME' a#b",
            })
    void aLineIsSplitAsAShellSplitsIt(String line) throws Exception {
        assertThat(split(line)).isEqualTo(ofShell(line));
    }

    @Test
    void anyLineOfQuotesAndBackslashesIsSplitAsAShellSplitsIt() throws Exception {
        Random random = new Random(16);
        int compared = 0;
        for (int i = 0; i < 300; i++) {
            String line = IntStream.range(0, 1 + random.nextInt(12))
                    .mapToObj(at -> String.valueOf("ab  '\"\\".charAt(random.nextInt(7))))
                    .collect(Collectors.joining());
            try {
                assertThat(split(line)).as(line).isEqualTo(ofShell(line));
                compared++;
            } catch (BadInputException e) {
                assertThat(e).hasMessageMatching("The arguments for Locust (have a quote|end with a backslash).*");
            }
        }
        assertThat(compared).isGreaterThan(50);
    }

    @Test
    void quotedWordsAreReadAsTheyWere() {
        List<String> words = List.of("", "a b", "it's", "\"", "\\", "$HOME", "`id`", "a\nb", "\t", "*", "ä");
        assertThat(split(Quote.words(words))).isEqualTo(words);
    }

    @Test
    void lineFeedsSeparateWordsAndABackslashContinuesTheLine() {
        assertThat(split("a\nb\r\nc \\\nd")).containsExactly("a", "b", "c", "d");
        assertThat(split("\"a\\\nb\"")).containsExactly("ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--x 'a", "\"a b", "\"a\\\"", "it's", "\"a\\"})
    void anOpenQuoteIsRefused(String line) {
        assertThatThrownBy(() -> split(line))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("have a quote (")
                .hasMessageContaining("that is not closed");
    }

    @Test
    void aBackslashAtTheEndIsRefused() {
        assertThatThrownBy(() -> split("a \\")).hasMessageStartingWith("The arguments for Locust end with a backslash");
    }

    @Test
    void variablesAreExpandedWhereAShellExpandsThem() {
        assertThat(ShellWords.split("--tags $TAGS", BUILD)).containsExactly("--tags", "a", "b");
        assertThat(ShellWords.split("\"$TAGS\" '$TAGS' \\$TAGS x$TAGS", BUILD))
                .containsExactly("a  b", "$TAGS", "$TAGS", "xa", "b");
        assertThat(ShellWords.split("$EMPTY \"$EMPTY\"", BUILD)).containsExactly("");
        assertThat(ShellWords.split("$QUOTE", BUILD))
                .as("a quote in a value is text")
                .containsExactly("it's");
    }
}
