package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.PortProbe;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;

/** How the controller reaches the machines of a simulated EC2. */
public interface SimulatedNetwork extends PortProbe {

    /**
     * Opens a shell on a machine.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.shell.ShellException when the machine cannot be reached
     */
    Shell connect(MachineRecord machine) throws InterruptedException;
}
