package io.jenkins.plugins.locustswarm.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Quote;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * This machine, with some commands of the test.
 *
 * @param tools the folder of these commands
 */
public record OwnToolsShell(Path tools) implements Shell {

    private static final LocalShell HERE = new LocalShell("here");

    /** Adds a command that runs a shell script, in which {@code real} is the command that it takes the place of. */
    public void tool(String name, String script) throws IOException {
        Path file = Files.createDirectories(tools).resolve(name);
        Files.writeString(file, "#!/bin/bash\nreal() { PATH=${PATH#*:} exec " + name + " \"$@\"; }\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Override
    public ShellResult run(Script script) throws InterruptedException {
        return HERE.run(Script.of("PATH=" + Quote.word(tools.toString()) + ":$PATH\n" + script.render())
                .title(script.title())
                .deadline(script.deadline())
                .onLine(script.onLine()));
    }

    @Override
    public void putFolder(FolderSnapshot files, String remoteFolder, Duration deadline) {
        HERE.putFolder(files, remoteFolder, deadline);
    }

    @Override
    public List<FetchedFile> getFiles(
            String remoteFolder, List<FileRequest> wanted, Path localFolder, Duration deadline) {
        return HERE.getFiles(remoteFolder, wanted, localFolder, deadline);
    }

    @Override
    public void close() {}
}
