package io.jenkins.plugins.locustswarm.cli.home;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import io.jenkins.plugins.locustswarm.engine.record.ControllerIds;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The folder in which the command keeps its state: records and locks of swarms, and the id of the home. */
public final class Home {

    /** The environment variable that names another folder than {@code ~/.locust-swarm}. */
    public static final String VARIABLE = "LOCUST_SWARM_HOME";

    private final Path folder;

    public Home(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Returns the home of a process with this environment. */
    public static Home of(Map<String, String> environment) {
        String named = environment.get(VARIABLE);
        return new Home(
                named == null || named.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".locust-swarm")
                        : Path.of(named));
    }

    public Path folder() {
        return folder;
    }

    /** Returns the store of all swarm records of this home. */
    public FileRecordStore records() {
        return new FileRecordStore(folder.resolve("swarms"));
    }

    /**
     * Locks a swarm for a command that changes it.
     *
     * @param command description of that command, for the message of another one that wants the lock
     * @throws InUseException if another command has the lock
     * @throws BadInputException if the lock's file cannot be used
     */
    public CommandLock lock(String swarm, String command) {
        Path locks = folder.resolve("locks");
        Path file = locks.resolve(swarm);
        try {
            Files.createDirectories(locks);
            return CommandLock.acquire(file, "Swarm " + swarm, command);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Returns the owner of the swarms that are made here: {@code USER@MACHINE}. */
    public String owner() {
        return System.getProperty("user.name") + "@" + machineName();
    }

    /** Reads the name from Linux, because a lookup may wait for a name server that does not answer. */
    private static String machineName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException notLinux) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "localhost"; // the machine has no name
            }
        }
    }

    /** Returns the random id of this home, which distinguishes its swarms from those of others. */
    public String controllerId() {
        Path file = folder.resolve("controller-id");
        try {
            String id = Files.readString(file).strip();
            if (!id.isEmpty()) {
                return id;
            }
            Files.delete(file); // left empty by a full disk
            return newControllerId(file);
        } catch (NoSuchFileException e) {
            return newControllerId(file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private String newControllerId(Path file) {
        try {
            Files.createDirectories(folder);
            Path complete = Files.createTempFile(folder, "controller-id", null);
            Files.writeString(
                    complete, recordedId().orElseGet(() -> UUID.randomUUID().toString()) + "\n", UTF_8);
            try {
                Files.createLink(file, complete); // atomic, when several commands create it at once
            } catch (FileAlreadyExistsException e) {
                // another command was first; use its id
            }
            Files.delete(complete);
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Returns the id in the newest record of this user, for a home whose file with the id was lost. */
    private Optional<String> recordedId() {
        return ControllerIds.recordedIn(records(), record -> record.owner().equals(owner())).stream()
                .findFirst();
    }

    static BadInputException unusable(Path file, IOException cause) {
        return new BadInputException(
                file + " cannot be read or written (" + FileErrorText.withFile(cause)
                        + "). Make this user the owner of its folder, or set " + VARIABLE + " to another folder.",
                cause);
    }
}
