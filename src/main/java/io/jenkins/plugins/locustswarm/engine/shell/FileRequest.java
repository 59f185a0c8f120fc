package io.jenkins.plugins.locustswarm.engine.shell;

import java.io.Serializable;

/**
 * A request for a file on a machine. Since a machine can send any amount of data, every request has a limit.
 *
 * @param name the file's path relative to its folder
 * @param limit the size up to which the complete file is taken, in bytes
 * @param part the part that is taken of a longer file
 */
public record FileRequest(String name, long limit, Part part) implements Serializable {

    /** The part taken of a file that exceeds its limit. */
    public enum Part {
        /** The first bytes up to the limit, without an incomplete last row: for CSV files. */
        FIRST_ROWS,
        /** The first and the last bytes, half of the limit each, with a line between them: for logs. */
        BOTH_ENDS,
        /** Nothing: for files that are useless unless complete. */
        NOTHING
    }

    /** Returns the number of bytes sent from the beginning of a file of this size. */
    public long head(long size) {
        if (size <= limit) {
            return size;
        }
        return switch (part) {
            case FIRST_ROWS -> limit;
            case BOTH_ENDS -> limit - limit / 2;
            case NOTHING -> 0;
        };
    }

    /** Returns the number of bytes sent from the end of a file of this size, after those from its beginning. */
    public long tail(long size) {
        return size > limit && part == Part.BOTH_ENDS ? limit / 2 : 0;
    }
}
