package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The part of a stream after a marker; empty if there is no marker. Read by one thread at a time. */
final class MarkedInputStream extends FilterInputStream {

    private static final int MAX_BYTES_KEPT = 500;

    private final byte[] marker;
    private final ByteArrayOutputStream before = new ByteArrayOutputStream();
    private boolean skipped;
    private volatile boolean missing;

    /** @param marker its first byte must not occur in it again */
    MarkedInputStream(InputStream in, byte[] marker) {
        super(new BufferedInputStream(in, 64 * 1024));
        this.marker = marker;
    }

    private void skipMarker() throws IOException {
        int matched = 0;
        while (matched < marker.length) {
            int next = in.read();
            if (next < 0) {
                missing = true;
                break;
            }
            if (before.size() < MAX_BYTES_KEPT) {
                before.write(next);
            }
            if (next == marker[matched]) {
                matched++;
            } else {
                matched = next == marker[0] ? 1 : 0;
            }
        }
        skipped = true;
    }

    /** Whether the stream has ended without the marker. */
    boolean isMissing() {
        return missing;
    }

    /** Returns the first bytes of the stream, for a stream without the marker. */
    String before() {
        return before.toString(UTF_8);
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
