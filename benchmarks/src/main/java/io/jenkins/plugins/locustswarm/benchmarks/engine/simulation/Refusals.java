package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** The errors with which EC2 refuses calls. */
public final class Refusals {

    private Refusals() {}

    /**
     * Returns an error as the SDK throws it.
     *
     * @param status HTTP status
     * @param code error code, as in "Error codes for the Amazon EC2 API"
     */
    public static Ec2Exception of(int status, String code) {
        return (Ec2Exception) Ec2Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("as documented")
                        .serviceName("Ec2")
                        .build())
                .message(code)
                .build();
    }
}
