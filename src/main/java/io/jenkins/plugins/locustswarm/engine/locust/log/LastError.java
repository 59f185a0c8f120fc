package io.jenkins.plugins.locustswarm.engine.locust.log;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * Finds the last error in a log, with the exception at the end of its traceback. Exceptions of tasks are ignored, since
 * Locust counts them and they do not end a process.
 */
final class LastError {

    /** Prefix of the loggers with which Locust logs exceptions of users ({@code user/task.py}, {@code user/users.py}). */
    private static final String USERS = "locust.user.";

    @CheckForNull
    private String error;

    @CheckForNull
    private String ofUsers;

    private String heading = "";
    private boolean ofUser;
    private boolean inTraceback;
    private boolean sawFrame;

    /** Reads the next line in the format of Locust's log. */
    void line(LogLine line) {
        inTraceback = false;
        ofUser = line.isError() && line.logger().startsWith(USERS);
        heading = "";
        if (ofUser) {
            ofUsers = line.message();
        } else if (line.isError()) {
            error = line.message();
            heading = line.message().strip();
        }
    }

    /** Reads the next line in another format: of a traceback, or of printed text. */
    void line(String text) {
        if (text.startsWith("Traceback (most recent call last)")) {
            inTraceback = true;
            sawFrame = false;
        } else if (text.startsWith(" ")) {
            sawFrame |= inTraceback;
        } else if (inTraceback && sawFrame) {
            inTraceback = false;
            if (!ofUser) {
                error = heading.isEmpty() ? text : heading + (heading.endsWith(":") ? " " : ": ") + text;
            }
        }
    }

    /** Returns the last error that users did not raise. */
    @CheckForNull
    String get() {
        return error;
    }

    /** Returns the last error that users did not raise, or else the last one that they did. */
    @CheckForNull
    String getOrOfUsers() {
        return error == null ? ofUsers : error;
    }
}
