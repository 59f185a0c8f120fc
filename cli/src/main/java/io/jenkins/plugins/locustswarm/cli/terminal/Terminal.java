package io.jenkins.plugins.locustswarm.cli.terminal;

import io.jenkins.plugins.locustswarm.engine.text.Printable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The output of the command: results go to standard output, messages to standard error. Makes everything
 * {@link Printable} before it prints it. Thread-safe.
 */
public final class Terminal {

    /** Build logs have no width, and are mostly read in wide windows. */
    private static final int LOG_WIDTH = 120;

    /** Tables and the help are not readable in fewer columns, and wrap instead. */
    private static final int MIN_WIDTH = 60;

    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean live;
    private final int width;
    private final Charset charset;
    private boolean statusLineShown;

    /**
     * @param live whether standard error is a terminal on which a line can be overwritten
     * @param width number of columns
     * @param charset encoding of standard error
     */
    public Terminal(PrintStream out, PrintStream err, boolean live, int width, Charset charset) {
        this.out = out;
        this.err = err;
        this.live = live;
        this.width = width;
        this.charset = charset;
    }

    /** Returns the terminal of this process. */
    public static Terminal ofProcess(Map<String, String> environment) {
        boolean live = isTerminal(2) && !"dumb".equals(environment.get("TERM"));
        int width =
                live || isTerminal(1) ? new UsageMessageSpec().autoWidth(true).width() : LOG_WIDTH;
        String encoding = System.getProperty("sun.stderr.encoding"); // set on terminals only
        Charset charset = encoding == null ? Charset.defaultCharset() : Charset.forName(encoding);
        return new Terminal(System.out, System.err, live, width, charset);
    }

    /** Asks Linux about each stream, because Java 17 only tells whether both input and output are a terminal. */
    private static boolean isTerminal(int descriptor) {
        try {
            String target = target(descriptor);
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return System.console() != null; // not Linux
        }
    }

    private static String target(int descriptor) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
    }

    /** Returns whether a line on standard error can be overwritten. */
    public boolean isLive() {
        return live;
    }

    /** Returns the number of columns for tables and the help. */
    public int width() {
        return Math.max(MIN_WIDTH, width);
    }

    /** Returns the number of characters of a status line: a longer one would wrap, and the next one would not replace it. */
    int statusWidth() {
        return Math.max(1, width - 1);
    }

    /** Returns whether standard error can show this character. */
    public boolean shows(char character) {
        return charset.newEncoder().canEncode(character);
    }

    /** Prints a result of one or more lines to standard output. */
    public synchronized void print(String text) {
        clearStatusLine();
        out.println(Printable.lines(text));
        out.flush();
    }

    /** Prints a JSON document to standard output. */
    public synchronized void printJson(String document) {
        clearStatusLine();
        out.println(Printable.json(document));
        out.flush();
    }

    /**
     * Returns whether results could not be written to standard output. A reader that has taken what it needs, such as {@code
     * head}, has lost nothing.
     */
    public synchronized boolean hasLostResults() {
        return out.checkError() && !(out == System.out && isPipe());
    }

    private static boolean isPipe() {
        try {
            String target = target(1);
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException e) {
            return true; // not Linux
        }
    }

    /** Prints a message of one or more lines to standard error. */
    public synchronized void say(String text) {
        clearStatusLine();
        err.println(Printable.lines(text));
        err.flush();
    }

    /** Shows a line on standard error that the next output replaces. Only use it if {@link #isLive}. */
    public synchronized void showStatusLine(String line) {
        err.print(CLEAR_LINE + Printable.cut(Printable.line(line), statusWidth()));
        err.flush();
        statusLineShown = true;
    }

    /** Clears the line that {@link #showStatusLine} has shown. */
    public synchronized void clearStatusLine() {
        if (statusLineShown) {
            err.print(CLEAR_LINE);
            err.flush();
            statusLineShown = false;
        }
    }
}
