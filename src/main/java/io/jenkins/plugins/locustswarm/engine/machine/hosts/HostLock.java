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
 * The lock that keeps a host for one swarm until the end of its lease. Times are measured on the host's own clock, so
 * that clocks which differ do not matter; when the lease is over the host cleans up and unlocks by itself.
 */
final class HostLock {

    private static final Script SCRIPT =
            Sessions.script(HostLock.class, "host.sh").deadline(Duration.ofSeconds(90));

    private static final int HELD = 75;
    private static final int NOT_OURS = 76;
    private static final int NO_SUDO = 77;
    private static final int OTHER_NAME = 78;

    /** A lease that is over or nearly is not worth a lock: somebody who brings a swarm up wants it for a while. */
    private static final Duration MIN_LEASE = Duration.ofMinutes(10);

    private static final int LINES_SHOWN = 3;

    private final HostsSettings settings;
    private final SwarmRecord swarm;

    HostLock(HostsSettings settings, SwarmRecord swarm) {
        this.settings = settings;
        this.swarm = swarm;
    }

    /** Until when it locks. */
    Instant leaseEnds() {
        return swarm.leaseEnds();
    }

    /**
     * Locks the host for the swarm, or stays in the lock that the swarm has.
     *
     * @param title of the machine, for messages
     * @return the absolute path of the folder for swarms there
     * @throws SameMachineException when the swarm has the host already, under another name
     * @throws BringUpException when somebody else has the host, or it cannot be locked
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
        return run(shell, "take", left(swarm.leaseEnds()), machine.id(), String.valueOf(renamed));
    }

    /** The name may also be one that the settings had before. */
    private void refuseSecondName(String heldAs, MachineRecord machine, String title) {
        for (MachineRecord other : swarm.machines()) {
            if (heldAs.equals(other.id()) && !other.name().equals(machine.name())) {
                throw new SameMachineException(title + " is the same machine as " + other.name() + " (" + heldAs
                        + "): a machine can play one part only. Name each machine once in the settings of the hosts.");
            }
        }
    }

    private String folder(ShellResult result, String machine) {
        List<String> lines = result.out().lines().toList();
        if (result.exitCode() == HELD && lines.size() == 4) {
            Instant end =
                    Instant.now().plusSeconds(Long.parseLong(lines.get(3))).truncatedTo(ChronoUnit.SECONDS);
            throw new BringUpException(machine + " is in use by the swarm " + lines.get(1) + " of " + lines.get(0)
                    + " (controller " + lines.get(2) + ") until " + end + " at the latest. Wait, ask them to take it"
                    + " down, or name another host.");
        }
        if (!result.succeeded() || lines.isEmpty()) {
            throw failed(result, machine + " could not be locked for the swarm");
        }
        return lines.get(0);
    }

    /**
     * Lets the lock last until then at least.
     *
     * @throws BringUpException when the host is no longer locked for this swarm
     */
    void extend(Shell shell, String machine, Instant end) throws InterruptedException {
        ShellResult result = run(shell, "extend", left(end));
        if (result.exitCode() == NOT_OURS) {
            throw new BringUpException(machine + " is no longer locked for the swarm " + swarm.name()
                    + ": its lease was over. Take the swarm down and bring it up again.");
        }
        if (!result.succeeded()) {
            throw failed(result, "The lease of " + machine + " could not be extended");
        }
    }

    /**
     * Ends all that runs for the swarm, deletes its folder and unlocks the host. A host that somebody else has by now
     * is left alone.
     *
     * @throws BringUpException when something of it may be left
     */
    void release(Shell shell, String machine) throws InterruptedException {
        ShellResult result = run(shell, "release");
        if (!result.succeeded()) {
            throw failed(result, machine + " could not be cleaned up and unlocked");
        }
    }

    private static String left(Instant end) {
        Duration left = Duration.between(Instant.now(), end);
        return String.valueOf((left.compareTo(MIN_LEASE) < 0 ? MIN_LEASE : left).toSeconds());
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
            return new BringUpException(what + ": the login user may not use sudo without a password there. Allow it,"
                    + " or say that the swarm does without (sudo = false), and bootstrap.sh runs as the login user.");
        }
        return new BringUpException(what + ": " + String.join(" / ", result.lastLines(LINES_SHOWN)) + " (exit code "
                + result.exitCode() + ").");
    }

    private static String oneLine(String value) {
        return value.replaceAll("\\p{Cntrl}", " ");
    }
}
