package io.jenkins.plugins.locustswarm.config.secret;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.Authentication;

/**
 * Looks credentials up from a build, a job or a folder, which includes the folders above it. An id that is not found is
 * an error; there is no fallback.
 */
public final class BuildCredentials {

    private final @CheckForNull Run<?, ?> run;
    private final @CheckForNull Item item;
    private final @CheckForNull ItemGroup<?> group;
    private final Set<String> tracked;

    private BuildCredentials(
            @CheckForNull Run<?, ?> run,
            @CheckForNull Item item,
            @CheckForNull ItemGroup<?> group,
            Set<String> tracked) {
        this.run = run;
        this.item = item;
        this.group = group;
        this.tracked = tracked;
    }

    /**
     * Looks up what a build may use. Tracks the use of each credentials once, since Jenkins writes a file each time.
     *
     * @param tracked the ids of the credentials whose use is already tracked; a thread-safe set, to which this adds
     */
    public static BuildCredentials of(Run<?, ?> run, Set<String> tracked) {
        return new BuildCredentials(run, null, null, tracked);
    }

    /** Looks up what builds of a job may use. */
    public static BuildCredentials of(Item job) {
        return new BuildCredentials(null, job, null, Set.of());
    }

    /** Looks up what jobs in a folder may use; Jenkins itself is the outermost folder. */
    public static BuildCredentials of(ItemGroup<?> group) {
        return new BuildCredentials(null, null, group, Set.of());
    }

    /**
     * Returns the credentials with this id.
     *
     * @param kind the kind of credentials, for messages
     * @throws BadInputException if there are no such credentials of that type
     */
    public <C extends IdCredentials> C find(String id, Class<C> type, String kind) {
        return lookUp(id, type).orElseThrow(() -> missing(id, kind));
    }

    BadInputException missing(String id, String kind) {
        return new BadInputException("There are no " + kind + " with the id \"" + id + "\" that "
                + (run == null ? "can be used here" : run.getParent().getFullName() + " may use")
                + ". Check the swarm profile and the credentials.");
    }

    /** Returns the credentials with this id; empty if there are none of that type. */
    <C extends IdCredentials> Optional<C> lookUp(String id, Class<C> type) {
        C found;
        if (run != null) {
            found = ofBuild(id, type, run);
            if (found != null && tracked.add(id)) {
                CredentialsProvider.track(run, found);
            }
        } else if (item != null) {
            found = CredentialsProvider.findCredentialByIdInItem(id, type, item, ACL.SYSTEM2, List.of());
        } else {
            found = CredentialsProvider.findCredentialByIdInItemGroup(id, type, group, ACL.SYSTEM2, List.of());
        }
        return Optional.ofNullable(found);
    }

    /**
     * Does what {@link CredentialsProvider#findCredentialById} does for an id of the job's configuration. That method prefers
     * a parameter of the build with this name, but the id is that of a profile, which an administrator has configured.
     */
    @CheckForNull
    private static <C extends IdCredentials> C ofBuild(String id, Class<C> type, Run<?, ?> build) {
        Item job = build.getParent();
        Authentication owner = job instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
        C found = CredentialsProvider.findCredentialByIdInItem(id, type, job, owner, List.of());
        if (found == null && !owner.equals(ACL.SYSTEM2) && build.hasPermission2(owner, CredentialsProvider.USE_ITEM)) {
            found = CredentialsProvider.findCredentialByIdInItem(id, type, job, ACL.SYSTEM2, List.of());
        }
        Credentials own = found == null ? null : found.forRun(build);
        return type.isInstance(own) ? type.cast(own) : found;
    }
}
