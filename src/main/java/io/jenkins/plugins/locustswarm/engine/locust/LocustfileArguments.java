package io.jenkins.plugins.locustswarm.engine.locust;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks Locust on a machine which arguments a locustfile defines. Locust loads a file of ours, which loads the
 * locustfile and looks at Locust's own parser, so that it makes no difference how Locust was installed.
 */
public final class LocustfileArguments {

    private static final Script ASK = Script.resource(LocustfileArguments.class, "locustfile-arguments.sh")
            .deadline(Duration.ofMinutes(2));
    private static final String LOOK = Script.text(LocustfileArguments.class, "locustfile_arguments.py");

    private LocustfileArguments() {}

    /**
     * Those of the flags that Locust's parser has once the locustfile is loaded, each exactly as it is asked for.
     *
     * @param machine has the bootstrap directory
     * @throws BringUpException when Locust cannot load the locustfile
     */
    public static List<String> defined(MachineRecord machine, Shell shell, RunPlan plan, List<String> flags)
            throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                machine.bootstrapFolder(),
                machine.venv(),
                LocustOnMachine.exports(plan.environment()),
                LOOK,
                plan.load().locustfile()));
        arguments.addAll(flags);
        ShellResult result = shell.run(ASK.arguments(arguments));
        if (!result.succeeded()) {
            throw new BringUpException("Locust on " + machine.name() + " could not be asked whether "
                    + plan.load().locustfile() + " defines " + String.join(", ", flags) + ": "
                    + String.join("\n", result.lastLines(5)));
        }
        return result.out().lines().toList();
    }
}
