package io.jenkins.plugins.locustswarm.config;

import io.jenkins.plugins.locustswarm.config.secret.BuildCredentials;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.FolderSnapshot;
import java.nio.file.Path;
import java.util.Optional;

/** What a provider of machines needs to know of the swarm and the build that it works for. */
public final class SwarmContext {

    private final SwarmRecord record;
    private final Path folder;
    private final BuildCredentials credentials;
    private final FolderSnapshot bootstrap;

    /**
     * @param record as it is now
     * @param folder the swarm's private folder on the controller
     * @param credentials of the build, or of what is left of it
     * @param bootstrap the files that the machines are to get; null when nothing is brought up
     */
    public SwarmContext(SwarmRecord record, Path folder, BuildCredentials credentials, FolderSnapshot bootstrap) {
        this.record = record;
        this.folder = folder;
        this.credentials = credentials;
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

    /** Empty when nothing is brought up. */
    public Optional<FolderSnapshot> bootstrap() {
        return Optional.ofNullable(bootstrap);
    }
}
