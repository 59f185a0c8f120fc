package io.jenkins.plugins.locustswarm.engine.machine;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** A machine that answers each script with a result of the test, for answers that are hard to get from a real one. */
public record AnsweringShell(Function<Script, ShellResult> answers) implements Shell {

    @Override
    public ShellResult run(Script script) {
        return answers.apply(script);
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
    public void close() {}
}
