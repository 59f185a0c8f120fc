package io.jenkins.plugins.locustswarm.engine.machine.local;

import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.file.PathUtils;

/** The computer that this process runs on. */
public final class ThisComputer implements LocalComputer {

    @Override
    public Shell shell(String machine) {
        return new LocalShell(machine);
    }

    @Override
    public void makeFolder(String path) throws IOException {
        Files.createDirectories(Path.of(path));
    }

    @Override
    public void deleteFolder(String path) throws IOException {
        Path folder = Path.of(path);
        if (Files.exists(folder)) {
            PathUtils.deleteDirectory(folder);
        }
    }

    @Override
    public void deleteEmptyFolder(String path) throws IOException {
        try {
            Files.deleteIfExists(Path.of(path));
        } catch (DirectoryNotEmptyException e) {
            // stays
        }
    }

    @Override
    public int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
