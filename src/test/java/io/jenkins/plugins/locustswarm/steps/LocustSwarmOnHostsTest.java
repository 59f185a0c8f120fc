package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey.DirectEntryPrivateKeySource;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import io.jenkins.plugins.locustswarm.config.HostMachines;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import io.jenkins.plugins.locustswarm.engine.fixture.LoopbackMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.SshKeys;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A Pipeline's block on machines that there are, over SSH. */
@WithJenkins
class LocustSwarmOnHostsTest {

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsMachines() {
        LoopbackMachine.assumePossible();
    }

    private static LoopbackMachine machine(SshKeys.Pair key) throws Exception {
        LoopbackMachine.Builder builder =
                LoopbackMachine.machine().authorizedKey(key.publicLine()).beforeSshd("chmod a+x /root");
        LocustVenv.shown(LocustVenv.current()).forEach((seen, real) -> builder.show(real, seen));
        return builder.start();
    }

    private static void credentials(SshKeys.Pair key) throws IOException {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new BasicSSHUserPrivateKey(
                        CredentialsScope.GLOBAL,
                        "load-ssh",
                        "load",
                        new DirectEntryPrivateKeySource(key.privateText()),
                        null,
                        "for load tests"));
        SystemCredentialsProvider.getInstance().save();
    }

    private static SwarmProfile profile(String name, LoopbackMachine master, LoopbackMachine slave, String trusted) {
        HostMachines hosts = new HostMachines(master.address(), slave.address());
        hosts.setCredentialsId("load-ssh");
        hosts.setFingerprints(trusted);
        return new SwarmProfile(name, hosts);
    }

    private static String pinned(LoopbackMachine machine, LoopbackMachine whoseKey) {
        return machine.address() + "=" + whoseKey.fingerprint();
    }

    @Test
    void twoRunsInABlockOnPinnedHostsLeaveNothingOnThem(JenkinsRule jenkins) throws Exception {
        SshKeys.Pair key = SshKeys.ed25519(folder);
        credentials(key);
        try (LoopbackMachine master = machine(key);
                LoopbackMachine slave = machine(key);
                LoadLab lab = new LoadLab()) {
            LocustSwarmConfiguration.get()
                    .setProfiles(List.of(
                            profile("lab", master, slave, pinned(master, master) + "\n" + pinned(slave, slave)),
                            profile("swapped", master, slave, pinned(master, slave) + "\n" + pinned(slave, master))));
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "load");
            LoadLab.fill(jenkins.jenkins.getWorkspaceFor(job));

            job.setDefinition(new CpsFlowDefinition("""
                    node {
                        withLocustSwarm(slaves: 1, profile: 'lab') {
                            locustRun(file: 'fine.py', host: 'HOST', runTime: '3s')
                            locustRun(file: 'broken.py', host: 'HOST', runTime: '3s')
                        }
                    }
                    """.replace("HOST", lab.host()), true));
            WorkflowRun build = jenkins.buildAndAssertStatus(Result.UNSTABLE, job);

            List<TestSummary> tests = build.getAction(LocustBuildAction.class).getTests();
            assertThat(tests).extracting(TestSummary::getTest).containsExactly("fine", "broken");
            assertThat(tests).extracting(TestSummary::getVerdict).containsExactly(Verdict.OK, Verdict.UNSTABLE);
            assertThat(tests)
                    .allSatisfy(
                            test -> assertThat(test.getTotal().getRequests()).isBetween(1L, lab.requests()));
            assertThat(build.getArtifacts())
                    .extracting(artifact -> artifact.relativePath)
                    .contains("locust/fine/locust_stats.csv", "locust/broken/worker-1.log");
            assertNothingIsLeft(master, slave);

            job.setDefinition(new CpsFlowDefinition(
                    "node { withLocustSwarm(slaves: 1, profile: 'swapped') { error 'is not reached' } }", true));
            try (LogRecorder systemLog =
                    new LogRecorder().record("net.schmizz", Level.INFO).capture(100)) {
                WorkflowRun refused = jenkins.buildAndAssertStatus(Result.FAILURE, job);

                jenkins.assertLogContains(master.fingerprint(), refused);
                jenkins.assertLogNotContains("is not reached", refused);
                assertThat(systemLog.getMessages()).isEmpty();
            }
            assertNothingIsLeft(master, slave);
        }
    }

    private static void assertNothingIsLeft(LoopbackMachine... machines) {
        assertThat(SwarmRecords.get().names()).isEmpty();
        assertThat(machines).allSatisfy(machine -> {
            assertThat(machine.exec("pgrep -f '[l]ocust'").out()).isEmpty();
            assertThat(machine.exec("ls -d /home/load/.locust-swarm/swarms /var/lib/locust-swarm/lock 2>/dev/null")
                            .out())
                    .isEmpty();
        });
    }
}
