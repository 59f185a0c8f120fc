package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

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
 * Who we are for AWS and the way there. Credentials are asked for at every call, of a provider that refreshes them; no
 * copy is kept. There is no second choice when the one that was configured fails.
 */
public final class Ec2Access {

    /** "Up to 64 characters" of these (STS's API reference, AssumeRole). */
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,512}");

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final AwsCredentialsProvider credentials;
    private final String role;
    private final Ec2Proxy proxy;

    private Ec2Access(AwsCredentialsProvider credentials, String role, Ec2Proxy proxy) {
        this.credentials = credentials;
        this.role = role;
        this.proxy = proxy;
    }

    /** With credentials that somebody else provides and refreshes. */
    public static Ec2Access of(AwsCredentialsProvider credentials) {
        return new Ec2Access(credentials, null, null);
    }

    /** With the keys of the configuration. */
    public static Ec2Access keys(String accessKeyId, String secretAccessKey) {
        if (isBlank(accessKeyId) || isBlank(secretAccessKey)) {
            throw new BadInputException("access_key_id and secret_access_key must both be given, or neither: without"
                    + " them AWS's usual places are looked at (environment, ~/.aws, the machine's own role).");
        }
        return of(StaticCredentialsProvider.create(
                AwsBasicCredentials.create(accessKeyId.strip(), secretAccessKey.strip())));
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    /** With what AWS's usual places hold: environment, {@code ~/.aws}, the role of the machine we are on. */
    public static Ec2Access defaultChain() {
        return of(DefaultCredentialsProvider.builder().build());
    }

    /** The same, taking on a role first. */
    public Ec2Access withRole(String arn) {
        if (!ROLE.matcher(arn).matches()) {
            throw new BadInputException("role_arn is \"" + arn
                    + "\": it must be the ARN of a role such as arn:aws:iam::123456789012:role/load-tests.");
        }
        return new Ec2Access(credentials, arn, proxy);
    }

    /** The same through a proxy. */
    public Ec2Access withProxy(Ec2Proxy way) {
        return new Ec2Access(credentials, role, way);
    }

    /** A client of the settings' region; the caller closes it. */
    public Ec2Client client(Ec2Settings settings) {
        SdkHttpClient http = http();
        return Ec2Client.builder()
                .region(Region.of(settings.region()))
                .applyMutation(builder -> settings.endpointUrl().ifPresent(builder::endpointOverride))
                .credentialsProvider(role == null ? credentials : assumed(settings))
                .httpClient(http)
                .overrideConfiguration(patience())
                .build();
    }

    private AwsCredentialsProvider assumed(Ec2Settings settings) {
        StsClientBuilder sts = StsClient.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .httpClient(http())
                .overrideConfiguration(patience());
        settings.endpointUrl().ifPresent(sts::endpointOverride);
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts.build())
                .refreshRequest(request -> request.roleArn(role).roleSessionName("locust-swarm"))
                .build();
    }

    /** Adaptive: the client slows itself down when AWS throttles it, before it fails. */
    private static ClientOverrideConfiguration patience() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(RetryMode.ADAPTIVE_V2)
                .apiCallTimeout(ANSWER.multipliedBy(4))
                .build();
    }

    private SdkHttpClient http() {
        ApacheHttpClient.Builder http =
                ApacheHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER);
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
