package io.jenkins.plugins.locustswarm.engine.machine.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.shell.Sessions;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * "Machines" on the one we are on: each has a folder and process groups of its own. They share the virtual
 * environment, so that a second swarm does not wait for Locust to be installed again.
 */
public final class LocalProvider implements MachineProvider {

    /** The provider's name in configuration and records. */
    public static final String NAME = "local";

    private static final String LOOPBACK = "127.0.0.1";

    private final String home;
    private final String venv;
    private final LocalComputer computer;

    /**
     * On the computer we are on.
     *
     * @param home where each swarm gets a folder
     * @param venv the virtual environment that the machines share; see {@link #venvFor}
     */
    public LocalProvider(Path home, Path venv) {
        this(home.toAbsolutePath().toString(), venv.toAbsolutePath().toString(), new ThisComputer());
    }

    /**
     * @param home where each swarm gets a folder; absolute on that computer
     * @param venv the virtual environment that the machines share; see {@link #venvFor}
     */
    public LocalProvider(String home, String venv, LocalComputer computer) {
        this.home = home;
        this.venv = venv;
        this.computer = computer;
    }

    /**
     * The virtual environment for this bootstrap directory: swarms that need other packages get another one, and none
     * changes under a running swarm.
     */
    public static Path venvFor(Path home, FolderSnapshot bootstrap) {
        return Path.of(venvFor(home.toString(), bootstrap));
    }

    /** The same on another computer, whose paths have {@code /} between their parts. */
    public static String venvFor(String home, FolderSnapshot bootstrap) {
        String made = bootstrap.entries().stream()
                .filter(entry -> Set.of("bootstrap.sh", "requirements.txt").contains(entry.path()))
                .map(FolderSnapshot.Entry::manifestLine)
                .reduce("", (all, line) -> all + line + "\n");
        return home + "/venvs/" + UUID.nameUUIDFromBytes(made.getBytes(UTF_8));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void create(RecordKeeper keeper, Progress progress) throws InterruptedException {
        for (MachineRecord machine : keeper.get().machines()) {
            String folder = home + "/swarms/" + keeper.get().name() + "/machines/" + machine.name();
            keeper.update(record -> record.withMachine(
                    machine.name(),
                    known -> known.withId(folder)
                            .withAddresses(LOOPBACK, LOOPBACK, null)
                            .withFolders(folder, venv)));
            try {
                computer.makeFolder(folder);
            } catch (IOException e) {
                throw new BringUpException(
                        "The folder " + folder + " for " + machine.name() + " could not be made: " + e
                                + ". Make room there, or give the folder above it to this user.",
                        e);
            }
        }
    }

    @Override
    public Shell connect(SwarmRecord swarm, MachineRecord machine) {
        return computer.shell(machine.name());
    }

    @Override
    public void destroy(RecordKeeper keeper, Set<Role> roles, Progress progress) throws InterruptedException {
        List<String> left = new ArrayList<>();
        for (MachineRecord machine : keeper.get().machines()) {
            if (roles.contains(machine.role()) && machine.folder() != null) {
                destroy(machine, left);
            }
        }
        if (!left.isEmpty()) {
            throw new MachinesLeftException(
                    "Some of swarm " + keeper.get().name() + " may be left: "
                            + String.join("; ", left)
                            + ". End and delete them.",
                    left,
                    null);
        }
        roles.forEach(role -> keeper.update(record -> record.without(role)));
    }

    private void destroy(MachineRecord machine, List<String> left) throws InterruptedException {
        try (Shell shell = computer.shell(machine.name())) {
            ShellResult ended = Sessions.endAll(shell, machine.folder());
            if (!ended.succeeded()) {
                left.add("processes of " + machine.name() + " (" + String.join(" ", ended.lastLines(2)) + ")");
                return;
            }
            computer.deleteFolder(machine.folder());
        } catch (IOException e) {
            left.add("the folder " + machine.folder() + " (" + e + ")");
        } catch (RuntimeException e) { // the other machines go down all the same
            left.add("processes of " + machine.name() + " (" + e.getMessage() + ")");
        }
    }

    /** Local machines end with their runs; the lease only tells who cleans up what may go. */
    @Override
    public void extendLease(RecordKeeper keeper, Instant end) {
        keeper.update(record -> record.withLeaseExtendedTo(end));
    }

    @Override
    public boolean bootstrapsAsRoot() {
        return false;
    }

    /** Any that is free now, so that several swarms can run at once. */
    @Override
    public int masterPort(MachineRecord master, Shell shell) throws InterruptedException {
        try {
            return computer.freePort();
        } catch (IOException e) {
            throw new BringUpException("No free port could be had on this machine: " + e + ".", e);
        }
    }

    @Override
    public void close() {
        // holds nothing
    }
}
