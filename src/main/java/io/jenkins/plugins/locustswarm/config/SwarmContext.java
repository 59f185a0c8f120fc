package io.jenkins.plugins.locustswarm.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.config.secret.BuildCredentials;
import io.jenkins.plugins.locustswarm.config.secret.ParsedKeys;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.nio.file.Path;
import java.util.Optional;

/** The swarm and the build for which a {@link SwarmMachines} creates a provider. */
public final class SwarmContext {

    private final SwarmRecord record;
    private final Path folder;
    private final BuildCredentials credentials;
    private final ParsedKeys keys;
    private final @CheckForNull FolderSnapshot bootstrap;

    /**
     * @param record the current record
     * @param folder the swarm's private folder on the controller
     * @param credentials of the build; of its job or folder if the build was deleted
     * @param keys the private keys that are already parsed for the swarm
     * @param bootstrap the bootstrap directory; absent unless machines are to be brought up
     */
    public SwarmContext(
            SwarmRecord record,
            Path folder,
            BuildCredentials credentials,
            ParsedKeys keys,
            @CheckForNull FolderSnapshot bootstrap) {
        this.record = record;
        this.folder = folder;
        this.credentials = credentials;
        this.keys = keys;
        this.bootstrap = bootstrap;
    }

    public SwarmRecord record() {
        return record;
    }

    public Path folder() {
        return folder;
    }

    public BuildCredentials credentials() {
        return credentials;
    }

    ParsedKeys keys() {
        return keys;
    }

    /** Returns the bootstrap directory; empty unless machines are to be brought up. */
    public Optional<FolderSnapshot> bootstrap() {
        return Optional.ofNullable(bootstrap);
    }
}
