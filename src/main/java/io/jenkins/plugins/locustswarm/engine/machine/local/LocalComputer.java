package io.jenkins.plugins.locustswarm.engine.machine.local;

import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import java.io.IOException;

/** The computer that runs local machines. All paths are absolute, with {@code /} as the separator. */
public interface LocalComputer {

    /** @param machine name of the machine in messages, for example {@code worker-1} */
    Shell shell(String machine);

    /** Creates a folder and its parents. A folder that already exists counts as success. */
    void makeFolder(String path) throws IOException, InterruptedException;

    /** Deletes a folder and its contents. A folder that does not exist counts as success. */
    void deleteFolder(String path) throws IOException, InterruptedException;

    /** Deletes a folder if it is empty. Any other one, and one that does not exist, stays as it is. */
    void deleteEmptyFolder(String path) throws IOException, InterruptedException;

    /** Returns a port of the loopback address that is free now. */
    int freePort() throws IOException, InterruptedException;
}
