package io.jenkins.plugins.locustswarm.cli.process;

import io.jenkins.plugins.locustswarm.cli.home.Home;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The context in which the command was started.
 *
 * @param environment environment variables of the process
 * @param folder the current folder
 * @param home the home in which swarms are recorded
 * @param arguments arguments up to {@code --}
 * @param locustArguments arguments after {@code --}
 */
public record Caller(
        Map<String, String> environment,
        Path folder,
        Home home,
        Terminal terminal,
        Interrupts interrupts,
        List<String> arguments,
        List<String> locustArguments) {

    /** Returns the command and its subcommand, for messages. Leaves out the other arguments, which may be secret. */
    public String label() {
        return "locust-swarm" + (arguments.isEmpty() ? "" : " " + arguments.get(0));
    }
}
