package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshAccess;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshShell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A look at all hosts of a configuration that changes nothing on them: whether they let us in and do as they are told. */
public final class HostsCheck {

    private static final Script LOOK =
            Script.of("""
            if [[ $1 == true && $EUID -ne 0 ]]; then
                sudo -n true || exit
            fi
            """).title("The look at the host").deadline(Duration.ofSeconds(20));

    private HostsCheck() {}

    /**
     * What is wrong with each host that cannot be used, by the host as it is written in the configuration.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException when the key cannot be used
     */
    public static Map<String, String> complaints(HostsSettings settings) throws InterruptedException {
        SshAccess access = settings.access();
        Map<String, String> complaints = new LinkedHashMap<>();
        HostsInParallel.failures(machines(settings), machine -> look(settings, access, machine))
                .each((machine, failure) -> complaints.put(machine.id(), failure.getMessage()));
        return complaints;
    }

    private static List<MachineRecord> machines(HostsSettings settings) {
        List<MachineRecord> machines = new ArrayList<>();
        settings.master()
                .ifPresent(
                        host -> machines.add(MachineRecord.asked(Role.MASTER, 0).withId(host.written())));
        for (Host host : settings.slaves()) {
            machines.add(MachineRecord.asked(Role.WORKER, machines.size() + 1).withId(host.written()));
        }
        return machines;
    }

    private static void look(HostsSettings settings, SshAccess access, MachineRecord machine)
            throws InterruptedException {
        Host host = settings.host(machine.id());
        try (Shell shell = SshShell.connect(host.written(), host.name(), host.port(), access)) {
            ShellResult result = shell.run(LOOK.arguments(String.valueOf(settings.asRoot())));
            if (!result.succeeded()) {
                throw new BringUpException("bootstrap.sh is to run as root on " + host.written()
                        + ", and sudo does not let us: " + String.join(" ", result.lastLines(1)));
            }
        }
    }
}
