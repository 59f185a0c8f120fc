package io.jenkins.plugins.locustswarm.engine.locust;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Quote;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks Locust on a machine which arguments a locustfile defines. Locust loads a Python file of the swarm, which loads the
 * locustfile and inspects Locust's own parser. That works however Locust was installed.
 */
public final class LocustfileArguments {

    private static final Script SCRIPT = Script.resource(LocustfileArguments.class, "locustfile-arguments.sh")
            .deadline(Duration.ofMinutes(2));
    private static final String PYTHON = Script.text(LocustfileArguments.class, "locustfile_arguments.py");

    private LocustfileArguments() {}

    /**
     * Returns the flags that Locust's parser has, exactly as they are written, after it loaded the locustfile.
     *
     * @param machine a machine with the bootstrap directory
     * @throws BringUpException if Locust cannot load the locustfile
     */
    public static List<String> defined(MachineRecord machine, Shell shell, RunPlan plan, List<String> flags)
            throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                machine.bootstrapFolder(),
                machine.venv(),
                Quote.exports(plan.environment()),
                PYTHON,
                plan.load().locustfile()));
        arguments.addAll(flags);
        ShellResult result = shell.run(SCRIPT.arguments(arguments));
        if (!result.succeeded()) {
            throw new BringUpException("Locust on " + machine.name() + " could not be asked whether the locustfile "
                    + plan.load().locustfile() + " defines " + String.join(", ", flags) + ": "
                    + String.join("\n", result.lastLines(5)));
        }
        return result.out().lines().toList();
    }
}
