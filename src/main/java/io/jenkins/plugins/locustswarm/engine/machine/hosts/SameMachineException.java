package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;

/** Two hosts of a swarm are one machine with two names. */
final class SameMachineException extends BringUpException {

    private static final long serialVersionUID = 1L;

    SameMachineException(String sentence) {
        super(sentence);
    }
}
