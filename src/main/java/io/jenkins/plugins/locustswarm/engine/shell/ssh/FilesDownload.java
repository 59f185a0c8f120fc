package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Copies named files of one folder on a machine as one compressed stream; what was not asked for is not written. */
final class FilesDownload {

    private final SshConnection connection;
    private final String source;
    private final List<String> names;
    private final Path target;
    private final Duration deadline;

    FilesDownload(SshConnection connection, String source, List<String> names, Path target, Duration deadline) {
        this.connection = connection;
        this.source = source;
        this.names = names;
        this.target = target;
        this.deadline = deadline;
    }

    List<Path> run() throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(source));
        arguments.addAll(names);
        Script script = Script.resource(FilesDownload.class, "get-files.sh").arguments(arguments);
        try (RemoteCommand command = new RemoteCommand(connection, script.render(), deadline, line -> {})) {
            command.in().close();
            Set<String> got = receive(command.out());
            if (!command.await()) {
                throw new ShellException("The files in " + source + " on " + connection.machine()
                        + " did not come within " + deadline.toSeconds() + " s.");
            }
            if (command.exitCode() != 0) {
                throw new ShellException("The files in " + source + " on " + connection.machine()
                        + " could not be read: " + command.err().lastLine() + ".");
            }
            return names.stream()
                    .filter(got::contains)
                    .distinct()
                    .map(target::resolve)
                    .toList();
        } catch (IOException e) {
            throw connection.broken("files in " + source + " were fetched", e);
        }
    }

    private Set<String> receive(InputStream in) throws IOException {
        StringBuilder first = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n' && first.length() < 100; next = in.read()) {
            first.append((char) next);
        }
        Set<String> got = new TreeSet<>();
        if (!first.toString().equals("files")) {
            return got; // "none", or an error that the exit code tells
        }
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in, 64 * 1024), "UTF-8");
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String name = entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
            if (entry.getLinkFlag() != TarConstants.LF_NORMAL || !names.contains(name) || !got.add(name)) {
                throw new ShellException(connection.machine() + " sent a file that was not asked for: \""
                        + entry.getName() + "\". Nothing of it was kept.");
            }
            save(tar, name);
        }
        return got;
    }

    private void save(InputStream in, String name) throws IOException {
        Path part = target.resolve(name + ".part");
        try {
            OutputStream out = here(() -> Files.newOutputStream(part));
            try {
                byte[] buffer = new byte[64 * 1024];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    int length = read;
                    here(() -> {
                        out.write(buffer, 0, length);
                        return null;
                    });
                }
            } finally {
                here(() -> {
                    out.close();
                    return null;
                });
            }
            here(() -> Files.move(part, target.resolve(name), StandardCopyOption.REPLACE_EXISTING));
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** What goes wrong with our own disk is not the connection's fault. */
    private interface OnOurDisk<T> {
        T run() throws IOException;
    }

    private static <T> T here(OnOurDisk<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
