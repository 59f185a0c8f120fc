package io.jenkins.plugins.locustswarm.engine.machine.ec2.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import io.jenkins.plugins.locustswarm.engine.record.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Keeps keys in files that only their owner can read, in OpenSSH's format, so that {@code ssh -i} accepts them. */
public final class FileKeyVault implements KeyVault {

    private static final String CLIENT = "client_ed25519";
    private static final String HOST = "host_ed25519";

    private final Function<String, Path> folderOf;

    /** @param folderOf maps a swarm's name to its private folder, which is created if it is missing */
    public FileKeyVault(Function<String, Path> folderOf) {
        this.folderOf = folderOf;
    }

    @Override
    public void save(String swarm, SwarmKeys keys) {
        Path folder = folderOf.apply(swarm);
        try {
            Files.createDirectories(folder);
            write(folder.resolve(HOST), keys.host());
            write(folder.resolve(CLIENT), keys.client());
        } catch (IOException e) {
            throw new BringUpException(
                    "The private keys of swarm " + swarm + " could not be written to " + folder + ": "
                            + FileErrorText.withFile(e)
                            + ". Free disk space, or restore the owner of the folder, then repeat the command.",
                    e);
        }
    }

    private static void write(Path file, Ed25519Key key) throws IOException {
        AtomicFile.writePrivate(file, key.privateText().getBytes(US_ASCII));
    }

    @Override
    public Optional<SwarmKeys> load(String swarm) {
        Path folder = folderOf.apply(swarm);
        Path client = folder.resolve(CLIENT);
        Path host = folder.resolve(HOST);
        try {
            return Optional.of(new SwarmKeys(
                    Ed25519Key.read(Files.readString(client), client.toString()),
                    Ed25519Key.read(Files.readString(host), host.toString())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new BadInputException(
                    "The private keys in " + folder + " cannot be read: " + FileErrorText.withFile(e) + ".", e);
        }
    }

    @Override
    public void delete(String swarm) {
        Path folder = folderOf.apply(swarm);
        try {
            Files.deleteIfExists(folder.resolve(CLIENT));
            Files.deleteIfExists(folder.resolve(HOST));
        } catch (IOException e) {
            throw new BringUpException(
                    "The private keys in " + folder + " could not be deleted: " + FileErrorText.withFile(e) + ".", e);
        }
    }
}
