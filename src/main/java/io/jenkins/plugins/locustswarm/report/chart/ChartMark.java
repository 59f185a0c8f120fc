package io.jenkins.plugins.locustswarm.report.chart;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * An event of a run.
 *
 * @param second seconds from the start of the load
 * @param kind for the symbol
 * @param text for people; untrusted text, since it may contain a condition with a request name
 */
@Restricted(NoExternalUse.class)
public record ChartMark(double second, Kind kind, String text) {

    /** A kind of event. The script of the page knows the names. */
    public enum Kind {
        /** All users were running for the first time. */
        ALL_USERS,
        /** Workers were lost. */
        WORKER_LOST,
        /** A worker or the master used more than 90 % of its CPU. */
        CPU,
        /** The load ended before its run time was over. */
        STOPPED,
        /** The run time that was requested is over. */
        RUN_TIME
    }
}
