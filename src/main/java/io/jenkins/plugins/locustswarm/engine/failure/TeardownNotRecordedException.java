package io.jenkins.plugins.locustswarm.engine.failure;

import java.util.List;

/** All machines were taken down, and only that could not be recorded. A repeated teardown finds nothing to take down. */
public class TeardownNotRecordedException extends MachinesLeftException {

    private static final long serialVersionUID = 1L;

    public TeardownNotRecordedException(String sentence, BringUpException cause) {
        super(sentence, List.of(), cause);
    }
}
