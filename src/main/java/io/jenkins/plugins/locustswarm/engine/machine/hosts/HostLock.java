package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Sessions;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The lock that reserves a host for one swarm until its lease ends. The host measures the time with its own clock, so
 * that a difference between clocks does not matter. When the lease ends, the host cleans up and unlocks by itself.
 */
final class HostLock {

    private static final Script SCRIPT =
            Sessions.script(HostLock.class, "host.sh").deadline(Duration.ofSeconds(90));

    /* Exit codes of host.sh. */
    private static final int HELD = 75;

    private static final int NOT_OURS = 76;
    private static final int NO_SUDO = 77;
    private static final int OTHER_NAME = 78;

    /** A shorter lease would end before the swarm is of any use. */
    private static final Duration MIN_LEASE = Duration.ofMinutes(10);

    private static final int LINES_SHOWN = 3;

    private final HostsSettings settings;
    private final SwarmRecord swarm;

    HostLock(HostsSettings settings, SwarmRecord swarm) {
        this.settings = settings;
        this.swarm = swarm;
    }

    /** Returns the time until which hosts are locked. */
    Instant leaseEnds() {
        return swarm.leaseEnds();
    }

    /**
     * Locks the host for the swarm, or keeps the lock that the swarm has.
     *
     * @param title the machine in messages
     * @return the absolute path of the folder for swarms on the host
     * @throws SameMachineException if the swarm already uses the host under another name
     * @throws BringUpException if another swarm uses the host, or it cannot be locked
     */
    String take(Shell shell, MachineRecord machine, String title) throws InterruptedException {
        ShellResult result = take(shell, machine, false);
        if (result.exitCode() == OTHER_NAME) {
            refuseSecondName(result.out().strip(), machine, title);
            result = take(shell, machine, true);
        }
        return folder(result, title);
    }

    private ShellResult take(Shell shell, MachineRecord machine, boolean renamed) throws InterruptedException {
        return run(shell, "take", secondsUntil(swarm.leaseEnds()), machine.id(), String.valueOf(renamed));
    }

    /** A name that no other machine of the swarm has is one that the configuration used earlier, which is fine. */
    private void refuseSecondName(String heldAs, MachineRecord machine, String title) {
        for (MachineRecord other : swarm.machines()) {
            if (heldAs.equals(other.id()) && !other.name().equals(machine.name())) {
                throw new SameMachineException(title + " is the same machine as " + other.name() + " (" + heldAs
                        + "): a machine can have only one role. List each machine once in the settings of the hosts.");
            }
        }
    }

    private String folder(ShellResult result, String machine) {
        List<String> lines = result.out().lines().toList();
        if (result.exitCode() == HELD && lines.size() == 4 && lines.get(3).matches("-?\\d{1,11}")) {
            Instant end =
                    Instant.now().plusSeconds(Long.parseLong(lines.get(3))).truncatedTo(ChronoUnit.SECONDS);
            throw new BringUpException(machine + " is in use by the swarm " + lines.get(1) + " of " + lines.get(0)
                    + " (controller " + lines.get(2) + ") until " + end + " at the latest. Wait, ask the owner to take"
                    + " that swarm down, or use another host.");
        }
        if (!result.succeeded() || lines.isEmpty()) {
            throw failed(result, machine + " could not be locked for the swarm");
        }
        return lines.get(0);
    }

    /**
     * Extends the lock; one that ends later stays as it is.
     *
     * @throws BringUpException if the host is no longer locked for this swarm
     */
    void extend(Shell shell, String machine, Instant end) throws InterruptedException {
        ShellResult result = run(shell, "extend", secondsUntil(end));
        if (result.exitCode() == NOT_OURS) {
            throw new BringUpException(machine + " is no longer locked for the swarm " + swarm.name()
                    + ": the lease has ended. Take the swarm down and bring it up again.");
        }
        if (!result.succeeded()) {
            throw failed(result, "The lease of " + machine + " could not be extended");
        }
    }

    /**
     * Ends all processes of the swarm, deletes its folder and unlocks the host. Leaves the host alone if another swarm
     * has locked it meanwhile.
     *
     * @throws BringUpException if processes, files or the lock may be left
     */
    void release(Shell shell, String machine) throws InterruptedException {
        ShellResult result = run(shell, "release");
        if (!result.succeeded()) {
            throw failed(result, machine + " could not be cleaned up and unlocked");
        }
    }

    private static String secondsUntil(Instant end) {
        Duration lease = Duration.between(Instant.now(), end);
        return String.valueOf((lease.compareTo(MIN_LEASE) < 0 ? MIN_LEASE : lease).toSeconds());
    }

    private ShellResult run(Shell shell, String verb, String... more) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                verb,
                settings.folder(),
                String.valueOf(settings.asRoot()),
                oneLine(swarm.controllerId()),
                swarm.name(),
                oneLine(swarm.owner())));
        arguments.addAll(List.of(more));
        return shell.run(SCRIPT.arguments(arguments));
    }

    private BringUpException failed(ShellResult result, String what) {
        if (result.exitCode() == NO_SUDO) {
            return new BringUpException(what + ": the login user cannot use sudo without a password on that host. Allow"
                    + " it, or configure the swarm to run bootstrap.sh as the login user (sudo = false; in Jenkins a"
                    + " check box of the profile).");
        }
        return new BringUpException(what + ": " + String.join(" / ", result.lastLines(LINES_SHOWN)) + " (exit code "
                + result.exitCode() + ").");
    }

    private static String oneLine(String value) {
        return value.replaceAll("\\p{Cntrl}", " ");
    }
}
