package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.starter.StarterFiles;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.shell.Quote;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the files of a new load test. */
@Command(
        name = "init",
        header = "Writes a locustfile, its requirements, a configuration and a Jenkinsfile to start from.",
        description =
                "Writes locustfile.py, requirements.txt, locust-swarm.cfg and Jenkinsfile, with comments. Does not"
                        + " change files that exist, and names them.")
public final class InitCommand implements Callable<Integer> {

    private final Caller caller;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Folder to write to; it is created if it does not exist. Default: the current folder.")
    private Path directory;

    public InitCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        Path here = caller.folder().toAbsolutePath().normalize();
        Path folder = here.resolve(directory).normalize();
        StarterFiles files = StarterFiles.write(folder);
        Terminal terminal = caller.terminal();
        report("Written to " + folder + ": ", files.written());
        report("Not changed, because they exist in " + folder + ": ", files.existing());
        terminal.say("Next, replace the requests in " + StarterFiles.LOCUSTFILE
                + " with those of your users, and run them with two users on this machine:");
        terminal.say("  locust-swarm test -f " + shown(here, folder.resolve(StarterFiles.LOCUSTFILE))
                + " -H http://localhost:8080 -s 1 -u 2 -t 30s");
        return ExitCode.OK;
    }

    private void report(String introduction, List<String> names) {
        if (!names.isEmpty()) {
            caller.terminal().say(introduction + String.join(", ", names) + ".");
        }
    }

    /** Returns a path as a word that can be pasted into a shell: relative if it is below the current folder. */
    private static String shown(Path here, Path file) {
        String path = (file.startsWith(here) ? here.relativize(file) : file).toString();
        return path.matches("[\\w./][\\w./-]*") ? path : Quote.word(path);
    }
}
