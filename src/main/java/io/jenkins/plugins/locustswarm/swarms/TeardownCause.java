package io.jenkins.plugins.locustswarm.swarms;

import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.locustswarm.engine.text.Printable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The cause of a teardown: who requested it, and why.
 *
 * @param text the end of a sentence that begins with "Swarm X was taken down"
 * @param isReaper whether a reaper requested it
 */
@Restricted(NoExternalUse.class)
public record TeardownCause(String text, boolean isReaper) {

    TeardownCause(String text) {
        this(text, false);
    }

    /** The build requested it, in a step or at the end of one. */
    public static TeardownCause build(Run<?, ?> run) {
        return new TeardownCause("by its build " + run.getFullDisplayName());
    }

    /** The step that used the swarm was aborted. */
    public static TeardownCause abort(Run<?, ?> run) {
        return new TeardownCause("because its build " + run.getFullDisplayName() + " was aborted");
    }

    /** The step that used the swarm failed. */
    public static TeardownCause failure(Run<?, ?> run) {
        return new TeardownCause("because a step of its build " + run.getFullDisplayName() + " failed");
    }

    public static TeardownCause endOfBuild(Run<?, ?> run) {
        return new TeardownCause("at the end of its build " + run.getFullDisplayName());
    }

    public static TeardownCause deletion(Run<?, ?> run) {
        return new TeardownCause("because its build " + run.getFullDisplayName() + " was deleted");
    }

    /** An image was made from its machine, or could not be made. */
    public static TeardownCause image() {
        return new TeardownCause("because an image was made from its machine, or could not be made");
    }

    public static TeardownCause reaper(SwarmOwner owner) {
        return new TeardownCause("by the reaper, because " + owner.endReason(), true);
    }

    /** A user requested it on the management page; the name is unknown if Jenkins has no security. */
    public static TeardownCause currentUser() {
        User user = User.current();
        String name = user == null ? "a user" : Printable.line(user.getDisplayName());
        return new TeardownCause("by " + name + " (Manage Jenkins, Locust swarms)");
    }

    @Override
    public String toString() {
        return text;
    }
}
