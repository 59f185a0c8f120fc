package io.jenkins.plugins.locustswarm.cli.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.config.Ec2Config;
import io.jenkins.plugins.locustswarm.cli.config.ProviderName;
import io.jenkins.plugins.locustswarm.cli.home.CommandLock;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.FailureMessage;
import io.jenkins.plugins.locustswarm.cli.process.UninterruptibleTask;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.files.Requirements;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Access;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.Ec2Images;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.ImageCreation;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.SwarmImage;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes an image from a machine on which bootstrap.sh has run. The machine is taken down whatever happens. */
public final class ImageOperation {

    private static final Set<Role> ALL = EnumSet.allOf(Role.class);

    /** Time for the machine to boot, and for a person to react if it does not go down. */
    private static final Duration LEASE_MARGIN = Duration.ofMinutes(30);

    private final Caller caller;
    private final Config config;
    private final Ec2Settings settings;
    private final Ec2Access access;
    private final SwarmSessions sessions;
    private final Teardown teardown;

    /** @throws BadInputException if the configuration is not one for EC2, or not valid */
    public ImageOperation(Caller caller, Config config) {
        if (config.provider() != ProviderName.EC2) {
            throw new BadInputException("An image can be made on EC2 only: name a configuration with provider = ec2"
                    + " (-c). Local machines and hosts keep what bootstrap.sh has installed.");
        }
        Ec2Config ec2 = new Ec2Config(config);
        this.caller = caller;
        this.config = config;
        this.settings = ec2.settings();
        this.access = ec2.access();
        this.sessions = new SwarmSessions(caller, config, null, new Providers(caller, config)::forImage);
        this.teardown = new Teardown(caller, sessions);
    }

    /**
     * Makes an image, unless there is one that fits; returns the exit code.
     *
     * @param again whether to make one in any case
     */
    public int make(SwarmPlan plan, boolean again) throws InterruptedException {
        if (!settings.images().use()) {
            caller.terminal()
                    .say("Warning: use_images is false in the configuration, so its swarms are not launched with the"
                            + " image.");
        }
        Optional<SwarmImage> known = again ? Optional.empty() : find(plan);
        if (known.isPresent()) {
            caller.terminal().say("A matching image already exists; --again makes another one.\n" + text(known.get()));
            return ExitCode.OK;
        }
        String name = sessions.newName("image");
        Duration lease =
                plan.bootstrapDeadline().plus(ImageCreation.MAX_DURATION).plus(LEASE_MARGIN);
        try (ImageCreation creation = new ImageCreation(ImageCreation.settings(settings), access)) {
            creation.checkPermission();
            try (CommandLock lock = sessions.lock(name);
                    SwarmSession session = sessions.openOrPlan(name, plan.bootstrap(), lease)) {
                ImageCreation.check(session.swarm().record());
                teardown.prepareLeftoverNotice(session.swarm().record(), ALL);
                return make(session, creation, plan);
            }
        }
    }

    private Optional<SwarmImage> find(SwarmPlan plan) throws InterruptedException {
        Installation own = Installation.of(List.of(caller.home().controllerId()), List::of);
        try (Ec2Images images = new Ec2Images(settings, access)) {
            return images.find(own, Requirements.digest(plan.bootstrap()), Instant.now());
        }
    }

    private int make(SwarmSession session, ImageCreation creation, SwarmPlan plan) {
        SwarmImage made = null;
        Throwable failure = null;
        try {
            session.swarm().up(plan);
            teardown.prepareLeftoverNotice(session.swarm().record(), ALL);
            made = creation.create(session.swarm().record(), session.provider(), null, session.progress());
        } catch (InterruptedException | RuntimeException | Error e) {
            failure = e;
        }
        SwarmImage image = made;
        Throwable cause = failure;
        return UninterruptibleTask.call(() -> finish(session, creation, image, cause));
    }

    private int finish(
            SwarmSession session,
            ImageCreation creation,
            @CheckForNull SwarmImage image,
            @CheckForNull Throwable failure) {
        session.endProgress();
        int code = report(image, failure);
        int down = teardown.down(session, ALL); // first, since a machine costs more than an image
        int discarded = image == null ? discard(creation) : ExitCode.OK;
        int left = Math.max(down, discarded);
        return left == ExitCode.OK ? code : left;
    }

    private int report(@CheckForNull SwarmImage image, @CheckForNull Throwable failure) {
        if (image != null) {
            caller.terminal().print(text(image));
            return caller.interrupts().requested() ? ExitCode.INTERRUPTED : ExitCode.OK;
        }
        if (caller.interrupts().requested() || failure instanceof InterruptedException) {
            caller.terminal().say("Interrupted. Taking the machine down, and removing the unfinished image.");
            return ExitCode.INTERRUPTED;
        }
        return FailureMessage.of(failure).print(caller.terminal(), caller.environment());
    }

    /** Removes a part of an image. */
    private int discard(ImageCreation creation) {
        try {
            if (creation.discard()) {
                caller.terminal()
                        .say(
                                "EC2 may still create a snapshot for the image, which costs money. After two hours, remove it"
                                        + " with: locust-swarm reap" + config.asOption());
            }
            return ExitCode.OK;
        } catch (Throwable e) {
            FailureMessage.of(e).print(caller.terminal(), caller.environment());
            caller.terminal()
                    .say("A part of the image may be left, with the tag locust-swarm:id = "
                            + creation.begun().orElse("")
                            + ". It is removed later by: locust-swarm reap" + config.asOption());
            return ExitCode.MACHINES_LEFT;
        }
    }

    private String text(SwarmImage image) {
        return "Image " + image.id() + " (" + (image.locust().isEmpty() ? "" : "Locust " + image.locust() + ", ")
                + "base " + image.base() + ", " + image.gib() + " GiB) is for swarms with the same base image and"
                + " requirements.\nAWS bills its snapshot by the GB-month, at most "
                + image.gib() + " GiB, until it is removed: https://aws.amazon.com/ebs/pricing/ has the price in "
                + settings.region() + ".\nIt is used until it is "
                + settings.images().maxAge()
                + " days old (image_max_age); then this removes it: locust-swarm reap" + config.asOption();
    }
}
