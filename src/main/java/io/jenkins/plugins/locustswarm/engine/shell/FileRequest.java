package io.jenkins.plugins.locustswarm.engine.shell;

import java.io.Serializable;

/**
 * A file to fetch from a machine, and how much of it is taken. A machine can send any amount, so every file has a limit.
 *
 * @param name of the file below its folder
 * @param limit the size up to which the file is taken whole, in bytes
 * @param part what is taken of a longer file
 */
public record FileRequest(String name, long limit, Part part) implements Serializable {

    /** The part of a file that is taken when the file is longer than its limit. */
    public enum Part {
        /** The first bytes up to the limit, without the row that the limit cuts: for CSV files. */
        FIRST_ROWS,
        /** The first and the last bytes, which make up the limit together, with a line between them: for logs. */
        BOTH_ENDS,
        /** Nothing: for files of which a part is of no use. */
        NOTHING
    }

    /** The number of bytes that are sent from the beginning of a file of this size. */
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

    /** The number of bytes that are sent from the end of a file of this size, after those of its beginning. */
    public long tail(long size) {
        return size > limit && part == Part.BOTH_ENDS ? limit / 2 : 0;
    }
}
