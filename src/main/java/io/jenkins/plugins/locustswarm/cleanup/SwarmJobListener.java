package io.jenkins.plugins.locustswarm.cleanup;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;

/** Keeps a swarm with its build when the job is renamed or moved. */
@Extension
public final class SwarmJobListener extends ItemListener {

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        for (SwarmRecord record : SwarmRecords.get().all()) {
            SwarmOwner owner = SwarmOwner.of(record);
            if (owner.jobName().equals(oldFullName)) {
                String id = newFullName + owner.runId().substring(oldFullName.length());
                SwarmRecords.get().keeper(record.name()).update(known -> known.withResource(SwarmOwner.RUN, id));
            }
        }
    }
}
