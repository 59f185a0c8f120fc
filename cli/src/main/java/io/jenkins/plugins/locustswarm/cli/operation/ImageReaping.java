package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.config.Ec2Config;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.FailureMessage;
import io.jenkins.plugins.locustswarm.cli.terminal.ProgressDisplay;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.Ec2Images;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import java.time.Instant;
import java.util.List;

/** Removes images of a home that are too old or were not finished. */
final class ImageReaping {

    private final Caller caller;
    private final Config config;

    ImageReaping(Caller caller, Config config) {
        this.caller = caller;
        this.config = config;
    }

    /** Returns the exit code. */
    int reap(boolean dryRun) throws InterruptedException {
        Ec2Config ec2 = new Ec2Config(config);
        Installation home = Installation.of(List.of(caller.home().controllerId()), List::of);
        try (Ec2Images images = new Ec2Images(ec2.settings(), ec2.access());
                ProgressDisplay progress = ProgressDisplay.on(caller.terminal())) {
            if (dryRun) {
                images.reapable(home, Instant.now())
                        .forEach(remains -> caller.terminal().print("Would remove: " + remains.sentence() + "."));
            } else {
                images.reap(home, Instant.now(), progress);
            }
            return ExitCode.OK;
        } catch (MachinesLeftException e) {
            return FailureMessage.of(e).print(caller.terminal(), caller.environment());
        }
    }
}
