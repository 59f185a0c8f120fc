package io.jenkins.plugins.locustswarm.engine.machine.local;

import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import java.io.IOException;

/** The computer that local machines live on. Paths are absolute there, with {@code /} between their parts. */
public interface LocalComputer {

    /** @param machine the name to use in messages, for example {@code worker-1} */
    Shell shell(String machine);

    /** Makes a folder and its parents; one that is there already is a success. */
    void makeFolder(String path) throws IOException, InterruptedException;

    /** Deletes a folder with all that is in it; one that is not there is a success. */
    void deleteFolder(String path) throws IOException, InterruptedException;

    /** A port of the loopback address that is free now. */
    int freePort() throws IOException, InterruptedException;
}
