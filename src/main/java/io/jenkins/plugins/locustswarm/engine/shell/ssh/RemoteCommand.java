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
 * One bash on a machine that runs a script from its standard input. It ends at its deadline also when the connection
 * is gone, since {@code timeout} on the machine ends it too.
 */
final class RemoteCommand implements AutoCloseable {

    /** What a login shell prints before the script begins is thrown away up to this. */
    private static final String MARKER = "\0locust-swarm\n";

    /** For the machine's own clock to be later than ours, and for the last bytes to arrive. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** How often to look whether a command ended whose output somebody else keeps open. */
    private static final Duration LOOK = Duration.ofMillis(200);

    /** As kill(1) numbers them on Linux. */
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
    private final InputStream out;
    private final Output err;

    /**
     * Starts it and sends the script; standard input stays open for what the script reads.
     *
     * @param script ends by itself, without a look at what follows it on standard input
     */
    RemoteCommand(SshConnection connection, String script, Duration time, Consumer<String> onErrorLine)
            throws IOException {
        this(connection, script, time, Duration.ZERO, onErrorLine);
    }

    /** The same for a script of two parts. @param more time that {@link #beginSecondPart} will give it */
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
            this.out = new AfterMarker(command.getInputStream(), MARKER.getBytes(UTF_8));
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
        in().write(text.getBytes(UTF_8));
        in().flush();
    }

    /** Its standard input; closing it says that there is no more. */
    OutputStream in() {
        return command.getOutputStream();
    }

    /** Its standard output. */
    InputStream out() {
        return out;
    }

    /** Its standard error so far; all of it once it has ended. */
    Output err() {
        return err;
    }

    /** Waits for its end, or until its deadline; true when it has ended. */
    boolean await() throws IOException {
        while (true) {
            try {
                command.join(
                        Math.max(
                                1,
                                Math.min(LOOK.toMillis(), deadline.remaining().toMillis())),
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

    /** Begins the time of a script's second part. */
    void beginSecondPart(Duration time) {
        watch.cancel(false);
        deadline = Deadline.in(time);
        watch = connection.cutAfter(time.plus(GRACE));
    }

    /**
     * Waits for the end of a script that reads nothing more.
     *
     * @throws ShellException when its deadline passes
     */
    ShellResult end(Script script) throws IOException, InterruptedException {
        Output lines = new Output(connection.machine() + " output", out, script.onLine());
        if (!await()) {
            throw new ShellException(script.title() + " on " + connection.machine() + " did not end within "
                    + script.deadline().toSeconds() + " s. Its last lines: " + lines.lastLine() + " "
                    + err.lastLine());
        }
        return new ShellResult(exitCode(), lines.text(), err.text());
    }

    /** Its exit code once it has ended; 128 + the signal where a signal ended it. */
    int exitCode() {
        if (command.getExitStatus() != null) {
            return command.getExitStatus();
        }
        int signal = command.getExitSignal() == null ? -1 : NUMBERED.indexOf(command.getExitSignal());
        if (signal >= 0) {
            return 128 + NUMBERS[signal];
        }
        throw new BrokenConnectionException("The connection to " + connection.machine()
                + " broke while a command ran: it was closed before the command's exit code came.");
    }

    /** Ends it if it still runs; what it started in its own session lives on. */
    @Override
    public void close() {
        watch.cancel(false);
        if (!command.isOpen()) {
            return;
        }
        boolean interrupted = Thread.interrupted(); // or the farewell would fail and cost the connection
        Future<?> patience = connection.cutAfter(GRACE);
        try {
            if (command.getExitStatus() == null) {
                command.signal(Signal.KILL);
            }
            command.close();
        } catch (IOException e) {
            connection.cut();
        } finally {
            patience.cancel(false);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
