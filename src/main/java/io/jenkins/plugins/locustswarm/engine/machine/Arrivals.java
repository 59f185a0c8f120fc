package io.jenkins.plugins.locustswarm.engine.machine;

import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import java.util.List;

/** Takes machines as soon as they can be used, while others of the swarm are still being created. */
@FunctionalInterface
public interface Arrivals {

    /**
     * Begins the work on these machines and returns soon. Called by the thread that creates the machines.
     *
     * @param machines machines with address, folder and virtual environment, as they are in the record
     */
    void ready(List<MachineRecord> machines) throws InterruptedException;
}
