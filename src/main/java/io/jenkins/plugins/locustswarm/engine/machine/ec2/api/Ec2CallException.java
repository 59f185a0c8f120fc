package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import java.util.Set;

/** EC2 refused a call, or could not be asked. */
public class Ec2CallException extends BringUpException {

    private static final long serialVersionUID = 1L;

    private static final Set<String> REFUSALS =
            Set.of("UnauthorizedOperation", "AccessDenied", "AccessDeniedException");

    private final String code;

    Ec2CallException(String sentence, String code, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    /**
     * Whether the caller may not do this. A policy that goes by the tags of a resource allows nothing on a resource that
     * is not there: EC2 then refuses what would otherwise be "not found". The same holds for a moment after a creation,
     * while EC2 does not show the tags yet, and after a deletion.
     */
    public boolean isRefusal() {
        return REFUSALS.contains(code);
    }

    /** Whether EC2 does not know what the call names. */
    public boolean isNotFound() {
        return code.endsWith(".NotFound") || code.equals("InvalidID");
    }

    /** EC2's error code, such as {@code InvalidGroup.NotFound}; empty when it gave none. */
    public String code() {
        return code;
    }
}
