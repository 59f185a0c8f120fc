package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;

/** Thrown when two configured hosts of a swarm are the same machine. */
final class SameMachineException extends BringUpException {

    private static final long serialVersionUID = 1L;

    SameMachineException(String sentence) {
        super(sentence);
    }
}
