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

/** Checks, without changing anything, that the hosts of a configuration accept the login and run commands. */
public final class HostsCheck {

    private static final Script CHECK_SUDO =
            Script.of("""
            if [[ $1 == true && $EUID -ne 0 ]]; then
                sudo -n true || exit
            fi
            """).title("The check of the host").deadline(Duration.ofSeconds(20));

    private HostsCheck() {}

    /**
     * Returns why hosts cannot be used, keyed by the host as the configuration writes it.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the key cannot be used
     */
    public static Map<String, String> problems(HostsSettings settings) throws InterruptedException {
        SshAccess access = settings.access();
        Map<String, String> problems = new LinkedHashMap<>();
        HostsInParallel.failures(machines(settings), machine -> check(settings, access, machine))
                .each((machine, failure) -> problems.put(machine.id(), failure.getMessage()));
        return problems;
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

    private static void check(HostsSettings settings, SshAccess access, MachineRecord machine)
            throws InterruptedException {
        Host host = settings.host(machine.id());
        try (Shell shell = SshShell.connect(host.name(), host.name(), host.port(), access)) {
            ShellResult result = shell.run(CHECK_SUDO.arguments(String.valueOf(settings.asRoot())));
            if (!result.succeeded()) {
                throw new BringUpException("bootstrap.sh cannot run as root on " + host.written() + ": sudo fails with "
                        + String.join(" ", result.lastLines(1)));
            }
        }
    }
}
