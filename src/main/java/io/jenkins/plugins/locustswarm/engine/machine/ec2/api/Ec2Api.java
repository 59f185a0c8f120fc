package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/**
 * Calls EC2. The SDK retries brief failures; this class continues to retry during an outage, for a limited time, and
 * turns errors of EC2 into sentences. Every call made here must be safe to repeat.
 */
public final class Ec2Api implements AutoCloseable {

    /** The page that has the policies. */
    public static final String DOCUMENTATION = "https://github.com/jenkinsci/locust-swarm-plugin/blob/main/docs/aws.md";

    private static final int MAX_MESSAGE_LENGTH = 400;

    private final Ec2Client client;
    private final Ec2Settings settings;

    public Ec2Api(Ec2Client client, Ec2Settings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** Returns the poll intervals and time limits for callers. */
    public Ec2Timing timing() {
        return settings.timing();
    }

    /**
     * Makes a call and repeats it while EC2 or the network fails.
     *
     * @param what the purpose of the call, such as "describe subnets", which continues the sentence "EC2 could not"
     * @throws Ec2CallException if EC2 refuses the call, or does not recover in time
     */
    public <T> T call(String what, Function<Ec2Client, T> call) throws InterruptedException {
        Deadline outage = Deadline.in(settings.timing().outage());
        Deadline lookup = Deadline.in(settings.timing().visible());
        Backoff backoff = new Backoff(settings.timing());
        while (true) {
            try {
                return call.apply(client);
            } catch (AbortedException e) {
                throw interrupted(e);
            } catch (SdkException e) {
                if (Thread.interrupted()) {
                    throw interrupted(e);
                }
                Deadline deadline = isCausedBy(e, UnknownHostException.class) ? lookup : outage;
                if (!isTransient(e) || deadline.passed()) {
                    throw failure(what, e);
                }
                backoff.pause(deadline);
            }
        }
    }

    /** Makes a call once, for a caller who repeats it later; empty when it fails for any reason. */
    <T> Optional<T> tryOnce(Function<Ec2Client, T> call) throws InterruptedException {
        try {
            return Optional.of(call.apply(client));
        } catch (AbortedException e) {
            throw interrupted(e);
        } catch (SdkException e) {
            if (Thread.interrupted()) {
                throw interrupted(e);
            }
            return Optional.empty();
        }
    }

    private static InterruptedException interrupted(SdkException cause) {
        InterruptedException interrupted = new InterruptedException();
        interrupted.initCause(cause);
        return interrupted;
    }

    /** Whether EC2 or the network failed, so that the same call may succeed later. */
    private static boolean isTransient(SdkException e) {
        if (e instanceof AwsServiceException answer) {
            return answer.isThrottlingException()
                    || (answer.statusCode() >= 500 && !CapacityErrors.contains(code(answer)));
        }
        return e instanceof ApiCallTimeoutException // has no cause
                || e instanceof ApiCallAttemptTimeoutException
                || isCausedBy(e, IOException.class);
    }

    private static String code(AwsServiceException answer) {
        return answer.awsErrorDetails() == null
                ? ""
                : String.valueOf(answer.awsErrorDetails().errorCode());
    }

    private static boolean isCausedBy(Throwable e, Class<? extends Throwable> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** AWS answers in XML, and each of its errors has a code. */
    private static boolean isFromEc2(SdkException e) {
        return e instanceof AwsServiceException answer
                ? answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() != null
                : !isCausedBy(e, XMLStreamException.class);
    }

    private Ec2CallException notEc2(String what, SdkException e) {
        String status = e instanceof AwsServiceException answer ? " (HTTP status " + answer.statusCode() + ")" : "";
        String server = settings.endpointUrl()
                .map(url -> "The endpoint " + url)
                .orElse("The server that was reached for EC2 in region " + settings.region());
        return new Ec2CallException(
                server + " did not return a valid EC2 response to the request to " + what + status
                        + ". Check the endpoint (endpoint_url) and the proxy.",
                "",
                e);
    }

    private Ec2CallException failure(String what, SdkException e) {
        String where = "region " + settings.region();
        if (!isFromEc2(e)) {
            return notEc2(what, e);
        }
        if (e instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
            String code = code(answer);
            String errorMessage = answer.awsErrorDetails().errorMessage();
            String message = cut(errorMessage == null ? e.getMessage() : errorMessage);
            String from = answer instanceof Ec2Exception
                    ? "EC2"
                    : answer.awsErrorDetails().serviceName();
            return new Ec2CallException(
                    from + " in " + where + " could not " + what + ": " + message + " (" + code + ")."
                            + advice(code, message),
                    code,
                    e);
        }
        if (isTransient(e)) {
            return new Ec2CallException(
                    "EC2 in " + where + " could not be reached to " + what + ": " + cut(rootMessage(e))
                            + ". Check the network, the proxy and the name of the region.",
                    "",
                    e);
        }
        return new Ec2CallException("EC2 in " + where + " could not " + what + ": " + cut(rootMessage(e)) + ".", "", e);
    }

    private static String advice(String code, String message) {
        if (message.contains("does not match the architecture")) {
            return " Set an image (ami_id) for the processor architecture of the instance type (ami_instance_type), or"
                    + " do not set ami_id: the default image matches the architecture of the type.";
        }
        return switch (code) {
            case "UnauthorizedOperation", "AccessDenied", "AccessDeniedException" ->
                " The credentials lack a permission: " + DOCUMENTATION + "#permissions shows a sufficient policy.";
            case "AuthFailure", "InvalidClientTokenId", "SignatureDoesNotMatch", "UnrecognizedClientException" ->
                " Check the access key and the secret key (access_key_id, secret_access_key).";
            case "ExpiredToken", "ExpiredTokenException", "RequestExpired" ->
                " Sign in again, or check this computer's clock.";
            case "OptInRequired" ->
                " The account is not active in this region: enable the region for the account, or use another one.";
            default -> "";
        };
    }

    private static String rootMessage(Throwable e) {
        String message = String.valueOf(e.getMessage());
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == e || root.getMessage() == null ? message : message + " " + root.getMessage();
    }

    private static String cut(String message) {
        String plain = String.valueOf(message).replaceAll("\\s+", " ").strip().replaceAll("\\.$", "");
        return plain.length() <= MAX_MESSAGE_LENGTH ? plain : plain.substring(0, MAX_MESSAGE_LENGTH) + "...";
    }

    @Override
    public void close() {
        client.close();
    }
}
