package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Thrown when EC2 refuses a call or cannot be reached. */
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
     * Whether EC2 denies the permission for the call. A policy with conditions on the tags of a resource allows nothing on
     * a resource that does not exist, so EC2 also denies what would otherwise be "not found": after a deletion, and for a
     * moment after a creation, while EC2 does not show the tags yet.
     */
    public boolean isRefusal() {
        return REFUSALS.contains(code);
    }

    /** Whether EC2 has rejected the call, which then had no effect. Otherwise it may have carried it out. */
    public boolean isRejection() {
        return !code.isEmpty()
                && getCause() instanceof AwsServiceException answer
                && answer.statusCode() < 500
                && !answer.isThrottlingException();
    }

    /** Whether EC2 does not know the resource that the call names. */
    public boolean isNotFound() {
        return code.endsWith(".NotFound") || code.equals("InvalidID");
    }

    /** Returns EC2's error code, such as {@code InvalidGroup.NotFound}; empty if EC2 did not answer. */
    public String code() {
        return code;
    }
}
