package io.jenkins.plugins.locustswarm.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuoteTest {

    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "plain",
            "two words",
            "'",
            "''",
            "it's",
            "'; touch /tmp/owned; '",
            "\"double\"",
            "$(touch /tmp/owned)",
            "`id`",
            "${HOME}",
            "$PATH",
            "!!",
            "a\\",
            "\\'",
            "\\n",
            "line\nfeed",
            "\n",
            "trailing\n\n",
            "carriage\rreturn",
            "tab\there",
            "*",
            "~",
            "-n",
            "--help",
            "#comment",
            "a;b&c|d>e<f",
            "{a,b}",
            "\u0001\u001b[31mred",
            "häßlich \u2603 \ud83e\udd97",
            "EOF",
            "x".repeat(100_000));

    @Test
    void bashReadsEveryValueBackAsItWas() throws IOException, InterruptedException {
        String script = "printf '%s\\0' " + Quote.words(HOSTILE);
        assertThat(bash(script)).isEqualTo(String.join("\0", HOSTILE) + "\0");
    }

    @Test
    void aValueStaysOneWordInTheMiddleOfACommand() throws IOException, InterruptedException {
        for (String value : HOSTILE) {
            assertThat(bash("set -- " + Quote.word(value) + " last; printf '%s|%s|%s' \"$#\" \"$1\" \"$2\""))
                    .isEqualTo("2|" + value + "|last");
        }
    }

    @Test
    void theProcessesOfAScriptGetEveryVariableAsItWas() throws IOException, InterruptedException {
        for (String value : HOSTILE) {
            String script = Quote.exports(Map.of("OTHER", "other", "VALUE", value))
                    + "sh -c 'printf \"%s|%s\" \"$OTHER\" \"$VALUE\"'";
            assertThat(bash(script)).isEqualTo("other|" + value);
        }
    }

    @ParameterizedTest
    @CsvSource({"a,b", "'',b", "a,''"})
    void aNulCharacterIsRefusedSinceNoCommandCanTakeIt(String before, String after) {
        assertThatThrownBy(() -> Quote.word(before + "\0" + after))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(": " + before + "?" + after + ".")
                .hasMessageContaining("NUL");
    }

    private static String bash(String script) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("bash", "-s").redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(script.getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out;
    }
}
