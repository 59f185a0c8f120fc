package io.jenkins.plugins.locustswarm.engine.machine;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * This machine, with an uptime and a boot that the test decides. Neither can be read before the test sets it.
 *
 * @param folder the folder for the files that take the place of those of the kernel
 */
public record OwnClockShell(Path folder) implements Shell {

    private static final LocalShell HERE = new LocalShell("here");

    /** Sets the uptime, in seconds, in one step: a script never finds the file absent or incomplete. */
    public void uptime(long seconds) {
        write("uptime", seconds + ".42 17.00");
    }

    /** Sets the id of the boot. */
    public void boots(String id) {
        write("boot_id", id);
    }

    private void write(String name, String line) {
        try {
            Path next = Files.writeString(folder.resolve(name + ".next"), line + "\n");
            Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets no script read it until it is set again: {@code uptime} or {@code boot_id}. */
    public void hide(String name) throws IOException {
        Files.delete(folder.resolve(name));
    }

    @Override
    public ShellResult run(Script script) throws InterruptedException {
        String text = script.render()
                .replace("/proc/uptime", folder.resolve("uptime").toString())
                .replace(
                        "/proc/sys/kernel/random/boot_id",
                        folder.resolve("boot_id").toString());
        return HERE.run(Script.of(text)
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
