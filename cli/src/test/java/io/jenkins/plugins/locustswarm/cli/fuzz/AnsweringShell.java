package io.jenkins.plugins.locustswarm.cli.fuzz;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The shell of a machine that has the same answer to every script. */
record AnsweringShell(String answer) implements Shell {

    @Override
    public ShellResult run(Script script) {
        return new ShellResult(0, answer, "");
    }

    @Override
    public void putFolder(FolderSnapshot folder, String remoteFolder, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<FetchedFile> getFiles(
            String remoteFolder, List<FileRequest> wanted, Path localFolder, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        // nothing is open
    }
}
