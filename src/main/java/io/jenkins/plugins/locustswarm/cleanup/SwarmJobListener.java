package io.jenkins.plugins.locustswarm.cleanup;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.locustswarm.swarms.SwarmOwner;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import java.util.Optional;

/** Updates the owners of swarms when their job or a folder above it is renamed or moved. */
@Extension
public final class SwarmJobListener extends ItemListener {

    /**
     * Changes all jobs in a folder at once: Jenkins notifies of them only after all listeners have been notified of the
     * folder.
     */
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        SwarmRecords.get()
                .changeResource(SwarmOwner.RUN, record -> moved(SwarmOwner.of(record), oldFullName, newFullName));
    }

    /** Returns the new id of the build; empty if it did not move. */
    private static Optional<String> moved(SwarmOwner owner, String oldFullName, String newFullName) {
        String job = owner.jobName();
        return job.equals(oldFullName) || job.startsWith(oldFullName + "/")
                ? Optional.of(newFullName + owner.runId().substring(oldFullName.length()))
                : Optional.empty();
    }
}
