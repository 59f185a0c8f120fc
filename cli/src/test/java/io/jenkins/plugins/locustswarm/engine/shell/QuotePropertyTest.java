package io.jenkins.plugins.locustswarm.engine.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.AnyText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A shell reads what was given, whatever that is. Each shell gets many values, since it takes milliseconds to start. */
class QuotePropertyTest {

    @Property(tries = 30)
    void aPosixShellReadsEachWordAsItWasGiven(@ForAll("values") List<String> values) throws Exception {
        assertThat(output(List.of("sh"), "printf '%s\\0' first " + Quote.words(values)))
                .isEqualTo(expected(values));
    }

    @Property(tries = 30)
    void bashReadsEachWordAsItWasGiven(@ForAll("values") List<String> values) throws Exception {
        assertThat(output(List.of("bash"), "printf '%s\\0' first " + Quote.words(values)))
                .isEqualTo(expected(values));
    }

    @Property(tries = 30)
    void aScriptGetsItsArgumentsAsTheyWereGiven(@ForAll("values") List<String> values) throws Exception {
        String text = Script.of("printf '%s\\0' first \"$@\"").arguments(values).render();
        assertThat(output(Script.bash(text), text)).isEqualTo(expected(values));
    }

    @Property(tries = 30)
    void aScriptAfterAnotherOneGetsItsArgumentsAsTheyWereGiven(@ForAll("values") List<String> values) throws Exception {
        String text = Script.of("printf '%s\\0' first \"$@\"")
                .arguments(values)
                .renderAfter(Script.of("cat >&2").arguments(values));
        assertThat(output(Script.bash(text), text)).isEqualTo(expected(values));
    }

    @Provide
    Arbitrary<List<String>> values() {
        return AnyText.ofArguments().list().ofMinSize(1).ofMaxSize(300);
    }

    private static List<String> expected(List<String> values) {
        List<String> expected = new ArrayList<>(values);
        expected.add(0, "first");
        return expected;
    }

    /** Returns the texts that a shell prints, each of which ends with a NUL. */
    private static List<String> output(List<String> shell, String input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(shell)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        }
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(printed).endsWith("\0");
        return List.of(printed.substring(0, printed.length() - 1).split("\0", -1));
    }
}
