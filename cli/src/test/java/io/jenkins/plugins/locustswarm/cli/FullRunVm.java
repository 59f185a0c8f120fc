package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab.Locust;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.vm.VirtualMachines;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A whole test of the command on virtual machines, with bootstrap.sh as it is shipped. */
@Timeout(1800)
class FullRunVm {

    /** A virtual machine without KVM can take longer than three seconds to send a heartbeat. */
    private static final String LOCUSTFILE = """
            import locust.runners

            from typical_load import TypicalUser

            locust.runners.HEARTBEAT_LIVENESS = 60
            """;

    @Started
    private static VirtualMachines machines;

    @Started
    private KanduApi api;

    @NewLab(locust = Locust.NONE)
    private CommandLab lab;

    @Test
    void aTestWithASlaveWhoseImageHasNeitherVenvNorLocustLeavesOnlyResults() throws IOException {
        machines.cloud().machine(1).atBoot("mv /opt/locust-swarm/venv /opt/venv-of-the-image");
        lab.bootstrapScript(Files.readString(Repository.path("bootstrap/bootstrap.sh")));
        lab.write("bootstrap/patient_load.py", LOCUSTFILE);
        lab.write("vm.cfg", machines.cloud().configuration().replace("[aws]\n", "[aws]\nboot_deadline = 15m\n"));
        String host = api.baseUrl().replace("127.0.0.1", VirtualMachines.THIS_COMPUTER);
        CommandLab.Result test = lab.run(
                "test",
                "-c",
                "vm.cfg",
                "-s",
                "1",
                "-f",
                "patient_load.py",
                "-H",
                host,
                "-u",
                "2",
                "-r",
                "1",
                "-t",
                "20");

        String said = test.out() + test.err();
        // an emulated processor can be too slow to start the users in time, which the health of the run reports
        assertThat(test.code()).as(said).isIn(ExitCode.OK, ExitCode.NOT_OK);
        assertThat(test.out()).contains("Workers: 1 of 1");
        assertThat(said).contains("bootstrap.sh: Installing python3 and python3-venv with apt-get.");
        RunSummary summary = SummaryJson.readFrom(lab.path("locust-results"));
        assertThat(summary.total().requests()).isPositive();
        assertThat(summary.total().failures()).isZero();
        assertThat(machines.cloud().left()).isEmpty();
        assertThat(lab.swarms()).isEmpty();
    }
}
