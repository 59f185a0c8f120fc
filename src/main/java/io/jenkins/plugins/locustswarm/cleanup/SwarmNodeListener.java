package io.jenkins.plugins.locustswarm.cleanup;

import hudson.Extension;
import hudson.model.Node;
import io.jenkins.plugins.locustswarm.config.LocalMachines;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import java.util.Optional;
import jenkins.model.NodeListener;

/** Updates the nodes of local machines when they are renamed. */
@Extension
public final class SwarmNodeListener extends NodeListener {

    @Override
    protected void onUpdated(Node oldOne, Node newOne) {
        String oldName = oldOne.getNodeName();
        String newName = newOne.getNodeName();
        if (!newName.equals(oldName)) {
            SwarmRecords.get()
                    .changeResource(
                            LocalMachines.NODE,
                            record -> Optional.ofNullable(record.resources().get(LocalMachines.NODE))
                                    .filter(oldName::equals)
                                    .map(known -> newName));
        }
    }
}
