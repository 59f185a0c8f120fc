package io.jenkins.plugins.locustswarm.swarms;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey.DirectEntryPrivateKeySource;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsUseListener;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.FreeStyleBuild;
import hudson.model.Item;
import hudson.model.Node;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.cleanup.Builds;
import io.jenkins.plugins.locustswarm.config.HostMachines;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.fixture.SshKeys;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class TrackedCredentialsTest {

    private static final AtomicInteger USES = new AtomicInteger();

    @TempDir
    Path folder;

    /** Counts. */
    @TestExtension
    public static final class Counter implements CredentialsUseListener {

        @Override
        public void onUse(Credentials credentials, Run run) {
            USES.incrementAndGet();
        }

        @Override
        public void onUse(Credentials credentials, Node node) {
            // nobody counts these
        }

        @Override
        public void onUse(Credentials credentials, Item item) {
            // nobody counts these
        }
    }

    private static void plan(FreeStyleBuild build, String swarm) {
        Swarms.get().plan(swarm, build, build.getWorkspace(), "default", "checkout", Map.of(), Duration.ofMinutes(10));
    }

    @Test
    void theUseOfCredentialsIsTrackedOncePerSwarm(JenkinsRule jenkins) throws Exception {
        USES.set(0);
        BasicSSHUserPrivateKey key = new BasicSSHUserPrivateKey(
                CredentialsScope.GLOBAL,
                "load-ssh",
                "load",
                new DirectEntryPrivateKeySource(SshKeys.ed25519(folder).privateText()),
                null,
                null);
        SystemCredentialsProvider.getInstance().getCredentials().add(key);
        HostMachines hosts = new HostMachines("127.0.0.1", "127.0.0.2");
        hosts.setCredentialsId("load-ssh");
        hosts.setFingerprints("SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        LocustSwarmConfiguration.get().setProfiles(List.of(new SwarmProfile("default", hosts)));
        Builds builds = new Builds(jenkins);
        FreeStyleBuild build = builds.start(jenkins.createFreeStyleProject("load"), jenkins.jenkins);
        plan(build, "one");
        plan(build, "two");

        for (int look = 0; look < 20; look++) {
            Swarms.get().open("one", null, Progress.SILENT).close();
        }
        assertThat(USES).hasValue(1);
        Swarms.get().open("two", null, Progress.SILENT).close();
        assertThat(USES).hasValue(2);
        assertThat(CredentialsProvider.getFingerprintOf(key).getJobs()).contains("load");
        builds.end(build);
    }
}
