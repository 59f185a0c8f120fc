package io.jenkins.plugins.locustswarm.engine.bootstrap;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Sessions;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.time.Duration;
import java.util.List;

/**
 * bootstrap.sh on one machine. It runs in a session of its own, which needs no connection and ends it at its deadline, and
 * writes its output and its exit code to a folder.
 */
public final class BootstrapOnMachine {

    /** Runs bootstrap.sh and checks Locust: FOLDER VENV ROLE AS_ROOT FACTS. */
    public static final Script RUN_BOOTSTRAP = Script.resource(BootstrapOnMachine.class, "run-bootstrap.sh");

    /** Time for a command on the machine beyond the time that it waits there. */
    public static final Duration COMMAND_TIME = Duration.ofSeconds(60);

    private static final Script VERBS = Sessions.script(BootstrapOnMachine.class, "bootstrap-verbs.sh");
    private static final String SUPERVISOR = Sessions.text(BootstrapOnMachine.class, "supervise-bootstrap.sh");
    private static final String RUN_BOOTSTRAP_TEXT = Script.text(BootstrapOnMachine.class, "run-bootstrap.sh");
    private static final Duration UPLOAD_DEADLINE = Duration.ofMinutes(10);

    /** The folder of the process is beside those of runs, so that everything that ends runs ends it, too. */
    private static final String RUN = "bootstrap";

    private static final int MAX_REASON_LINES = 3;

    private final MachineRecord machine;
    private final Shell shell;

    BootstrapOnMachine(MachineRecord machine, Shell shell) {
        this.machine = machine;
        this.shell = shell;
    }

    /**
     * Sends the files and starts bootstrap.sh. An earlier bootstrap.sh ends, unless it runs with the same files.
     *
     * @param deadline how long bootstrap.sh may run
     * @param asRoot whether it runs as root
     * @param wait how long to wait for its end
     * @param output receives the output during that time
     * @throws BringUpException if it cannot be started
     * @throws ShellException if the machine does not answer
     */
    BootstrapState start(FolderSnapshot files, Duration deadline, boolean asRoot, Duration wait, BootstrapOutput output)
            throws InterruptedException {
        Script start = verb(
                wait,
                output,
                "start",
                machine.runFolder(RUN),
                files.digest(),
                tenths(wait),
                String.valueOf(Math.max(1, deadline.toSeconds())),
                SUPERVISOR,
                RUN_BOOTSTRAP_TEXT,
                machine.bootstrapFolder(),
                machine.venv(),
                machine.role() == Role.MASTER ? "master" : "worker",
                String.valueOf(asRoot));
        output.restart();
        ShellResult result = shell.putFolder(
                files, machine.bootstrapFolder(), UPLOAD_DEADLINE, start.title("The command that starts bootstrap.sh"));
        if (!result.succeeded()) {
            throw new BringUpException("bootstrap.sh could not be started on " + reason(result));
        }
        return state(result);
    }

    /**
     * Returns the state of bootstrap.sh, which is absent if it was started with other files.
     *
     * @param digest the digest of the files
     * @param wait how long to wait for its end
     * @param output receives what is new of the output
     * @throws ShellException if the machine does not answer, or not with a state
     */
    BootstrapState follow(String digest, Duration wait, BootstrapOutput output) throws InterruptedException {
        Script follow = verb(
                wait, output, "follow", machine.runFolder(RUN), digest, String.valueOf(output.next()), tenths(wait));
        ShellResult result = shell.run(follow.title("The command that queries bootstrap.sh"));
        if (!result.succeeded()) {
            throw new ShellException("bootstrap.sh could not be queried on " + reason(result));
        }
        return state(result);
    }

    /**
     * Ends bootstrap.sh, if it runs, and forgets it.
     *
     * @throws BringUpException if it does not end
     * @throws ShellException if the machine does not answer
     */
    void stop(boolean asRoot) throws InterruptedException {
        ShellResult result = shell.run(VERBS.title("The command that ends bootstrap.sh")
                .arguments("stop", machine.runFolder(RUN), String.valueOf(asRoot)));
        if (!result.succeeded()) {
            throw new BringUpException("bootstrap.sh could not be ended on " + reason(result));
        }
    }

    private String reason(ShellResult result) {
        return machine.name() + ": " + String.join(" ", result.lastLines(MAX_REASON_LINES));
    }

    private static Script verb(Duration wait, BootstrapOutput output, String... arguments) {
        return VERBS.arguments(List.of(arguments))
                .deadline(wait.plus(COMMAND_TIME))
                .onLine(output::accept);
    }

    private static String tenths(Duration time) {
        return String.valueOf(time.toMillis() / 100);
    }

    private BootstrapState state(ShellResult result) {
        try {
            return BootstrapState.parse(result.out());
        } catch (IllegalArgumentException e) {
            throw new ShellException("The state of bootstrap.sh could not be read on " + machine.name() + ".", e);
        }
    }
}
