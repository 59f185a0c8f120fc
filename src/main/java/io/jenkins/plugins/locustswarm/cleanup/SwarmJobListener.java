package io.jenkins.plugins.locustswarm.cleanup;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.swarms.SwarmOwner;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Updates the owners of swarms when their job is renamed or moved. */
@Extension
public final class SwarmJobListener extends ItemListener {

    private static final Logger LOGGER = Logger.getLogger(SwarmJobListener.class.getName());

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        for (SwarmRecord record : SwarmRecords.get().all()) {
            SwarmOwner owner = SwarmOwner.of(record);
            if (owner.jobName().equals(oldFullName)) {
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
