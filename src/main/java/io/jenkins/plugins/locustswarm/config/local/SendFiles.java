package io.jenkins.plugins.locustswarm.config.local;

import hudson.remoting.RemoteOutputStream;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.FileSender;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

/** Sends files in a folder of the node to the controller, each up to its limit. */
final class SendFiles extends MasterToSlaveFileCallable<Void> {

    private static final long serialVersionUID = 1L;

    private final ArrayList<FileRequest> requests;
    private final RemoteOutputStream out;

    /** @param out receives the stream of {@link FileSender} */
    SendFiles(List<FileRequest> requests, RemoteOutputStream out) {
        this.requests = new ArrayList<>(requests);
        this.out = out;
    }

    @Override
    public Void invoke(File folder, VirtualChannel channel) throws IOException {
        try (OutputStream buffered = new BufferedOutputStream(out, 64 * 1024)) {
            FileSender.send(folder.toPath(), requests, buffered);
        }
        return null;
    }
}
