package io.jenkins.plugins.locustswarm.cli.process;

import io.jenkins.plugins.locustswarm.cli.home.Home;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Who called the command, and from where.
 *
 * @param environment variables of the process
 * @param folder the current one
 * @param words the command line without {@code --} and what follows it
 * @param forLocust what followed {@code --}
 */
public record Caller(
        Map<String, String> environment,
        Path folder,
        Home home,
        Terminal terminal,
        Interrupts interrupts,
        List<String> words,
        List<String> forLocust) {

    /** The command as it was typed, for messages: its name and its first word say enough, and hold no secret. */
    public String typed() {
        return "locust-swarm" + (words.isEmpty() ? "" : " " + words.get(0));
    }
}
