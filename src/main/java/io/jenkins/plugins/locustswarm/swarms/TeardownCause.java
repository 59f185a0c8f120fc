package io.jenkins.plugins.locustswarm.swarms;

import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.locustswarm.engine.text.Printable;

/**
 * Who has a swarm taken down, and why.
 *
 * @param words the end of a sentence that begins with "Swarm X was taken down"
 */
public record TeardownCause(String words) {

    /** The build asked for it, in a step or at the end of one. */
    public static TeardownCause build(Run<?, ?> run) {
        return new TeardownCause("by its build " + run.getFullDisplayName());
    }

    /** The step that used the swarm was aborted. */
    public static TeardownCause abort(Run<?, ?> run) {
        return new TeardownCause("since its build " + run.getFullDisplayName() + " was aborted");
    }

    /** The step that used the swarm failed. */
    public static TeardownCause failure(Run<?, ?> run) {
        return new TeardownCause("since a step of its build " + run.getFullDisplayName() + " failed");
    }

    public static TeardownCause endOfBuild(Run<?, ?> run) {
        return new TeardownCause("at the end of its build " + run.getFullDisplayName());
    }

    public static TeardownCause deletion(Run<?, ?> run) {
        return new TeardownCause("since its build " + run.getFullDisplayName() + " was deleted");
    }

    public static TeardownCause reaper(SwarmOwner owner) {
        return new TeardownCause("by the reaper, since its build " + owner.runId() + " is over");
    }

    /** A person pressed the button on the management page; without security nobody knows who. */
    public static TeardownCause currentUser() {
        User user = User.current();
        String name = user == null ? "a user" : Printable.line(user.getDisplayName());
        return new TeardownCause("by " + name + " (Manage Jenkins, Locust swarms)");
    }

    @Override
    public String toString() {
        return words;
    }
}
