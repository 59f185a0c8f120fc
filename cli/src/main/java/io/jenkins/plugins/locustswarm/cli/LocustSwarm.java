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
        BackgroundClassLoading.take(List.of(args));
        Map<String, String> environment = System.getenv();
        Terminal terminal = Terminal.ofProcess(environment);
        Interrupts interrupts = new Interrupts(Thread.currentThread());
        interrupts.installHook(terminal);
        int code = ExitCode.BUG;
        try {
            code = execute(environment, Path.of("").toAbsolutePath(), terminal, interrupts, List.of(args));
        } catch (Throwable e) {
            code = lastWords(e, interrupts.leftBehind());
        } finally {
            interrupts.finished(code); // or the process would wait for a thread that is gone
        }
        System.exit(code);
    }

    /** For a failure of what tells failures, with nothing that has to be loaded first. */
    private static int lastWords(Throwable e, String leftBehind) {
        System.err.println(e);
        if (!leftBehind.isEmpty()) {
            System.err.println(leftBehind);
        }
        return leftBehind.isEmpty() ? ExitCode.BUG : ExitCode.MACHINES_LEFT;
    }

    /** Does what the arguments ask for; returns the exit code. */
    public static int execute(
            Map<String, String> environment,
            Path folder,
            Terminal terminal,
            Interrupts interrupts,
            List<String> arguments) {
        int end = arguments.indexOf(END_OF_OPTIONS);
        List<String> words = end < 0 ? arguments : arguments.subList(0, end);
        List<String> forLocust = end < 0 ? List.of() : arguments.subList(end + 1, arguments.size());
        Caller caller = new Caller(environment, folder, Home.of(environment), terminal, interrupts, words, forLocust);
        return Commands.execute(caller);
    }
}
