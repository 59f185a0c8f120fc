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
 * Reads an output stream of a command in its own thread, passes each line on as it arrives, and keeps the last lines, so
 * that a command with endless output cannot fill the memory.
 */
public final class Output {

    private static final int KEPT_CHARACTERS = 1 << 20;

    /** Limits short lines, which take more memory than their characters. */
    private static final int MAX_LINES = 200_000;

    /** A longer line is split. */
    private static final int MAX_LINE_LENGTH = 1 << 16;

    /** How long to wait for more output of a background process that keeps the stream open after the command's end. */
    private static final Duration MAX_SILENCE = Duration.ofSeconds(2);

    /** How long to read the output of such a process in total. */
    private static final Duration MAX_TRAILING_TIME = Duration.ofSeconds(20);

    private final Deque<String> lines = new ArrayDeque<>();
    private final Thread reader;
    private int characters;
    private int taken;

    public Output(String name, InputStream in, Consumer<String> onLine) {
        reader = DaemonThread.of(name, () -> read(in, onLine));
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
            // the command has ended; its output so far is kept
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

    /** Waits for the end of the output, and returns the lines that were kept. */
    public String text() throws InterruptedException {
        Deadline deadline = Deadline.in(MAX_TRAILING_TIME);
        int before;
        do {
            before = taken();
            reader.join(MAX_SILENCE.toMillis());
        } while (reader.isAlive() && taken() != before && !deadline.passed());
        synchronized (this) {
            return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        }
    }

    private synchronized int taken() {
        return taken;
    }

    /** Returns the newest line so far; empty if there is none. */
    public synchronized String lastLine() {
        return lines.isEmpty() ? "" : lines.getLast();
    }
}
