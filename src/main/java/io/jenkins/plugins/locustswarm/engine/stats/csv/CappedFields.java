package io.jenkins.plugins.locustswarm.engine.stats.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/**
 * CSV text with a limited number of characters in each field: an error message can contain a whole page of the target,
 * and a parser keeps a field in memory until its end.
 */
final class CappedFields extends Reader {

    private static final int NOTHING = -2;
    private static final int END = -1;

    private final Reader text;
    private final int limit;
    private boolean quoted;
    /** Characters of the current field; a doubled quote counts as one. */
    private int length;
    /** A character that was read ahead, or NOTHING. */
    private int ahead = NOTHING;
    /** The second half of a doubled quote, which is returned next, or NOTHING. */
    private int half = NOTHING;

    CappedFields(Reader text, int limit) {
        this.text = new BufferedReader(text, 1 << 16);
        this.limit = limit;
    }

    @Override
    public int read(char[] buffer, int offset, int count) throws IOException {
        int read = 0;
        while (read < count) {
            int c = nextKept();
            if (c == END) {
                return read == 0 ? END : read;
            }
            buffer[offset + read++] = (char) c;
        }
        return read;
    }

    private int nextKept() throws IOException {
        if (half != NOTHING) {
            int c = half;
            half = NOTHING;
            return c;
        }
        int c = next();
        while (c != END && !isKept(c)) {
            c = next();
        }
        return c;
    }

    private int next() throws IOException {
        if (ahead != NOTHING) {
            int c = ahead;
            ahead = NOTHING;
            return c;
        }
        return text.read();
    }

    private boolean isKept(int c) throws IOException {
        if (quoted && c == '"') {
            return isKeptQuote();
        } else if (!quoted && (c == ',' || c == '\n' || c == '\r')) {
            length = 0;
            return true;
        } else if (c == '"' && length == 0) {
            quoted = true;
            return true;
        }
        return length++ < limit;
    }

    /** A quote in a quoted field is either doubled or the end of the field. */
    private boolean isKeptQuote() throws IOException {
        int following = next();
        if (following != '"') {
            quoted = false;
            ahead = following;
            return true;
        }
        boolean kept = length++ < limit;
        half = kept ? following : NOTHING;
        return kept;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
