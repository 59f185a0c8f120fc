package io.jenkins.plugins.locustswarm.cli.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.command.option.BootstrapOption;
import io.jenkins.plugins.locustswarm.cli.command.option.ConfigOption;
import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.config.ConfigKey;
import io.jenkins.plugins.locustswarm.cli.files.FileLookup;
import io.jenkins.plugins.locustswarm.cli.operation.ImageOperation;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates an image for later swarms. */
@Command(
        name = "image",
        header = "Creates an image on EC2 that has the packages of a test, so that later swarms come up faster.",
        description =
                "Launches one machine, runs bootstrap.sh on it, creates an image (AMI) of it and takes it down. Later"
                        + " swarms are launched with the image if their base image (ami_id) and their requirements are the same:"
                        + " at any depth, bootstrap.sh, pyproject.toml, files whose names begin with requirements or"
                        + " constraints, and all files in a folder requirements. list shows images, and reap removes"
                        + " those that are older than image_max_age. AWS bills the storage of an image as long as it"
                        + " exists.")
public final class ImageCommand implements Callable<Integer> {

    private final Caller caller;

    @Mixin
    private ConfigOption config;

    @Mixin
    private BootstrapOption bootstrap;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Locustfile whose folder has the requirements, unless they are in a bootstrap directory.")
    @CheckForNull
    private String locustfile;

    @Option(names = "--again", description = "Create an image even if there is one that fits.")
    private boolean again;

    public ImageCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() throws InterruptedException {
        Config cfg = config.read(caller);
        ImageOperation operation = new ImageOperation(caller, cfg);
        FileLookup lookup = bootstrap.lookup(caller, cfg);
        FolderSnapshot files =
                locustfile == null ? lookup.find() : lookup.find(locustfile).files();
        Duration deadline = cfg.time(ConfigKey.BOOTSTRAP_DEADLINE).orElse(SwarmPlan.DEFAULT_BOOTSTRAP_DEADLINE);
        return operation.make(new SwarmPlan(Set.of(Role.MASTER), 1, 1, files, deadline), again);
    }
}
