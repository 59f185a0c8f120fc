package io.jenkins.plugins.locustswarm.engine.locust;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The details of a running load that its page shows in addition to its state: lines of files that Locust is writing. They are text of the
 * locustfile and of the target.
 *
 * @param rows rows of the history for all requests together, the oldest first; of a long time, some are left out
 * @param statistics the lines of Locust's statistics with its header, which may be a mixture of two moments, since Locust
 *     overwrites the file
 * @param statisticsCut whether there are more names than in these lines
 * @param log the last lines of the master's log, the oldest first
 */
public record RunDetails(List<String> rows, List<String> statistics, boolean statisticsCut, List<String> log) {

    private static final Pattern UNIX_SECONDS = Pattern.compile("[0-9]{1,10}");

    /** The details of a state that was read without them. */
    public static final RunDetails NONE = new RunDetails(List.of(), List.of(), false, List.of());

    public RunDetails {
        rows = List.copyOf(rows);
        statistics = List.copyOf(statistics);
        log = List.copyOf(log);
    }

    /** Returns the time of the newest row in Unix seconds; absent without rows. */
    @CheckForNull
    public Long newestRow() {
        for (int i = rows.size() - 1; i >= 0; i--) {
            String row = rows.get(i);
            String time = row.substring(0, Math.max(0, row.indexOf(',')));
            if (UNIX_SECONDS.matcher(time).matches()) { // a name with line ends can look like a row
                return Long.valueOf(time);
            }
        }
        return null;
    }
}
