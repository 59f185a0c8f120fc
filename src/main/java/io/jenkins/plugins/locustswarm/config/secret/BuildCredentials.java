package io.jenkins.plugins.locustswarm.config.secret;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where credentials are looked up: in a build, in a job or in a folder, each with all that is above it. An id that is
 * not found is an error; nothing else is taken in its place.
 */
public final class BuildCredentials {

    private final Run<?, ?> run;
    private final Item item;
    private final ItemGroup<?> group;
    private final Set<String> tracked;

    private BuildCredentials(Run<?, ?> run, Item item, ItemGroup<?> group, Set<String> tracked) {
        this.run = run;
        this.item = item;
        this.group = group;
        this.tracked = tracked;
    }

    /**
     * What a build may use. The use of each credentials is tracked once: Jenkins writes a file for it each time.
     *
     * @param tracked ids of those whose use is tracked already; grows. Safe for use by several threads.
     */
    public static BuildCredentials of(Run<?, ?> run, Set<String> tracked) {
        return new BuildCredentials(run, null, null, tracked);
    }

    /** What builds of a job may use. */
    public static BuildCredentials of(Item job) {
        return new BuildCredentials(null, job, null, Set.of());
    }

    /** What jobs of a folder may use; Jenkins itself is the outermost folder. */
    public static BuildCredentials of(ItemGroup<?> group) {
        return new BuildCredentials(null, null, group, Set.of());
    }

    /**
     * The credentials with this id.
     *
     * @param kind what they are, for messages
     * @throws BadInputException when there are none of that type here
     */
    public <C extends IdCredentials> C find(String id, Class<C> type, String kind) {
        return lookUp(id, type).orElseThrow(() -> missing(id, kind));
    }

    BadInputException missing(String id, String kind) {
        return new BadInputException("There are no " + kind + " with the id \"" + id + "\" that "
                + (run == null ? "could be used here" : run.getParent().getFullName() + " may use")
                + ". Look at the swarm profile and at the credentials.");
    }

    /** Empty when there are none of that type here. */
    <C extends IdCredentials> Optional<C> lookUp(String id, Class<C> type) {
        C found;
        if (run != null) {
            found = CredentialsProvider.findCredentialById(id, type, run, List.of());
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
}
