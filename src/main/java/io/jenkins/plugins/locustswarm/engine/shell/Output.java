package io.jenkins.plugins.locustswarm.engine.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Reads one output of a command in a thread of its own: hands each line on as it comes and keeps the last ones, so
 * that a command that never stops talking cannot fill the memory.
 */
public final class Output {

    private static final int KEPT_CHARACTERS = 1 << 20;

    /** Short lines take more memory than their characters. */
    private static final int MAX_LINES = 200_000;

    /** A longer line is taken as several. */
    private static final int MAX_LINE_LENGTH = 1 << 16;

    /** How long nothing may come after the command has ended, when a background process has kept the output open. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    /** How long such a process may go on writing. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Deque<String> lines = new ArrayDeque<>();
    private final Thread reader;
    private int characters;
    private int taken;

    public Output(String name, InputStream in, Consumer<String> onLine) {
        reader = new Thread(() -> read(in, onLine), name);
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream in, Consumer<String> onLine) {
        try (Reader text = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            StringBuilder line = new StringBuilder();
            int before = '\n';
            for (int now = text.read(); now >= 0; now = text.read()) {
                boolean ends = now == '\n' || now == '\r';
                if (!ends) {
                    line.append((char) now);
                }
                boolean isSecondOfTwoEnds = now == '\n' && before == '\r';
                if (ends && !isSecondOfTwoEnds || line.length() == MAX_LINE_LENGTH) {
                    take(line, onLine);
                }
                before = now;
            }
            if (!line.isEmpty()) {
                take(line, onLine);
            }
        } catch (IOException e) {
            // the command is gone; what it had said is kept
        }
    }

    private void take(StringBuilder line, Consumer<String> onLine) {
        String text = line.toString();
        line.setLength(0);
        keep(text);
        onLine.accept(text);
    }

    private synchronized void keep(String line) {
        lines.add(line);
        taken++;
        characters += line.length() + 1;
        while (lines.size() > MAX_LINES || characters > KEPT_CHARACTERS && lines.size() > 1) {
            characters -= lines.remove().length() + 1;
        }
    }

    /** All that was kept, once the output has ended. */
    public String text() throws InterruptedException {
        Deadline patience = Deadline.in(PATIENCE);
        int before;
        do {
            before = taken();
            reader.join(SILENCE.toMillis());
        } while (reader.isAlive() && taken() != before && !patience.passed());
        synchronized (this) {
            return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        }
    }

    private synchronized int taken() {
        return taken;
    }

    /** The newest line so far; empty when there is none. */
    public synchronized String lastLine() {
        return lines.isEmpty() ? "" : lines.getLast();
    }
}
