package io.jenkins.plugins.locustswarm.config.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.ProxyConfiguration;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Access;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Pace;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Reaper;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class AwsLoginTest {

    private static final String REFUSAL = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    /** A proxy that lets nobody through and tells what it was asked for. */
    private static void refuse(ServerSocket proxy, BlockingQueue<String> asked) {
        while (!proxy.isClosed()) {
            try (Socket connection = proxy.accept();
                    BufferedReader in =
                            new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII))) {
                asked.add(in.readLine());
                connection.getOutputStream().write(REFUSAL.getBytes(US_ASCII));
            } catch (IOException e) {
                // the test is over, or the client hung up
            }
        }
    }

    @Test
    void awsIsReachedThroughJenkinsProxy(JenkinsRule jenkins) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(CredentialsScope.GLOBAL, "load-aws", "AKIAFORTESTS", "secret", ""));
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        try (ServerSocket proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> refuse(proxy, asked), "proxy of a test");
            thread.setDaemon(true);
            thread.start();
            jenkins.jenkins.setProxy(
                    new ProxyConfiguration("127.0.0.1", proxy.getLocalPort(), null, null, "localhost\n*.example.org"));
            Ec2Settings settings = Ec2Settings.builder()
                    .endpointUrl(URI.create("http://ec2.example.com"))
                    .pace(Ec2Pace.DEFAULT.withOutage(Duration.ofSeconds(1)))
                    .build();

            Ec2Access access = AwsLogin.with("load-aws", List.of(BuildCredentials.of(jenkins.jenkins)))
                    .get(0);
            try (Ec2Reaper reaper = new Ec2Reaper(settings, access)) {
                assertThatThrownBy(() -> reaper.list(Instant.now())).isInstanceOf(SwarmException.class);
            }

            assertThat(asked.poll(10, TimeUnit.SECONDS)).startsWith("POST http://ec2.example.com/ ");
        }
    }
}
