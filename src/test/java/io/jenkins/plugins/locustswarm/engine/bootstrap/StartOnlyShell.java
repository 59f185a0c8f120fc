package io.jenkins.plugins.locustswarm.engine.bootstrap;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A machine on which bootstrap.sh is started, and ends before anything else is asked of it. */
abstract class StartOnlyShell implements Shell {

    /** What the command that starts bootstrap.sh prints when that has ended. */
    static ShellResult ended(int exitCode) {
        return new ShellResult(0, "process=ended\nexit-code=" + exitCode + "\nhundredths=1\n", "");
    }

    @Override
    public ShellResult run(Script script) {
        throw new ShellException("Not expected: " + script.title());
    }

    @Override
    public void putFolder(FolderSnapshot files, String target, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<FetchedFile> getFiles(String from, List<FileRequest> wanted, Path to, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
