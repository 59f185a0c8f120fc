package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Hosts that are dead, frozen or out of reach. */
class UnreachableHostsIT extends HostsTest {

    /** Gives a host up that does not answer, but not one that is slow. */
    private HostsProvider impatient() {
        return provider(settings().connectTime(Duration.ofSeconds(10)).build());
    }

    @Test
    void aDeadHostIsNamedAndTheOthersAreUsedWhenTheyAreEnough() throws Exception {
        start(4);
        machines.get(2).kill();
        RecordKeeper keeper = keeper("load", "ann", 3, 2);
        provider().create(keeper, progress());
        assertThat(warnings)
                .containsExactly("Continuing with 2 of 3 slaves. worker-2 ("
                        + machines.get(2).address() + ") cannot be reached by SSH: Connection refused.");
        assertThat(keeper.get().machines(Role.WORKER))
                .extracting(MachineRecord::address)
                .containsExactly(
                        machines.get(1).address(), null, machines.get(3).address());

        provider().destroy(keeper, ALL, progress()); // nothing can be left where nothing was locked

        RecordKeeper strict = keeper("load", "ann", 3, 3);
        assertThatThrownBy(() -> provider().create(strict, progress()))
                .isInstanceOf(BringUpException.class)
                .hasMessage(
                        "worker-2 (" + machines.get(2).address() + ") cannot be reached by SSH: Connection refused.");
    }

    @Test
    void aHostThatDoesNotAnswerKeepsNoOtherWaiting() throws Exception {
        start(6);
        machines.get(3).freeze();
        Deadline late = Deadline.in(Duration.ofMinutes(2));
        RecordKeeper keeper = keeper("load", "ann", 5, 4);
        impatient().create(keeper, progress());
        assertThat(late.passed()).isFalse();
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("worker-3 (" + machines.get(3).address() + ") cannot");
        assertThat(keeper.get().machines().stream().filter(machine -> machine.folder() != null))
                .hasSize(5);
    }

    @Test
    void aHostThatCannotBeReachedIsLeftAndNamedAndARepeatFindsIt() throws Exception {
        start(3);
        RecordKeeper keeper = keeper("load", "ann", 2, 2);
        HostsProvider provider = impatient();
        provider.create(keeper, progress());
        machines.get(2).exec("kill -STOP $(cat /run/sshd-config/pid)");
        provider.close();
        MachinesLeftException left =
                catchThrowableOfType(MachinesLeftException.class, () -> provider.destroy(keeper, ALL, progress()));
        assertThat(left.left()).containsExactly("worker-2 (" + machines.get(2).address() + ")");
        assertThat(left)
                .hasMessageContaining("worker-2 (" + machines.get(2).address() + ") cannot be reached by SSH")
                .hasMessageContaining("unlock by themselves when the lease ends, at "
                        + keeper.get().leaseEnds());
        assertThat(lock(machines.get(0))).isEmpty();
        assertThat(lock(machines.get(1))).isEmpty();

        machines.get(2).exec("kill -CONT $(cat /run/sshd-config/pid)");
        provider.destroy(keeper, ALL, progress());
        assertThat(keeper.get().machines()).isEmpty();
        assertThat(lock(machines.get(2))).isEmpty();
    }

    @Test
    void aHostThatRunsNoCommandsIsNamedAndNothingIsLeftOnIt() throws Exception {
        start(3);
        machines.get(2).exec("sed -i 's|^|command=\"true\" |' /home/load/.ssh/authorized_keys");
        RecordKeeper keeper = keeper("load", "ann", 2, 1);
        HostsProvider provider = provider();
        provider.create(keeper, progress());
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("Continuing with 1 of 2 slaves. worker-2 ("
                        + machines.get(2).address()
                        + ") does not run the swarm's commands, but ends the session with exit"
                        + " code 0.");
        provider.destroy(keeper, ALL, progress());
        assertThat(keeper.get().machines()).isEmpty();
        assertThat(lock(machines.get(1))).isEmpty();
    }
}
