package io.jenkins.plugins.locustswarm.engine.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A bash script with its arguments. Bash reads it from standard input, so that {@code ps} shows neither the script nor a
 * value in it. Serialization drops the listener for output lines.
 */
public final class Script implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String title;
    private final String body;
    private final List<String> arguments;
    private final Duration deadline;
    private final transient Consumer<String> onLine;

    private Script(String title, String body, List<String> arguments, Duration deadline, Consumer<String> onLine) {
        this.title = title;
        this.body = body;
        this.arguments = arguments;
        this.deadline = deadline;
        this.onLine = onLine;
    }

    private Object readResolve() {
        return new Script(title, body, arguments, deadline, line -> {});
    }

    /** Returns a script with a text of the engine. Values are passed as arguments, never inserted into the text. */
    public static Script of(String body) {
        return new Script("A command", body, List.of(), Duration.ofSeconds(60), line -> {});
    }

    /**
     * Returns a script that runs another one as root, with sudo if the login user is not root.
     *
     * @param interpreter {@code sh} or {@code bash}
     * @param name what the process is called, for {@code ps} and {@code pgrep}
     * @param arguments the other script's text, and its arguments
     */
    public static Script asRoot(String interpreter, String name, List<String> arguments) {
        return of("as_root() { if [ \"$(id -u)\" = 0 ]; then \"$@\"; else sudo -n \"$@\"; fi; }\n"
                        + "as_root \"$1\" -c \"$3\" \"$2\" \"${@:4}\"")
                .arguments(Stream.concat(Stream.of(interpreter, name), arguments.stream())
                        .toList());
    }

    /** Returns the script in a resource beside the class that uses it. */
    public static Script resource(Class<?> owner, String name) {
        return of(text(owner, name));
    }

    /** Returns the text of a script in a resource beside the class that uses it. */
    public static String text(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("No resource " + name + " beside " + owner.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the same script with a name for messages; the default is "A command". */
    public Script title(String newTitle) {
        return new Script(newTitle, body, arguments, deadline, onLine);
    }

    /** Returns the same script with these positional arguments. */
    public Script arguments(List<String> values) {
        return new Script(title, body, List.copyOf(values), deadline, onLine);
    }

    /** Returns the same script with these positional arguments. */
    public Script arguments(String... values) {
        return arguments(List.of(values));
    }

    /** Returns the same script with a time limit; the default is one minute. */
    public Script deadline(Duration time) {
        return new Script(title, body, arguments, time, onLine);
    }

    /** Returns the same script with a listener that receives each line of its output as it arrives. */
    public Script onLine(Consumer<String> listener) {
        return new Script(title, body, arguments, deadline, listener);
    }

    public String title() {
        return title;
    }

    public Duration deadline() {
        return deadline;
    }

    public Consumer<String> onLine() {
        return onLine;
    }

    /**
     * Returns the command that reads the rendered text of a script from standard input, and nothing beyond it, and runs
     * it, if all of it arrives. {@code bash -s} would read byte by byte, which is half of the processor time of a short
     * script.
     */
    public static List<String> bash(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return List.of("bash", "-c", "LC_ALL=C read -rN " + bytes + " && eval \"$REPLY\"");
    }

    /**
     * Renders the text for the standard input of {@link #bash}. The body itself gets an empty standard input.
     */
    public String render() {
        return render(call(" </dev/null") + "; exit $?");
    }

    /** Renders the text for a body that reads the data after the script on standard input. */
    public String renderWithInput() {
        return render(call("") + "; exit $?");
    }

    /** Renders the text to run after another script, which reads the data on standard input, has succeeded. */
    public String renderAfter(Script first) {
        return "(\n" + first.renderWithInput() + ") || exit\n" + render();
    }

    /**
     * Renders the text for a caller that starts the script in a session of its own and keeps standard input open. When
     * the caller ends, for whatever reason, the script's process group is killed.
     */
    public String renderTiedToInput() {
        return render("{ read -r; kill -KILL -- \"-$$\"; } <&0 >/dev/null 2>&1 & watch=$!; disown; ("
                + call(" </dev/null") + "); code=$?; kill \"$watch\"; exit \"$code\"");
    }

    private String call(String input) {
        return "main " + Quote.words(arguments) + input;
    }

    private String render(String start) {
        List<String> lines = new ArrayList<>();
        lines.add("main() {");
        lines.add(body);
        lines.add("}");
        lines.add(start);
        return String.join("\n", lines) + "\n";
    }
}
