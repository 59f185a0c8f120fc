package io.jenkins.plugins.locustswarm.engine;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.shell.FolderSnapshot;
import java.time.Duration;
import java.util.Set;

/**
 * What to bring up.
 *
 * @param roles which machines: the master, the workers, or both
 * @param workers how many workers, when workers are among the roles
 * @param workersNeeded how many of them are enough to go on
 * @param bootstrap the files that every machine gets, {@code bootstrap.sh} among them
 * @param bootstrapDeadline how long {@code bootstrap.sh} may take on a machine
 */
public record SwarmPlan(
        Set<Role> roles, int workers, int workersNeeded, FolderSnapshot bootstrap, Duration bootstrapDeadline) {

    /** As many as the original tool brought up when nobody said. */
    public static final int DEFAULT_WORKERS = 5;

    /** Enough for a package index on a bad day. */
    public static final Duration DEFAULT_BOOTSTRAP_DEADLINE = Duration.ofMinutes(15);

    /** The script in the bootstrap directory that makes a machine ready. */
    public static final String BOOTSTRAP_SCRIPT = "bootstrap.sh";

    /** More than the largest swarm that anybody has told of (3,200 workers). */
    private static final int MAX_WORKERS = 5_000;

    /** @throws BadInputException for numbers that make no swarm, or a bootstrap directory that cannot be used */
    public SwarmPlan {
        roles = Set.copyOf(roles);
        if (workers < 1 || workers > MAX_WORKERS) {
            throw new BadInputException(workers + " slaves make no swarm: take 1 to " + MAX_WORKERS + ".");
        }
        if (workersNeeded < 1 || workersNeeded > workers) {
            throw new BadInputException("At least " + workersNeeded + " of " + workers
                    + " slaves cannot be asked for: take 1 to " + workers + ".");
        }
        if (bootstrapDeadline.isNegative() || bootstrapDeadline.isZero()) {
            throw new BadInputException("The deadline for bootstrap.sh must be longer than 0 s.");
        }
        FolderSnapshot.Entry script = bootstrap
                .find(BOOTSTRAP_SCRIPT)
                .orElseThrow(() -> new BadInputException("The bootstrap directory " + bootstrap.root()
                        + " holds no bootstrap.sh: copy the one that comes with Locust Swarm, or write your own."));
        if (!script.executable()) {
            throw new BadInputException(
                    "bootstrap.sh in " + bootstrap.root() + " is not executable: run chmod +x on it.");
        }
    }
}
