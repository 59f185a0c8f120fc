package io.jenkins.plugins.locustswarm.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.FreeStyleBuild;
import hudson.model.TaskListener;
import hudson.slaves.DumbSlave;
import hudson.slaves.RetentionStrategy;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import io.jenkins.plugins.locustswarm.swarms.SwarmTeardown;
import io.jenkins.plugins.locustswarm.swarms.TeardownCause;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class RenamedNodeTest {

    @TempDir
    Path folder;

    @Test
    void localMachinesAreTakenDownOnAnAgentThatWasRenamed(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        Builds builds = new Builds(jenkins);
        FreeStyleBuild build = builds.start(jenkins.createFreeStyleProject("load"), agent);
        SwarmRecord record = ToySwarm.up(Builds.plan(build), folder);
        agent.toComputer().disconnect(null).get();
        builds.end(build);
        TeardownCause cause = TeardownCause.build(build);
        assertThat(SwarmRecords.get().names()).containsExactly(record.name());

        DumbSlave renamed = new DumbSlave("renamed", agent.getRemoteFS(), agent.getLauncher());
        renamed.setRetentionStrategy(RetentionStrategy.NOOP);
        assertThat(jenkins.jenkins.getNodesObject().replaceNode(agent, renamed)).isTrue();
        assertThatThrownBy(() -> SwarmTeardown.get().takeDown(record.name(), TaskListener.NULL, cause))
                .isInstanceOf(MachinesLeftException.class)
                .hasMessageContaining("renamed");
        jenkins.waitOnline(renamed);
        SwarmTeardown.get().takeDown(record.name(), TaskListener.NULL, cause);

        assertThat(SwarmRecords.get().names()).isEmpty();
        assertThat(record.machines()).isNotEmpty();
        for (MachineRecord machine : record.machines()) {
            assertThat(Path.of(machine.folder())).doesNotExist();
        }
    }
}
