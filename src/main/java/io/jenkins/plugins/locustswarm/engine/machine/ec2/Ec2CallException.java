package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;

/** EC2 refused a call, or could not be asked. */
public class Ec2CallException extends BringUpException {

    private static final long serialVersionUID = 1L;

    private final String code;

    Ec2CallException(String sentence, String code, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    /** EC2's error code, such as {@code InvalidGroup.NotFound}; empty when it gave none. */
    public String code() {
        return code;
    }
}
