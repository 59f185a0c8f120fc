package io.jenkins.plugins.locustswarm.engine.machine;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** This machine, where scripts run with a change that a test makes to them. */
abstract class ChangedScriptShell implements Shell {

    private static final LocalShell HERE = new LocalShell("here");

    /** Returns the script that runs in the place of this one. */
    abstract String changed(String script);

    @Override
    public final ShellResult run(Script script) throws InterruptedException {
        return HERE.run(Script.of(changed(script.render()))
                .title(script.title())
                .deadline(script.deadline())
                .onLine(script.onLine()));
    }

    @Override
    public final void putFolder(FolderSnapshot files, String remoteFolder, Duration deadline) {
        HERE.putFolder(files, remoteFolder, deadline);
    }

    @Override
    public final List<FetchedFile> getFiles(
            String remoteFolder, List<FileRequest> wanted, Path localFolder, Duration deadline) {
        return HERE.getFiles(remoteFolder, wanted, localFolder, deadline);
    }

    @Override
    public final void close() {}
}
