package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Decompresses what an untrusted machine sends. A {@link GZIPInputStream} calls itself for each member without data, so
 * that many of them would fill the stack.
 */
final class GzipInput extends GZIPInputStream {

    /** Far more empty members in a row than any gzip writes. */
    private static final int MAX_EMPTY = 100;

    private int depth;

    /** @throws IOException if the stream cannot be read, or does not begin as gzip does */
    GzipInput(InputStream in) throws IOException {
        super(in, 64 * 1024);
    }

    /** @throws IOException if the stream cannot be read, is not valid, or has too many empty members in a row */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (depth > MAX_EMPTY) {
            throw new IOException("its compressed answer consists of too many parts");
        }
        depth++;
        try {
            return super.read(bytes, offset, length);
        } finally {
            depth--;
        }
    }
}
