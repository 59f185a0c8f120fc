package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import java.util.Collection;
import java.util.Set;

/** Finds out at which addresses something listens for SSH connections. */
@FunctionalInterface
public interface PortProbe {

    /** Returns those of the addresses that accept connections now. Takes half a second at most for 400 of them. */
    Set<String> answering(Collection<String> addresses) throws InterruptedException;
}
