package io.jenkins.plugins.locustswarm.cleanup;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.swarms.SwarmOwner;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Updates the owners of swarms when their job or a folder above it is renamed or moved. */
@Extension
public final class SwarmJobListener extends ItemListener {

    private static final Logger LOGGER = Logger.getLogger(SwarmJobListener.class.getName());

    /** Changes all jobs in a folder at once: Jenkins notifies of them only after all listeners have been notified of the folder. */
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        for (SwarmRecord record : SwarmRecords.get().all()) {
            SwarmOwner owner = SwarmOwner.of(record);
            String job = owner.jobName();
            if (job.equals(oldFullName) || job.startsWith(oldFullName + "/")) {
                String id = newFullName + owner.runId().substring(oldFullName.length());
                updateOwner(record, id);
            }
        }
    }

    private static void updateOwner(SwarmRecord record, String id) {
        try {
            SwarmRecords.get().keeper(record.name()).update(known -> known.withResource(SwarmOwner.RUN, id));
        } catch (RuntimeException | Error e) {
            // may have been taken down meanwhile; continue with the other swarms of the job
            LOGGER.log(
                    Level.WARNING, e, () -> "The owner of swarm " + record.name() + " could not be changed to " + id);
        }
    }
}
