package io.jenkins.plugins.locustswarm.config.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider;
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainCredentials;
import hudson.ProxyConfiguration;
import hudson.model.FreeStyleProject;
import hudson.model.ItemGroup;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Reaper;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Access;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
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
                    .timing(Ec2Timing.DEFAULT.withOutage(Duration.ofSeconds(1)))
                    .build();

            Ec2Access access = AwsLogin.with("load-aws", List.of(BuildCredentials.of(jenkins.jenkins)))
                    .get(0);
            try (Ec2Reaper reaper = new Ec2Reaper(settings, access)) {
                assertThatThrownBy(() -> reaper.list(Instant.now())).isInstanceOf(SwarmException.class);
            }

            assertThat(asked.poll(10, TimeUnit.SECONDS)).startsWith("POST http://ec2.example.com/ ");
        }
    }

    private static AWSCredentialsImpl credentials(String accessKey, String secretKey, String role) {
        return new AWSCredentialsImpl(CredentialsScope.GLOBAL, "load-aws", accessKey, secretKey, "", role, "");
    }

    private static void refused(BuildCredentials place) {
        assertThatThrownBy(() -> AwsLogin.with("load-aws", List.of(place)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("The AWS credentials with the id \"load-aws\" have no access key and secret key")
                .hasMessageContaining("useControllerCredentials");
    }

    @Test
    void credentialsWithoutKeysAreAnErrorEvenWithARole(JenkinsRule jenkins) {
        String role = "arn:aws:iam::123456789012:role/load-tests";
        for (AWSCredentialsImpl empty : List.of(
                credentials("", "", ""),
                credentials(" ", " ", ""),
                credentials("", "", role),
                credentials("AKIAFORTESTS", "", role),
                credentials("", "secret", ""))) {
            SystemCredentialsProvider.getInstance().getCredentials().clear();
            SystemCredentialsProvider.getInstance().getCredentials().add(empty);
            refused(BuildCredentials.of(jenkins.jenkins));
        }
    }

    @Test
    void emptyCredentialsOfAFolderAreNotReplacedByTheControllersOwn(JenkinsRule jenkins) throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().add(credentials("AKIAFORTESTS", "secret", ""));
        Folder folder = jenkins.createProject(Folder.class, "team");
        FolderCredentialsProvider.FolderCredentialsProperty own =
                new FolderCredentialsProvider.FolderCredentialsProperty(new DomainCredentials[] {
                    new DomainCredentials(Domain.global(), List.of(credentials("", "", "")))
                });
        folder.addProperty(own);
        FreeStyleProject job = folder.createProject(FreeStyleProject.class, "load");

        refused(BuildCredentials.of(job));
        refused(BuildCredentials.of(jenkins.buildAndAssertSuccess(job), new HashSet<>()));
        assertThat(AwsLogin.with("load-aws", List.of(BuildCredentials.of(jenkins.jenkins))))
                .hasSize(1);
        // the reaper looks with those of all places, and one folder must not keep it from the others
        assertThat(AwsLogin.with(
                        "load-aws",
                        List.of(BuildCredentials.of(jenkins.jenkins), BuildCredentials.of((ItemGroup<?>) folder))))
                .hasSize(2);
    }
}
