package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.machine.AnsweringShell;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.HostTrust;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host answers when it is asked for a free port. */
class HostsProviderTest {

    private static final MachineRecord MASTER =
            MachineRecord.asked(Role.MASTER, 0).withId("alpha");

    private static int port(String answer) throws InterruptedException {
        HostsSettings settings = HostsSettings.builder()
                .user("load")
                .key(() -> SshKey.parse("", null, "no key"))
                .trust(() -> HostTrust.pinned(List.of()))
                .build();
        try (HostsProvider provider = new HostsProvider(settings)) {
            return provider.masterPort(MASTER, new AnsweringShell(script -> new ShellResult(0, answer + "\n", "")));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5557, 65535})
    void aPortIsAccepted(int port) throws InterruptedException {
        assertThat(port(String.valueOf(port))).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "65536", "99999", "5557 5558", "Last login: today"})
    void anythingElseIsRefused(String answer) {
        assertThatThrownBy(() -> port(answer))
                .isInstanceOf(ShellException.class)
                .hasMessageStartingWith("master (alpha) returned an invalid port");
    }
}
