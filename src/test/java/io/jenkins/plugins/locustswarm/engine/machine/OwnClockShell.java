package io.jenkins.plugins.locustswarm.engine.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** This machine, with an uptime and a boot that the test decides. Neither can be read before the test sets it. */
public final class OwnClockShell extends ChangedScriptShell {

    private final Path folder;

    /** @param folder the folder for the files that take the place of those of the kernel */
    public OwnClockShell(Path folder) {
        this.folder = folder;
    }

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
    String changed(String script) {
        return script.replace("/proc/uptime", folder.resolve("uptime").toString())
                .replace(
                        "/proc/sys/kernel/random/boot_id",
                        folder.resolve("boot_id").toString());
    }
}
