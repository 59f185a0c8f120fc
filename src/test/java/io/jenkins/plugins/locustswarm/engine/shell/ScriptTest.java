package io.jenkins.plugins.locustswarm.engine.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {

    private final LocalShell shell = new LocalShell("here");

    @Test
    void argumentsArriveAsTheyAreAndInOrder() throws InterruptedException {
        ShellResult result =
                shell.run(Script.of("printf '<%s>' \"$@\"").arguments("two words", "", "$(id)", "it's", "line\nfeed"));
        assertThat(result.out()).isEqualTo("<two words><><$(id)><it's><line\nfeed>\n");
    }

    @Test
    void theExitCodeIsTheScripts() throws InterruptedException {
        assertThat(shell.run(Script.of("true")).exitCode()).isZero();
        assertThat(shell.run(Script.of("exit 7")).exitCode()).isEqualTo(7);
        assertThat(shell.run(Script.of("return 8")).exitCode()).isEqualTo(8);
        assertThat(shell.run(Script.of("set -e; (exit 9); echo not reached")).exitCode())
                .isEqualTo(9);
        assertThat(shell.run(Script.of("kill -TERM $$")).exitCode()).isEqualTo(128 + 15);
    }

    @Test
    void aCommandThatReadsItsInputGetsNoneOfTheScript() throws InterruptedException {
        ShellResult result = shell.run(Script.of("cat; echo after"));
        assertThat(result.out()).isEqualTo("after\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8"})
    void whatFollowsAScriptIsLeftForItsCommandsWhateverBytesACharacterHas(String locale) throws Exception {
        String text = Script.of("read -r line; echo \"$1 $line\"")
                .arguments("Zürich 火")
                .renderWithInput();
        ProcessBuilder builder = new ProcessBuilder(Script.bash(text)).redirectErrorStream(true);
        builder.environment().put("LC_ALL", locale);
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write((text + "follows\n").getBytes(UTF_8));
        }
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEqualTo("Zürich 火 follows\n");
    }

    /** Without its last bytes, this one would be another script, also without an error. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 40})
    void aScriptOfWhichOnlyTheBeginningArrivesIsNotRun(int missing) throws Exception {
        String text = Script.of("echo \"$@\"; : of which the connection takes a part")
                .arguments("one", "two")
                .renderWithInput();
        Process process =
                new ProcessBuilder(Script.bash(text)).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(text.substring(0, text.length() - missing).getBytes(UTF_8));
        }
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEmpty();
        assertThat(process.waitFor()).isNotZero();
    }

    @Test
    void aScriptWithAnErrorInItRunsNotEvenItsFirstLine() throws InterruptedException {
        ShellResult result = shell.run(Script.of("echo first\nif then"));
        assertThat(result.succeeded()).isFalse();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("syntax error");
    }

    @Test
    void valuesAreInNoArgumentThatOthersCanSee() throws InterruptedException {
        ShellResult result =
                shell.run(Script.of("tr '\\0' ' ' </proc/$$/cmdline").arguments("s3cret-1"));
        assertThat(result.out()).contains("bash").doesNotContain("s3cret");
    }

    @Test
    void linesAreHandedOnAsTheyComeAndOtherSettingsStay() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        Script script = Script.of("echo \"$1\"; echo two")
                .deadline(Duration.ofSeconds(7))
                .onLine(lines::add)
                .arguments("one");
        assertThat(script.deadline()).isEqualTo(Duration.ofSeconds(7));
        shell.run(script);
        assertThat(lines).containsExactly("one", "two");
    }

    @Test
    void aResourceThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Script.resource(ScriptTest.class, "no-such.sh"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no-such.sh")
                .hasMessageContaining("ScriptTest");
    }

    @Test
    void aResourceIsRunAsItIsWritten() throws InterruptedException {
        Script script = Script.resource(Script.class, "end-all.sh");
        assertThat(script.render()).contains(Script.text(Script.class, "end-all.sh"));
        assertThat(Script.text(Script.class, "end-all.sh")).startsWith("#");
    }

    @Test
    void aScriptThatTakesTooLongIsNamedByItsTitle() {
        Script script = Script.of("sleep 60").deadline(Duration.ofMillis(100));
        assertThatThrownBy(() -> shell.run(script)).hasMessageStartingWith("A command on here did not end within");
        assertThatThrownBy(() -> shell.run(script.title("Bootstrapping")))
                .hasMessageStartingWith("Bootstrapping on here did not end within");
    }

    @Test
    void aScriptThatAnotherProcessSentRunsWithoutTheListenerThatStayedThere() throws Exception {
        List<String> lines = new ArrayList<>();
        Script sent = Script.of("echo \"$1\"").arguments("one").title("An echo").onLine(lines::add);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sent);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Script received = (Script) in.readObject();
            assertThat(received.title()).isEqualTo("An echo");
            assertThat(shell.run(received).out()).isEqualTo("one\n");
        }
        assertThat(lines).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, 0, got data then", "exit 3, 3, got data"})
    void aSecondScriptRunsAfterOneThatReadsDataOnlyIfThatSucceeds(String end, int code, String out) throws Exception {
        Script first = Script.of("read -r line; printf 'got %s' \"$line\"; " + end);
        String text = Script.of("printf ' %s' \"$1\"").arguments("then").renderAfter(first);
        Process process =
                new ProcessBuilder(Script.bash(text)).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write((text + "data\n").getBytes(UTF_8));
        }
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEqualTo(out);
        assertThat(process.waitFor()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1000, 'sudo -n: '"})
    void anotherScriptRunsAsRootWithSudoIfTheUserIsNotRoot(int user, String before, @TempDir Path tools)
            throws Exception {
        tool(tools.resolve("id"), "echo " + user);
        tool(tools.resolve("sudo"), "printf 'sudo %s: ' \"$1\"; shift; exec \"$@\"");
        String text = Script.asRoot("sh", "its-name", List.of("printf '<%s>' \"$0\" \"$@\"", "two words", "$(id)"))
                .render();
        ProcessBuilder builder = new ProcessBuilder(Script.bash(text)).redirectErrorStream(true);
        builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(text.getBytes(UTF_8));
        }
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                .isEqualTo(before + "<its-name><two words><$(id)>");
        assertThat(process.waitFor()).isZero();
    }

    private static void tool(Path file, String command) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + command + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
