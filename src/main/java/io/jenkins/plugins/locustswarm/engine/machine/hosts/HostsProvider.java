package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.machine.Arrivals;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.CommandIgnoredException;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.LoginRefusedException;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshAccess;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshShell;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.UntrustedHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Provides existing hosts, reached over SSH. A swarm locks the hosts that it uses. The id of a machine in the record is
 * the host as the configuration writes it.
 */
public final class HostsProvider implements MachineProvider {

    /** The provider's name in configuration and records. */
    public static final String NAME = "hosts";

    private static final Script FREE_PORT = Script.resource(HostsProvider.class, "free-port.sh");

    private final HostsSettings settings;

    /** Connections left open after locking, which the next operation on the host uses; by machine id. */
    private final Map<String, SshShell> waiting = new ConcurrentHashMap<>();

    /** End of the lock of each host, by machine id. */
    private final Map<String, Instant> locked = new ConcurrentHashMap<>();

    @CheckForNull
    private SshAccess access;

    public HostsProvider(HostsSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(SwarmRecord asked) {
        new HostAssignment(settings).check(asked);
    }

    @Override
    public void create(RecordKeeper keeper, Progress progress) throws InterruptedException {
        create(keeper, machines -> {}, progress);
    }

    @Override
    public void create(RecordKeeper keeper, Fleet fleet, Arrivals arrivals, Progress progress)
            throws InterruptedException {
        create(keeper, arrivals, progress);
    }

    private void create(RecordKeeper keeper, Arrivals arrivals, Progress progress) throws InterruptedException {
        access(); // an unreadable key fails once, before any host is locked
        Set<String> assigned = new HostAssignment(settings).assign(keeper);
        SwarmRecord swarm = keeper.get();
        progress.phase("Locking " + swarm.machines().size() + (swarm.machines().size() == 1 ? " host." : " hosts."));
        HostLock lock = new HostLock(settings, swarm);
        HostFailures failures = HostsInParallel.failures(
                swarm.machines(),
                machine -> lock(keeper, lock, machine, assigned.contains(machine.name())),
                locked -> arrivals.ready(inRecord(keeper.get(), locked)));
        failures.machines()
                .forEach(machine -> keeper.update(record -> record.withMachine(
                        machine.name(),
                        known -> known.withAddresses(null, null, null).withoutBootstrap())));
        failures.judge(keeper.get(), progress, "cannot be used");
    }

    private static List<MachineRecord> inRecord(SwarmRecord swarm, List<MachineRecord> machines) {
        Set<String> names = machines.stream().map(MachineRecord::name).collect(Collectors.toSet());
        return swarm.machines().stream()
                .filter(machine -> names.contains(machine.name()))
                .toList();
    }

    private void lock(RecordKeeper keeper, HostLock lock, MachineRecord machine, boolean isNew)
            throws InterruptedException {
        Host host = settings.host(machine.id());
        SshShell shell;
        try {
            shell = open(machine);
        } catch (ShellException e) {
            if (isNew) { // never reached, so there is nothing to clean up
                forget(keeper, machine);
            }
            throw e;
        }
        try {
            String base = lock.take(shell, machine, titleOf(machine));
            locked.put(machine.id(), lock.leaseEnds());
            String masterAddress =
                    machine.role() == Role.MASTER ? settings.masterAddress().orElse(host.name()) : null;
            keeper.update(record -> record.withMachine(
                    machine.name(),
                    known -> known.withAddresses(host.name(), masterAddress, shell.hostKey())
                            .withFolders(base + "/swarms/" + record.name(), base + "/venv")));
        } catch (InterruptedException | RuntimeException e) {
            shell.close();
            if (e instanceof SameMachineException) { // a teardown by this name would unlock the machine
                forget(keeper, machine);
            }
            throw e;
        }
        keep(keeper.get(), machine, shell);
    }

    private static void forget(RecordKeeper keeper, MachineRecord machine) {
        keeper.update(record -> record.withMachine(machine.name(), known -> known.withId(null)));
    }

    private static String titleOf(MachineRecord machine) {
        return machine.name() + " (" + machine.id() + ")";
    }

    @Override
    public Shell connect(SwarmRecord swarm, MachineRecord machine) throws InterruptedException {
        return open(machine);
    }

    private SshShell open(MachineRecord machine) throws InterruptedException {
        SshShell kept = waiting.remove(machine.id());
        if (kept != null && kept.isOpen()) {
            return kept;
        }
        if (kept != null) {
            kept.close();
        }
        Host host = settings.host(machine.id());
        return SshShell.connect(machine.name(), host.name(), host.port(), access());
    }

    /** Keeps the connection for the next command on the machine. */
    private void keep(SwarmRecord swarm, MachineRecord machine, SshShell shell) {
        if (HostsInParallel.isMany(swarm.machines().size())) {
            shell.close();
            return;
        }
        SshShell other = waiting.put(machine.id(), shell);
        if (other != null) {
            other.close();
        }
    }

    private synchronized SshAccess access() {
        if (access == null) {
            access = settings.access();
        }
        return access;
    }

    @Override
    public void destroy(RecordKeeper keeper, Set<Role> roles, Progress progress) throws InterruptedException {
        SwarmRecord swarm = keeper.get();
        List<MachineRecord> going = swarm.machines().stream()
                .filter(machine -> roles.contains(machine.role()) && machine.id() != null)
                .toList();
        HostLock lock = new HostLock(settings, swarm);
        HostFailures failures = HostsInParallel.failures(going, machine -> {
            locked.remove(machine.id());
            try (Shell shell = open(machine)) {
                lock.release(shell, titleOf(machine));
            } catch (UntrustedHostException | LoginRefusedException | CommandIgnoredException e) {
                if (machine.folder() != null) {
                    throw e;
                } // never ran a command, so there is nothing to clean up
            }
            keeper.updateAnyway(record ->
                    record.withMachine(machine.name(), known -> MachineRecord.asked(known.role(), known.index())));
        });
        if (!failures.isEmpty()) {
            throw new MachinesLeftException(
                    "Hosts of swarm " + swarm.name() + " may still run Locust and be locked: " + failures.reasons()
                            + " They clean up and unlock by themselves when the lease ends, at " + swarm.leaseEnds()
                            + ". Repeat the teardown to free them earlier.",
                    failures.machines().stream().map(HostsProvider::titleOf).toList(),
                    failures.first());
        }
        roles.forEach(role -> keeper.updateAnyway(record -> record.without(role)));
    }

    @Override
    public void extendLease(RecordKeeper keeper, Instant end) throws InterruptedException {
        SwarmRecord swarm = keeper.get().withLeaseExtendedTo(end);
        HostLock lock = new HostLock(settings, swarm);
        List<MachineRecord> used = swarm.machines().stream()
                .filter(machine -> machine.address() != null && !isLocked(machine, swarm.leaseEnds()))
                .toList();
        HostFailures failures = HostsInParallel.failures(used, machine -> {
            SshShell shell = open(machine);
            try {
                lock.extend(shell, titleOf(machine), swarm.leaseEnds());
                locked.put(machine.id(), swarm.leaseEnds());
            } catch (InterruptedException | RuntimeException e) {
                shell.close();
                throw e;
            }
            keep(swarm, machine, shell);
        });
        failures.judge(swarm, Progress.SILENT, "did not accept the new lease");
        // last, so that the next call tries again after a failure
        keeper.update(record -> record.withLeaseExtendedTo(end));
    }

    private boolean isLocked(MachineRecord machine, Instant end) {
        Instant known = locked.get(machine.id());
        return known != null && !known.isBefore(end);
    }

    @Override
    public Duration maxSilence() {
        return settings.maxSilence();
    }

    @Override
    public boolean bootstrapsAsRoot() {
        return settings.asRoot();
    }

    /** Returns Locust's default port, or the next higher port that is free on the master's host. */
    @Override
    public int masterPort(MachineRecord master, Shell shell) throws InterruptedException {
        ShellResult result = shell.run(FREE_PORT);
        if (!result.succeeded()) {
            throw new BringUpException("Locust's master cannot listen on " + titleOf(master) + ": "
                    + String.join(" ", result.lastLines(1)) + ".");
        }
        String port = result.out().strip();
        if (!port.matches("\\d{1,5}") || !Host.isPort(Integer.parseInt(port))) {
            throw new ShellException(titleOf(master) + " returned an invalid port for Locust's master.");
        }
        return Integer.parseInt(port);
    }

    @Override
    public void close() {
        waiting.values().forEach(SshShell::close);
        waiting.clear();
    }
}
