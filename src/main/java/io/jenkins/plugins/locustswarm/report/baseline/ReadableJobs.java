package io.jenkins.plugins.locustswarm.report.baseline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;

/** Finds jobs with the permissions of the user as whom a build runs. */
final class ReadableJobs {

    private static final String UP = "../";

    private final Run<?, ?> run;

    ReadableJobs(Run<?, ?> run) {
        this.run = run;
    }

    /**
     * Returns a job; empty if there is none with this name, or the build may not read it.
     *
     * @param name a name relative to the folder of the job, as other steps take it, or relative to the job, or the full name
     */
    Optional<Job<?, ?>> find(String name) {
        Job<?, ?> own = run.getParent();
        if (name.isEmpty()) {
            return Optional.of(own);
        }
        try (ACLContext ignored = ACL.as2(BuildAuthentication.of(run))) {
            return find(name, own.getParent())
                    .or(() -> name.startsWith(UP)
                            ? find(name.substring(UP.length()), own.getParent())
                            : Optional.empty());
        }
    }

    private static Optional<Job<?, ?>> find(String name, @CheckForNull ItemGroup<?> folder) {
        try {
            Item item = Jenkins.get().getItem(name, folder);
            return item instanceof Job<?, ?> job && job.hasPermission(Item.READ) ? Optional.of(job) : Optional.empty();
        } catch (AccessDeniedException e) {
            return Optional.empty(); // it may be discovered, but not read
        }
    }

    boolean mayRead(Job<?, ?> job) {
        return job.hasPermission2(BuildAuthentication.of(run), Item.READ);
    }
}
