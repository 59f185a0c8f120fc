package io.jenkins.plugins.locustswarm.cli;

import io.jenkins.plugins.locustswarm.cli.command.Commands;
import io.jenkins.plugins.locustswarm.cli.home.Home;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.Interrupts;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The command {@code locust-swarm} as a process. */
public final class LocustSwarm {

    private static final String END_OF_OPTIONS = "--";

    private LocustSwarm() {}

    public static void main(String[] args) {
        BackgroundClassLoading.start(List.of(args));
        Map<String, String> environment = System.getenv();
        Terminal terminal = Terminal.ofProcess(environment);
        Interrupts interrupts = new Interrupts(Thread.currentThread());
        interrupts.installHook(terminal);
        int code = ExitCode.INTERNAL_ERROR;
        try {
            code = execute(environment, Path.of("").toAbsolutePath(), terminal, interrupts, List.of(args));
        } catch (Throwable e) {
            code = report(e, interrupts.leftoverNotice());
        } finally {
            interrupts.finished(code); // otherwise the process would wait for this thread
        }
        System.exit(code);
    }

    /** Reports a failure to report a failure, without loading any class. */
    private static int report(Throwable e, String leftoverNotice) {
        System.err.println(e);
        if (!leftoverNotice.isEmpty()) {
            System.err.println(leftoverNotice);
        }
        return leftoverNotice.isEmpty() ? ExitCode.INTERNAL_ERROR : ExitCode.MACHINES_LEFT;
    }

    /**
     * Runs the command; returns the exit code.
     *
     * @param folder the current folder
     */
    public static int execute(
            Map<String, String> environment,
            Path folder,
            Terminal terminal,
            Interrupts interrupts,
            List<String> arguments) {
        int end = arguments.indexOf(END_OF_OPTIONS);
        List<String> ownArguments = end < 0 ? arguments : arguments.subList(0, end);
        List<String> locustArguments = end < 0 ? List.of() : arguments.subList(end + 1, arguments.size());
        Caller caller = new Caller(
                environment, folder, Home.of(environment), terminal, interrupts, ownArguments, locustArguments);
        int code = Commands.execute(caller);
        if (!terminal.hasLostResults()) {
            return code;
        }
        terminal.say("locust-swarm: The output could not be written, for example because a disk is full.");
        return code == ExitCode.OK ? ExitCode.FAILED : code;
    }
}
