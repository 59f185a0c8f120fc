package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.shell.BrokenConnectionException;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.Output;
import io.jenkins.plugins.locustswarm.engine.shell.Quote;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.connection.channel.direct.Signal;

/**
 * A bash on a machine that runs a script from its standard input. It ends at its deadline even without the connection,
 * since {@code timeout} on the machine ends it too.
 */
final class RemoteCommand implements AutoCloseable {

    /** Separates the output of the login shell, which is discarded, from that of the script. */
    private static final String MARKER = "\0locust-swarm\n";

    /** Lets the machine's own timeout fire after the local one, and the last bytes arrive. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** Interval of the checks whether a command has ended whose output a background process keeps open. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    /** The lowest exit code of timeout for a command that it cannot run, or has killed. */
    private static final int CANNOT_RUN = 126;

    /** Signals in the order of {@link #NUMBERS}, those of kill(1) on Linux. */
    private static final List<Signal> NUMBERED = List.of(
            Signal.HUP,
            Signal.INT,
            Signal.QUIT,
            Signal.ILL,
            Signal.ABRT,
            Signal.FPE,
            Signal.KILL,
            Signal.SEGV,
            Signal.PIPE,
            Signal.ALRM,
            Signal.TERM);

    private static final int[] NUMBERS = {1, 2, 3, 4, 6, 8, 9, 11, 13, 14, 15};

    private final SshConnection connection;
    private Deadline deadline;
    private Future<?> watch;
    private final Session.Command command;
    private final MarkedInputStream out;
    private final Output err;

    /**
     * Starts the command and sends the script; standard input stays open for data that the script reads.
     *
     * @param script must exit by itself, without reading bash commands after it on standard input
     */
    RemoteCommand(SshConnection connection, String script, Duration time, Consumer<String> onErrorLine)
            throws IOException {
        this(connection, script, time, Duration.ZERO, onErrorLine);
    }

    /**
     * Starts the command for a script with two parts.
     *
     * @param more the time of the second part, which {@link #beginSecondPart} starts
     */
    RemoteCommand(SshConnection connection, String script, Duration time, Duration more, Consumer<String> onErrorLine)
            throws IOException {
        this.connection = connection;
        this.deadline = Deadline.in(time);
        this.watch = connection.cutAfter(time.plus(GRACE));
        Session session = null;
        try {
            session = connection.startSession();
            long seconds = time.plus(more).plus(GRACE.multipliedBy(2)).toSeconds();
            String text = "printf '\\0locust-swarm\\n'\nunset \"${!LOCUST_@}\"\n" + script;
            this.command = session.exec("timeout -s KILL " + seconds + " " + Quote.words(Script.bash(text)));
            this.out = new MarkedInputStream(command.getInputStream(), MARKER.getBytes(UTF_8));
            this.err = new Output(connection.machine() + " errors", command.getErrorStream(), onErrorLine);
            send(text);
        } catch (IOException | RuntimeException e) {
            watch.cancel(false);
            if (session != null) {
                connection.cut();
            }
            throw e;
        }
    }

    private void send(String text) throws IOException {
        try {
            in().write(text.getBytes(UTF_8));
            in().flush();
        } catch (IOException e) {
            if (command.getExitStatus() == null) {
                throw e;
            }
            // the machine has ended the command already; its exit code and its output say why
        }
    }

    /** Ends the standard input of a command that reads none but the script. */
    void endInput() throws IOException {
        if (command.isOpen()) {
            in().close();
        }
    }

    /** Returns the standard input; closing it ends the data. */
    OutputStream in() {
        return command.getOutputStream();
    }

    /** Returns the standard output. */
    InputStream out() {
        return out;
    }

    /** Returns the standard error so far; all of it once the command has ended. */
    Output err() {
        return err;
    }

    /** Waits until the command ends or its deadline passes, and returns whether it has ended. */
    boolean await() throws IOException {
        while (true) {
            try {
                command.join(
                        Math.max(
                                1,
                                Math.min(
                                        POLL_INTERVAL.toMillis(),
                                        deadline.remaining().toMillis())),
                        TimeUnit.MILLISECONDS);
                return true;
            } catch (IOException e) {
                if (!(e.getCause() instanceof TimeoutException)) {
                    throw e;
                }
            }
            if (command.getExitStatus() != null || command.getExitSignal() != null) {
                return true;
            }
            if (deadline.passed()) {
                return false;
            }
        }
    }

    /** Starts the time of the script's second part. */
    void beginSecondPart(Duration time) {
        watch.cancel(false);
        deadline = Deadline.in(time);
        watch = connection.cutAfter(time.plus(GRACE));
    }

    /**
     * Waits for the end of a script that reads no more input.
     *
     * @throws ShellException if its deadline passes
     */
    ShellResult end(Script script) throws IOException, InterruptedException {
        Output lines = new Output(connection.machine() + " output", out, script.onLine());
        if (!await()) {
            throw new ShellException(script.title() + " on " + connection.machine() + " did not end within "
                    + script.deadline().toSeconds() + " s. Its last lines: " + lines.lastLine() + " "
                    + err.lastLine());
        }
        String text = lines.text();
        return new ShellResult(exitCode(), text, err.text());
    }

    /**
     * Returns the exit code of a command that has ended; 128 + the signal's number if a signal ended it.
     *
     * @throws CommandIgnoredException if the script was not run
     */
    int exitCode() throws InterruptedException {
        if (command.getExitStatus() != null) {
            requireRun(command.getExitStatus());
            return command.getExitStatus();
        }
        int signal = command.getExitSignal() == null ? -1 : NUMBERED.indexOf(command.getExitSignal());
        if (signal >= 0) {
            return 128 + NUMBERS[signal];
        }
        throw new BrokenConnectionException("The connection to " + connection.machine()
                + " broke while a command ran: it was closed before the command's exit code arrived.");
    }

    /** An error that is named, such as that there is no bash, is the caller's. */
    private void requireRun(int code) throws InterruptedException {
        if (out.isMissing() && (code == 0 || code < CANNOT_RUN && err.text().isBlank())) {
            throw new CommandIgnoredException(connection.machine() + " does not run the swarm's commands, but ends the"
                    + " session with exit code " + code + answer()
                    + ". Give the login user a shell, and no forced command"
                    + " (ForceCommand, command=...).");
        }
    }

    /** The answer may be anything; only one that people can read helps them. */
    private String answer() {
        String line = out.before().lines().findFirst().orElse("").strip();
        return line.isEmpty() || !line.matches("[\\p{Print}]{1,200}") ? "" : " and the answer \"" + line + "\"";
    }

    /** Kills the command if it is still running; sessions that it started continue. */
    @Override
    public void close() {
        watch.cancel(false);
        if (!command.isOpen()) {
            return;
        }
        boolean interrupted =
                Thread.interrupted(); // an interrupt would break the connection while the command is closed
        Future<?> limit = connection.cutAfter(GRACE);
        try {
            if (command.getExitStatus() == null) {
                command.signal(Signal.KILL);
            }
            command.close();
        } catch (IOException e) {
            connection.cut();
        } finally {
            limit.cancel(false);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
