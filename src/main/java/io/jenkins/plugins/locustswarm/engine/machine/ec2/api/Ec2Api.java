package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/**
 * Calls to EC2. The SDK repeats what fails for a moment; this goes on repeating through an outage, for a bounded time,
 * and turns what EC2 says into a sentence. Every call made here may safely be made twice.
 */
public final class Ec2Api implements AutoCloseable {

    private static final int MAX_MESSAGE_LENGTH = 400;

    private final Ec2Client client;
    private final Ec2Settings settings;

    public Ec2Api(Ec2Client client, Ec2Settings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** How patient its callers are to be. */
    public Ec2Timing pace() {
        return settings.pace();
    }

    /**
     * Makes a call.
     *
     * @param what is to be done, to go on after "could not"
     * @throws Ec2CallException when EC2 refuses it, or does not recover in time
     */
    public <T> T call(String what, Function<Ec2Client, T> call) throws InterruptedException {
        Deadline outage = Deadline.in(settings.pace().outage());
        Deadline lookup = Deadline.in(settings.pace().visible());
        Backoff backoff = new Backoff(settings.pace());
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
                if (!passes(e) || deadline.passed()) {
                    throw failure(what, e);
                }
                backoff.pause(deadline);
            }
        }
    }

    /** Asks something once, for a caller who asks again later; empty when there is no answer, whatever the reason. */
    <T> Optional<T> ask(Function<Ec2Client, T> question) throws InterruptedException {
        try {
            return Optional.of(question.apply(client));
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

    /** Whether the failure is EC2's or the network's own, so that the same call may succeed later. */
    private static boolean passes(SdkException e) {
        if (e instanceof AwsServiceException answer) {
            return answer.isThrottlingException()
                    || (answer.statusCode() >= 500 && !CapacityErrors.isSaidBy(code(answer)));
        }
        return isCausedBy(e, IOException.class);
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

    private Ec2CallException failure(String what, SdkException e) {
        String where = "region " + settings.region();
        if (e instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
            String code = code(answer);
            String said = answer.awsErrorDetails().errorMessage();
            String message = cut(said == null ? e.getMessage() : said);
            String from = answer instanceof Ec2Exception
                    ? "EC2"
                    : answer.awsErrorDetails().serviceName();
            return new Ec2CallException(
                    from + " in " + where + " could not " + what + ": " + message + " (" + code + ")."
                            + advice(code, message),
                    code,
                    e);
        }
        if (passes(e)) {
            return new Ec2CallException(
                    "EC2 in " + where + " could not be reached to " + what + ": " + cut(rootMessage(e))
                            + ". Check the network, the proxy and the region's name.",
                    "",
                    e);
        }
        return new Ec2CallException("EC2 in " + where + " could not " + what + ": " + cut(rootMessage(e)) + ".", "", e);
    }

    private static String advice(String code, String message) {
        if (message.contains("does not match the architecture")) {
            return " Name an image (ami_id) for the processors of that type (ami_instance_type), or none: the default"
                    + " image follows the type.";
        }
        return switch (code) {
            case "UnauthorizedOperation", "AccessDenied", "AccessDeniedException" ->
                " The credentials lack a permission; docs/aws.md has the policy that is enough.";
            case "AuthFailure", "InvalidClientTokenId", "SignatureDoesNotMatch", "UnrecognizedClientException" ->
                " Check access_key_id and secret_access_key.";
            case "ExpiredToken", "ExpiredTokenException", "RequestExpired" ->
                " Sign in again, or check this computer's clock.";
            case "OptInRequired" -> " The account is not active in this region.";
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
