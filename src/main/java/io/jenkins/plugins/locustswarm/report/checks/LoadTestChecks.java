package io.jenkins.plugins.locustswarm.report.checks;

import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.engine.text.Printable;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Publishes the checks of load tests, for the steps. Does nothing without the plugin checks-api. */
@Restricted(NoExternalUse.class)
public final class LoadTestChecks {

    private static final Logger LOGGER = Logger.getLogger(LoadTestChecks.class.getName());

    private LoadTestChecks() {}

    /** Publishes a check. If it cannot be published, the log of the build says so in one line. */
    public static void publish(Run<?, ?> run, TaskListener listener, LoadTestCheck check) {
        for (ChecksPlatform platform : ExtensionList.lookup(ChecksPlatform.class)) {
            try {
                platform.publish(run, listener, check);
            } catch (RuntimeException | LinkageError e) { // publishers are plugins and may throw anything
                LOGGER.log(Level.WARNING, e, () -> "The check of a load test could not be published: " + run);
                listener.getLogger()
                        .println(Printable.line(
                                "The check \"" + check.name() + "\" could not be published: " + e + "."));
            }
        }
    }

    /** Returns the name that a {@code withChecks} block around a step gives to checks; empty without one. */
    public static Optional<String> nameAround(StepContext step) throws IOException, InterruptedException {
        for (ChecksPlatform platform : ExtensionList.lookup(ChecksPlatform.class)) {
            Optional<String> name = platform.nameAround(step);
            if (name.isPresent()) {
                return name;
            }
        }
        return Optional.empty();
    }
}
