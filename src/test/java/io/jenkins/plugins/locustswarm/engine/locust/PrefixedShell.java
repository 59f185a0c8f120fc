package io.jenkins.plugins.locustswarm.engine.locust;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * This machine, with another environment or other limits.
 *
 * @param prefix the command that starts bash with them
 */
record PrefixedShell(List<String> prefix) implements Shell {

    @Override
    public ShellResult run(Script script) throws InterruptedException {
        String text = script.render();
        List<String> command = new ArrayList<>(prefix);
        command.addAll(Script.bash(text));
        try {
            Process process = new ProcessBuilder(command).start();
            process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return new ShellResult(process.waitFor(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void putFolder(FolderSnapshot files, String remoteFolder, Duration deadline) {
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
