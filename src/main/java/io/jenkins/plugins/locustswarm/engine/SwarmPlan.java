package io.jenkins.plugins.locustswarm.engine;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.time.Duration;
import java.util.Set;

/**
 * The machines to bring up, and what they get.
 *
 * @param roles the roles to bring up: the master, the workers, or both
 * @param workers number of workers, if they are among the roles
 * @param workersNeeded number of workers without which the swarm does not continue
 * @param bootstrap the files that every machine gets, with {@code bootstrap.sh}
 * @param bootstrapDeadline maximum duration of {@code bootstrap.sh} on a machine
 */
public record SwarmPlan(
        Set<Role> roles, int workers, int workersNeeded, FolderSnapshot bootstrap, Duration bootstrapDeadline) {

    /** The default of the original tool. */
    public static final int DEFAULT_WORKERS = 5;

    /** Enough for a slow package index. */
    public static final Duration DEFAULT_BOOTSTRAP_DEADLINE = Duration.ofMinutes(15);

    /** Name of the script in the bootstrap directory that installs Locust on a machine. */
    public static final String BOOTSTRAP_SCRIPT = "bootstrap.sh";

    /** More than the largest swarm that is publicly known (3,200 workers). */
    private static final int MAX_WORKERS = 5_000;

    /** @throws BadInputException if a number is out of range, or the bootstrap directory cannot be used */
    public SwarmPlan {
        roles = Set.copyOf(roles);
        checkNumbers(workers, workersNeeded);
        if (bootstrapDeadline.isNegative() || bootstrapDeadline.isZero()) {
            throw new BadInputException("The deadline for bootstrap.sh must be longer than 0 s.");
        }
        FolderSnapshot.Entry script = bootstrap
                .find(BOOTSTRAP_SCRIPT)
                .orElseThrow(() -> new BadInputException("There is no bootstrap.sh in " + bootstrap.name()
                        + ": copy the one that comes with Locust Swarm, or write your own."));
        if (!script.executable()) {
            throw new BadInputException(
                    "bootstrap.sh in " + bootstrap.name() + " is not executable: run chmod +x on it.");
        }
    }

    /**
     * Checks the numbers of slaves before there are any files.
     *
     * @throws BadInputException if a number is out of range
     */
    public static void checkNumbers(int workers, int workersNeeded) {
        if (workers < 1 || workers > MAX_WORKERS) {
            throw new BadInputException(workers + " is not a valid number of slaves: use 1 to " + MAX_WORKERS + ".");
        }
        if (workersNeeded < 1 || workersNeeded > workers) {
            throw new BadInputException(workersNeeded + " is not a valid minimum for "
                    + (workers == 1 ? "1 slave: use 1." : workers + " slaves: use 1 to " + workers + "."));
        }
    }
}
