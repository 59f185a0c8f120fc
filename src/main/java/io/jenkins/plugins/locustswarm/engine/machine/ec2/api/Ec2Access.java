package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import java.time.Duration;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Credentials, role and proxy for calls to AWS. The credentials come from a provider, which refreshes them and is asked
 * at every call; no copy is kept. If the configured credentials fail, no others are tried.
 */
public final class Ec2Access {

    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,512}");

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

    private final AwsCredentialsProvider credentials;

    @CheckForNull
    private final String role;

    @CheckForNull
    private final Ec2Proxy proxy;

    private Ec2Access(AwsCredentialsProvider credentials, @CheckForNull String role, @CheckForNull Ec2Proxy proxy) {
        this.credentials = credentials;
        this.role = role;
        this.proxy = proxy;
    }

    /** Returns access with credentials that the caller provides and refreshes. */
    public static Ec2Access of(AwsCredentialsProvider credentials) {
        return new Ec2Access(credentials, null, null);
    }

    /**
     * Returns access with an access key of the configuration.
     *
     * @throws BadInputException if one of the two is missing
     */
    public static Ec2Access keys(@CheckForNull String accessKeyId, @CheckForNull String secretAccessKey) {
        if (accessKeyId == null || accessKeyId.isBlank() || secretAccessKey == null || secretAccessKey.isBlank()) {
            throw new BadInputException("access_key_id and secret_access_key must be set together. Set neither to use"
                    + " the default credentials of AWS (environment, ~/.aws, the role of this machine).");
        }
        return of(StaticCredentialsProvider.create(
                AwsBasicCredentials.create(accessKeyId.strip(), secretAccessKey.strip())));
    }

    /** Returns access with AWS's default credentials: environment, {@code ~/.aws}, the role of this machine. */
    public static Ec2Access defaultChain() {
        return of(DefaultCredentialsProvider.builder().build());
    }

    /**
     * Returns this access with a role that is assumed before other calls.
     *
     * @throws BadInputException if this is not the ARN of a role
     */
    public Ec2Access withRole(String arn) {
        if (!ROLE.matcher(arn).matches()) {
            throw new BadInputException("role_arn is \"" + arn
                    + "\": it must be the ARN of a role such as arn:aws:iam::123456789012:role/load-tests.");
        }
        return new Ec2Access(credentials, arn, proxy);
    }

    /** Returns this access through a proxy. */
    public Ec2Access withProxy(Ec2Proxy httpProxy) {
        return new Ec2Access(credentials, role, httpProxy);
    }

    /** Returns a client for the region of the settings; the caller closes it. */
    public Ec2Client client(Ec2Settings settings) {
        SdkHttpClient http = http();
        return Ec2Client.builder()
                .region(Region.of(settings.region()))
                .applyMutation(builder -> settings.endpointUrl().ifPresent(builder::endpointOverride))
                .credentialsProvider(role == null ? credentials : roleCredentials(settings))
                .httpClient(http)
                .overrideConfiguration(retries())
                .build();
    }

    private AwsCredentialsProvider roleCredentials(Ec2Settings settings) {
        StsClientBuilder sts = StsClient.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .httpClient(http())
                .overrideConfiguration(retries());
        settings.endpointUrl().ifPresent(sts::endpointOverride);
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts.build())
                .refreshRequest(request -> request.roleArn(role).roleSessionName("locust-swarm"))
                .build();
    }

    /** In the adaptive mode the client slows down when AWS throttles it, before calls fail. */
    private static ClientOverrideConfiguration retries() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(RetryMode.ADAPTIVE_V2)
                .apiCallTimeout(SOCKET_TIMEOUT.multipliedBy(4))
                .build();
    }

    private SdkHttpClient http() {
        ApacheHttpClient.Builder http =
                ApacheHttpClient.builder().connectionTimeout(CONNECT_TIMEOUT).socketTimeout(SOCKET_TIMEOUT);
        if (proxy != null) {
            http.proxyConfiguration(ProxyConfiguration.builder()
                    .endpoint(proxy.url())
                    .username(proxy.user())
                    .password(proxy.password())
                    .nonProxyHosts(proxy.noProxyPatterns())
                    .build());
        }
        return http.build();
    }
}
