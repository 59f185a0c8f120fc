package io.jenkins.plugins.locustswarm.engine.stats.health;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.locust.log.WorkerLog;
import io.jenkins.plugins.locustswarm.engine.stats.Excerpt;
import java.util.List;

/**
 * A quotation from a log, which ends the sentence of a finding, for example {@code ; its last error: No such file}.
 *
 * @param owner the machine with the log; absent if the sentence is about this machine only
 */
record LogQuote(@CheckForNull String owner) {

    private static final int MAX_LENGTH = 200;

    /** Returns a quotation for a sentence about these workers, from the log of the first. */
    static LogQuote ofFirst(List<String> workers) {
        return new LogQuote(workers.size() == 1 ? null : workers.get(0));
    }

    /** Returns a quotation for a sentence about one machine. */
    static LogQuote ofOnly() {
        return new LogQuote(null);
    }

    /** Quotes the last error of the log, or its last line if there is no error. */
    String end(WorkerLog log) {
        return log.lastError() == null ? lastLine(log) : lastError(log.lastError());
    }

    /** Quotes the last error of a log; empty if there is none. */
    String lastError(@CheckForNull String error) {
        if (error == null) {
            return "";
        }
        return "; " + (owner == null ? "its last error" : "the last error of " + owner) + ": "
                + Excerpt.line(error, MAX_LENGTH);
    }

    /** Quotes the last line of the log; empty if the log is empty. */
    String lastLine(WorkerLog log) {
        if (log.lastLine().isEmpty()) {
            return "";
        }
        return "; " + (owner == null ? "its log" : "the log of " + owner) + " ends with: "
                + Excerpt.line(log.lastLine(), MAX_LENGTH);
    }
}
