package io.jenkins.plugins.locustswarm.engine.machine.ec2.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Removes from a machine what belongs to it alone, before an image is made from it. */
final class MachineCleaning {

    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private static final Pattern LOCUST = Pattern.compile("^locust=([0-9][0-9a-zA-Z.]{0,30})$", Pattern.MULTILINE);

    private static final int MAX_REASON_LINES = 3;

    private final Shell shell;

    MachineCleaning(Shell shell) {
        this.shell = shell;
    }

    /**
     * Cleans the machine. Afterwards nobody can log in to it. Its timer runs in memory only, until a reboot starts it
     * anew.
     *
     * @param lease how long the machine may still live
     * @return the version of Locust in its virtual environment, if it is known
     * @throws BringUpException if something is left
     */
    @CheckForNull
    String clean(MachineRecord machine, Duration lease) throws InterruptedException {
        List<String> arguments = List.of(
                Script.text(MachineCleaning.class, "clean.sh"),
                machine.folder(),
                machine.venv(),
                Long.toString(Math.max(1, lease.toSeconds())));
        ShellResult result = shell.run(Script.asRoot("bash", "locust-swarm-clean", arguments)
                .title("The command that cleans the machine")
                .deadline(DEADLINE));
        if (!result.succeeded()) {
            throw new BringUpException("The machine could not be cleaned for an image: "
                    + String.join(" ", result.lastLines(MAX_REASON_LINES)));
        }
        Matcher locust = LOCUST.matcher(result.out());
        return locust.find() ? locust.group(1) : null;
    }
}
