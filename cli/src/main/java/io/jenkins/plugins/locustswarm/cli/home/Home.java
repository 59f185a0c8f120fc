package io.jenkins.plugins.locustswarm.cli.home;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
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

/** The folder in which the command keeps what it must know the next time: the records of swarms, and who it is. */
public final class Home {

    /** The variable that names another folder than {@code ~/.locust-swarm}. */
    public static final String VARIABLE = "LOCUST_SWARM_HOME";

    private final Path folder;

    public Home(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** The home for a process with this environment. */
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

    /** The records of all swarms of this home. */
    public FileRecordStore records() {
        return new FileRecordStore(folder.resolve("swarms"));
    }

    /**
     * Locks a swarm for a command that changes it.
     *
     * @param command what to say of it to another one that comes meanwhile
     * @throws BadInputException when another command has it
     */
    public CommandLock lock(String swarm, String command) {
        Path file = folder.resolve("locks").resolve(swarm);
        try {
            Files.createDirectories(file.getParent());
            return CommandLock.take(file, "Swarm " + swarm, command);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Who makes swarms here: the user and the machine's name. */
    public String owner() {
        return System.getProperty("user.name") + "@" + machineName();
    }

    /** Linux says it at once; looking it up can take as long as a name server that is away. */
    private static String machineName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException noLinux) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "localhost"; // a machine that does not know its own name has none to others
            }
        }
    }

    /** The random id of this home, by which a reaper tells its own swarms from those of others. */
    public String controllerId() {
        Path file = folder.resolve("controller-id");
        try {
            String id = Files.readString(file).strip();
            if (!id.isEmpty()) {
                return id;
            }
            Files.delete(file); // a full disk left it without its content
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
            Path whole = Files.createTempFile(folder, "controller-id", null);
            Files.writeString(
                    whole, recordedId().orElseGet(() -> UUID.randomUUID().toString()) + "\n", UTF_8);
            try {
                Files.createLink(file, whole); // appears with its content, for one of several commands at once
            } catch (FileAlreadyExistsException e) {
                // another command was first; its id counts
            }
            Files.delete(whole);
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** The id in the newest record of a swarm that this user made here: the file with it was lost. */
    private Optional<String> recordedId() {
        return ControllerIds.recordedIn(records(), record -> record.owner().equals(owner())).stream()
                .findFirst();
    }

    static BadInputException unusable(Path file, IOException cause) {
        return new BadInputException(
                file + " cannot be read or written (" + cause + "). Give its folder to this user, or set " + VARIABLE
                        + " to another folder.",
                cause);
    }
}
