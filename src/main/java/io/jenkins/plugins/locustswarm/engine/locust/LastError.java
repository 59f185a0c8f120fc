package io.jenkins.plugins.locustswarm.engine.locust;

/**
 * Finds the newest error in a log, with the exception at the end of its traceback. Exceptions of tasks are left out:
 * Locust counts those, and they end no process.
 */
final class LastError {

    /** Locust's {@code user/task.py} and {@code user/users.py} log what users raise. */
    private static final String USERS = "locust.user.";

    private String error;
    private String ofUsers;
    private String heading = "";
    private boolean ofUser;
    private boolean inTraceback;
    private boolean sawFrame;

    /** Takes the next line that Locust's log wrote. */
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

    /** Takes the next line of another form: a traceback's lines, or whatever is printed. */
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

    /** The error; null when there was none outside the users. */
    String get() {
        return error;
    }

    /** The same, or what users raised where there is nothing else; null when there was no error at all. */
    String getOrOfUsers() {
        return error == null ? ofUsers : error;
    }
}
