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

/**
 * A bash script with its arguments, ready to be handed to a bash on a machine. It goes over standard input as a whole, so
 * that neither the script nor a value in it is ever an argument that {@code ps} shows.
 * A script that was serialized has lost its listener.
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

    /** A script given as text that the engine wrote; values go in as arguments, never into the text. */
    public static Script of(String body) {
        return new Script("A command", body, List.of(), Duration.ofSeconds(60), line -> {});
    }

    /** A script that lies beside the class that uses it. */
    public static Script resource(Class<?> owner, String name) {
        return of(text(owner, name));
    }

    /** The text of a script that lies beside the class that uses it. */
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

    /** The same script under the name that messages about it use; "A command" unless told. */
    public Script title(String newTitle) {
        return new Script(newTitle, body, arguments, deadline, onLine);
    }

    /** The same script with these positional arguments. */
    public Script arguments(List<String> values) {
        return new Script(title, body, List.copyOf(values), deadline, onLine);
    }

    /** The same script with these positional arguments. */
    public Script arguments(String... values) {
        return arguments(List.of(values));
    }

    /** The same script, given up after this time; one minute unless told. */
    public Script deadline(Duration time) {
        return new Script(title, body, arguments, time, onLine);
    }

    /** The same script, with each line of its output handed on as it comes. */
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
     * The command that takes the rendered text of a script from its standard input, and nothing of what follows it there,
     * and runs it. {@code bash -s} would take it byte by byte: that is half of the processor time of a short script.
     */
    public static List<String> bash(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return List.of("bash", "-c", "LC_ALL=C read -rN " + bytes + "; eval \"$REPLY\"");
    }

    /**
     * The text for the standard input of {@link #bash}. The body is a function whose own standard input is empty.
     */
    public String render() {
        return render(call(" </dev/null") + "; exit $?");
    }

    /** The same, for a body that itself reads what follows the script on standard input. */
    public String renderWithInput() {
        return render(call("") + "; exit $?");
    }

    /** The same, to be run when another script, which reads what follows on standard input, has succeeded. */
    public String renderAfter(Script first) {
        return "(\n" + first.renderWithInput() + ") || exit\n" + render();
    }

    /**
     * The same, for a caller that leads the script's process group into a session of its own and keeps standard input
     * open: when the caller is gone, however it ended, so is the group.
     */
    public String renderForAsLongAsInputIsOpen() {
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
