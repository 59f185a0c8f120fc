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
 * Where the command speaks: results go to standard output, all that is said on the way to standard error. Everything
 * that is printed is made {@link Printable} here. Safe for use by several threads.
 */
public final class Terminal {

    /** A build log has no width; most are read in wider windows than a terminal's. */
    private static final int WIDTH_OF_A_LOG = 120;

    private static final int MIN_WIDTH = 60;
    private static final String START_OF_CLEARED_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean live;
    private final int width;
    private final Charset charset;
    private boolean passing;

    /**
     * @param live whether standard error is a terminal, on which a line can be written over
     * @param width columns
     * @param charset of standard error
     */
    public Terminal(PrintStream out, PrintStream err, boolean live, int width, Charset charset) {
        this.out = out;
        this.err = err;
        this.live = live;
        this.width = Math.max(MIN_WIDTH, width);
        this.charset = charset;
    }

    /** The one that this process was started on. */
    public static Terminal ofProcess(Map<String, String> environment) {
        boolean live = isTerminal(2) && !"dumb".equals(environment.get("TERM"));
        int width =
                live || isTerminal(1) ? new UsageMessageSpec().autoWidth(true).width() : WIDTH_OF_A_LOG;
        String encoding = System.getProperty("sun.stderr.encoding"); // set on terminals only
        Charset charset = encoding == null ? Charset.defaultCharset() : Charset.forName(encoding);
        return new Terminal(System.out, System.err, live, width, charset);
    }

    /** Java 17 tells only whether input and output are a terminal both; Linux tells of each. */
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return System.console() != null; // no Linux
        }
    }

    /** Whether a line on standard error can be written over. */
    public boolean isLive() {
        return live;
    }

    /** Columns of a line. */
    public int width() {
        return width;
    }

    /** Whether standard error can show this character. */
    public boolean shows(char character) {
        return charset.newEncoder().canEncode(character);
    }

    /** A result, of one line or several, to standard output. */
    public synchronized void print(String text) {
        clear();
        out.println(Printable.lines(text));
        out.flush();
    }

    /** Something said on the way, of one line or several, to standard error. */
    public synchronized void say(String text) {
        clear();
        err.println(Printable.lines(text));
        err.flush();
    }

    /** A line on standard error that the next one takes the place of; only where {@link #isLive}. */
    public synchronized void pass(String line) {
        err.print(START_OF_CLEARED_LINE + Printable.cut(Printable.line(line), width - 1));
        err.flush();
        passing = true;
    }

    private void clear() {
        if (passing) {
            err.print(START_OF_CLEARED_LINE);
            err.flush();
            passing = false;
        }
    }

    /** Takes away a line that was to be replaced. */
    public synchronized void settle() {
        clear();
    }
}
