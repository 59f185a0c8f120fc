package io.jenkins.plugins.locustswarm.engine.bootstrap;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The output of bootstrap.sh on one machine, as far as it was read. Thread-safe. */
final class BootstrapOutput {

    /** The prefix that {@code bootstrap-verbs.sh} prints before a line of the output. */
    static final String LINE = "out=";

    private static final String NEXT = "next=";
    private static final String LEFT_OUT = "left-out=";

    private static final int MAX_LINES = 15;

    /** Characters that are kept of a line. */
    private static final int MAX_LINE_LENGTH = 2_000;

    private final Consumer<String> show;
    private final Deque<String> last = new ArrayDeque<>();
    private long next;

    /** @param show receives each line once */
    BootstrapOutput(Consumer<String> show) {
        this.show = show;
    }

    /** Begins with the output of a new process. */
    synchronized void restart() {
        next = 0;
        last.clear();
    }

    /** Takes a line that {@code bootstrap-verbs.sh} has printed on the machine. */
    void accept(String line) {
        if (line.startsWith(LINE)) {
            take(line.substring(LINE.length()));
        } else if (line.matches(NEXT + "\\d{1,15}")) {
            moveTo(Long.parseLong(line.substring(NEXT.length())));
        } else if (line.matches(LEFT_OUT + "\\d{1,15}")) {
            take("(" + line.substring(LEFT_OUT.length()) + " bytes of the output were not kept)");
        }
    }

    private synchronized void moveTo(long position) {
        next = position;
    }

    private void take(String line) {
        keep(line);
        show.accept(line);
    }

    private synchronized void keep(String line) {
        if (line.isBlank()) {
            return;
        }
        last.add(line.substring(0, Math.min(MAX_LINE_LENGTH, line.length())));
        if (last.size() > MAX_LINES) {
            last.remove();
        }
    }

    /** Returns the number of bytes up to the end of the last line that was read. */
    synchronized long next() {
        return next;
    }

    /** Returns the last lines that are not blank. */
    synchronized List<String> lastLines() {
        return List.copyOf(last);
    }
}
