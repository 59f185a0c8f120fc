package io.jenkins.plugins.locustswarm.manage;

import io.jenkins.plugins.locustswarm.swarms.BackgroundLog;
import java.util.Date;
import jenkins.model.Jenkins;

/**
 * An entry of the background log, on the management page. Hides what can contain the name of a job that the user may not
 * see.
 */
public final class BackgroundRow {

    private final BackgroundLog.Entry entry;

    BackgroundRow(BackgroundLog.Entry entry) {
        this.entry = entry;
    }

    public Date getTime() {
        return Date.from(entry.time());
    }

    /** May be text of a cloud. */
    public String getSentence() {
        return isVisible() ? entry.sentence() : Messages.SwarmRow_Hidden();
    }

    public boolean isFailed() {
        return entry.failed();
    }

    private boolean isVisible() {
        return entry.owner() == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : entry.owner().isVisible();
    }
}
