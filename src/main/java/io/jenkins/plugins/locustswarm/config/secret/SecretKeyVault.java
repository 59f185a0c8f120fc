package io.jenkins.plugins.locustswarm.config.secret;

import hudson.util.Secret;
import hudson.util.TextFile;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.Ed25519Key;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.KeyVault;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.SwarmKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Stores the keys of one swarm in its folder, encrypted with the key of Jenkins. */
@Restricted(NoExternalUse.class)
public final class SecretKeyVault implements KeyVault {

    private static final String CLIENT = "client-key";
    private static final String HOST = "host-key";

    private final Path folder;

    /** @param folder the private folder of the swarm */
    public SecretKeyVault(Path folder) {
        this.folder = folder;
    }

    @Override
    public void save(String swarm, SwarmKeys keys) {
        try {
            write(HOST, keys.host());
            write(CLIENT, keys.client());
        } catch (IOException e) {
            throw new BringUpException(
                    "The private keys of swarm " + swarm + " could not be written to " + folder + ": "
                            + FileErrorText.withFile(e) + ". Free disk space there.",
                    e);
        }
    }

    private void write(String name, Ed25519Key key) throws IOException {
        Secret secret = Secret.fromString(key.privateText());
        new TextFile(folder.resolve(name).toFile()).write(secret.getEncryptedValue());
    }

    @Override
    public Optional<SwarmKeys> load(String swarm) {
        if (!Files.exists(folder.resolve(CLIENT))) {
            return Optional.empty();
        }
        return Optional.of(new SwarmKeys(read(CLIENT, swarm), read(HOST, swarm)));
    }

    private Ed25519Key read(String name, String swarm) {
        Path file = folder.resolve(name);
        try {
            Secret secret = Secret.decrypt(Files.readString(file));
            if (secret == null) {
                throw new IOException("it was encrypted by another Jenkins");
            }
            return Ed25519Key.read(Secret.toString(secret), file.toString());
        } catch (IOException e) {
            throw new BadInputException(
                    "The private keys of swarm " + swarm + " cannot be read from " + file + ": " + FileErrorText.of(e)
                            + ".",
                    e);
        }
    }

    @Override
    public void delete(String swarm) {
        try {
            Files.deleteIfExists(folder.resolve(CLIENT));
            Files.deleteIfExists(folder.resolve(HOST));
        } catch (IOException e) {
            throw new BringUpException(
                    "The private keys in " + folder + " could not be deleted: " + FileErrorText.withFile(e) + ".", e);
        }
    }
}
