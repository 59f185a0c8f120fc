package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The part of a stream after a marker; empty if there is no marker. */
final class AfterMarker extends FilterInputStream {

    private final byte[] marker;
    private boolean skipped;

    /** @param marker its first byte must not occur in it again */
    AfterMarker(InputStream in, byte[] marker) {
        super(new BufferedInputStream(in, 64 * 1024));
        this.marker = marker;
    }

    private void skipMarker() throws IOException {
        int matched = 0;
        while (matched < marker.length) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            if (next == marker[matched]) {
                matched++;
            } else {
                matched = next == marker[0] ? 1 : 0;
            }
        }
        skipped = true;
    }

    @Override
    public int read() throws IOException {
        if (!skipped) {
            skipMarker();
        }
        return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (!skipped) {
            skipMarker();
        }
        return in.read(buffer, offset, length);
    }
}
