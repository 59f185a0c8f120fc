package io.jenkins.plugins.locustswarm.engine.machine.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Sessions;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Provides "machines" on one computer: each is a folder and process groups. They share a virtual environment, so that a
 * second swarm does not install Locust again.
 */
public final class LocalProvider implements MachineProvider {

    /** The provider's name in configuration and records. */
    public static final String NAME = "local";

    private static final String LOOPBACK = "127.0.0.1";

    private static final Script USE_VENV = Script.resource(LocalProvider.class, "use-venv.sh")
            .title("The script that deletes unused virtual environments")
            .deadline(Duration.ofSeconds(20));

    /** Days without a bring-up after which a virtual environment is deleted. */
    private static final int MAX_DAYS_UNUSED = 30;

    private final String home;
    private final String venv;
    private final LocalComputer computer;

    /**
     * Creates a provider for the computer that this process runs on.
     *
     * @param home parent of the folders of swarms
     * @param venv the virtual environment that the machines share; see {@link #venvFor}
     */
    public LocalProvider(Path home, Path venv) {
        this(home.toAbsolutePath().toString(), venv.toAbsolutePath().toString(), new ThisComputer());
    }

    /**
     * @param home parent of the folders of swarms, an absolute path on that computer
     * @param venv the virtual environment that the machines share; see {@link #venvFor}
     */
    public LocalProvider(String home, String venv, LocalComputer computer) {
        this.home = home;
        this.venv = venv;
        this.computer = computer;
    }

    /**
     * Returns the path of the virtual environment for a bootstrap directory. A bootstrap directory with other packages
     * has another one, so that an environment never changes during a run.
     */
    public static Path venvFor(Path home, FolderSnapshot bootstrap) {
        return Path.of(venvFor(home.toString(), bootstrap));
    }

    /** Returns the same path for another computer, where {@code /} separates the parts of a path. */
    public static String venvFor(String home, FolderSnapshot bootstrap) {
        String packages = bootstrap.find("requirements.txt").isPresent() ? "requirements.txt" : "pyproject.toml";
        String manifest = bootstrap.entries().stream()
                .filter(entry -> Set.of("bootstrap.sh", packages).contains(entry.path()))
                .map(FolderSnapshot.Entry::manifestLine)
                .reduce("", (all, line) -> all + line + "\n");
        return home + "/venvs/" + UUID.nameUUIDFromBytes(manifest.getBytes(UTF_8));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void create(RecordKeeper keeper, Progress progress) throws InterruptedException {
        for (MachineRecord machine : keeper.get().machines()) {
            String folder = machinesOf(keeper.get()) + "/" + machine.name();
            keeper.update(record -> record.withMachine(
                    machine.name(),
                    known -> known.withId(folder)
                            .withAddresses(LOOPBACK, LOOPBACK, null)
                            .withFolders(folder, venv)));
            try {
                computer.makeFolder(folder);
            } catch (IOException e) {
                throw new BringUpException(
                        "The folder " + folder + " for " + machine.name() + " could not be created: "
                                + FileErrorText.withFile(e)
                                + ". Free disk space, or let this user write to the parent folder.",
                        e);
            }
        }
        useVenv(keeper.get(), progress);
    }

    /** Deletes environments that are not used any more. A failure must not keep the swarm from coming up. */
    private void useVenv(SwarmRecord swarm, Progress progress) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(home, venv, String.valueOf(MAX_DAYS_UNUSED)));
        swarm.machines().forEach(machine -> arguments.add(machine.folder()));
        String first = swarm.machines().get(0).name();
        try (Shell shell = computer.shell(first)) {
            ShellResult result = shell.run(USE_VENV.arguments(arguments));
            if (!result.succeeded()) {
                progress.detail(first, notDeleted(String.join(" ", result.lastLines(2))));
            }
        } catch (ShellException e) {
            progress.detail(first, notDeleted(e.getMessage()));
        }
    }

    private String notDeleted(String reason) {
        return "Unused virtual environments in " + home + " were not deleted: " + reason;
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
                    "Parts of swarm " + keeper.get().name() + " may be left: "
                            + String.join("; ", left)
                            + ". End these processes and delete these folders, or repeat the teardown.",
                    left,
                    null);
        }
        roles.forEach(role -> keeper.updateAnyway(record -> record.without(role)));
        if (keeper.get().machines().isEmpty()) {
            deleteEmptyFolders(keeper.get());
        }
    }

    private String folderOf(SwarmRecord swarm) {
        return home + "/swarms/" + swarm.name();
    }

    private String machinesOf(SwarmRecord swarm) {
        return folderOf(swarm) + "/machines";
    }

    /** The command keeps the record of the swarm in the same folder. */
    private void deleteEmptyFolders(SwarmRecord swarm) throws InterruptedException {
        try {
            computer.deleteEmptyFolder(machinesOf(swarm));
            computer.deleteEmptyFolder(folderOf(swarm));
        } catch (IOException e) {
            // an empty folder that stays does no harm
        }
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
            left.add("the folder " + machine.folder() + " (" + FileErrorText.withFile(e) + ")");
        } catch (RuntimeException e) { // must not keep the other machines from going down
            left.add("processes of " + machine.name() + " (" + e.getMessage() + ")");
        }
    }

    /** Local machines end with their runs. The lease only tells the reaper when the swarm can be cleaned up. */
    @Override
    public void extendLease(RecordKeeper keeper, Instant end) {
        keeper.update(record -> record.withLeaseExtendedTo(end));
    }

    @Override
    public boolean bootstrapsAsRoot() {
        return false;
    }

    /** Returns any free port, so that several swarms can run at once. */
    @Override
    public int masterPort(MachineRecord master, Shell shell) throws InterruptedException {
        try {
            return computer.freePort();
        } catch (IOException e) {
            throw new BringUpException("No free port was found for the master: " + e + ".", e);
        }
    }

    @Override
    public void close() {
        // nothing to close
    }
}
