package io.jenkins.plugins.locustswarm.engine.stats;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something about a run that its numbers alone do not say.
 *
 * @param kind what sort of thing it is, for code
 * @param severity what it means for the verdict
 * @param sentence the same for people, with names and figures; may hold text of Locust's or of a target, so a view
 *     must escape it
 */
public record HealthFinding(Kind kind, Severity severity, String sentence) {

    /** What a finding is about. */
    public enum Kind {
        /** A worker machine or process that was asked for never reported to the master. */
        WORKER_NEVER_CAME,
        /** A worker went away while the run went on. */
        WORKER_LOST,
        /** Locust ended on a worker with an exit code other than 0, and the swarm did not end it. */
        WORKER_EXIT_CODE,
        /** Fewer users than asked were running after the ramp. */
        USERS_LOST,
        /** The run time was over before the last user was started. */
        RAMP_CUT_SHORT,
        /** Tasks of the locustfile raised exceptions. */
        TASK_EXCEPTIONS,
        /** Every request failed, of the run or of a request name. */
        ALL_FAILED,
        /** Not one request was made. */
        ZERO_REQUESTS,
        /** The load ended before the run time was over. */
        ENDED_EARLY,
        /** The load went on after the run time was over. */
        ENDED_LATE,
        /** A worker or the master used more than 90 % of its CPU. */
        CPU,
        /** Requests made near the end may not be counted. */
        FINAL_STATISTICS,
        /** A configuration file of Locust's own lay beside the locustfile. */
        STRAY_CONFIGURATION,
        /** Master and workers were not of the same version. */
        LOCUST_VERSIONS,
        /** Locust's exit code is not explained by failed requests. */
        EXIT_CODE,
        /** The master ended without an exit code. */
        MASTER_LOST,
        /** The end of the run was the swarm's doing and not Locust's. */
        OUTER_CLOCK,
        /** Locust's own lines did not reach the master's log. */
        LOG_SILENT,
        /** A file of the results is not there. */
        RESULTS_MISSING,
        /** A file of the results cannot be read. */
        RESULTS_UNREADABLE,
        /** A file of the results was longer than its limit and is not whole. */
        RESULTS_CUT,
        /** The files of the results could not be put where they belong. */
        RESULTS_NOT_ARCHIVED
    }

    /** What a finding means for the verdict. */
    public enum Severity {
        /** Worth knowing. */
        @JsonProperty("note")
        NOTE(Verdict.OK),
        /** The load was not what was asked, or the numbers may be wrong. */
        @JsonProperty("unstable")
        UNSTABLE(Verdict.UNSTABLE),
        /** There are no numbers to go by. */
        @JsonProperty("failed")
        FAILED(Verdict.FAILED);

        private final Verdict verdict;

        Severity(Verdict verdict) {
            this.verdict = verdict;
        }

        /** The best verdict that a run with such a finding can have. */
        public Verdict verdict() {
            return verdict;
        }
    }

    public static HealthFinding note(Kind kind, String sentence) {
        return new HealthFinding(kind, Severity.NOTE, sentence);
    }

    public static HealthFinding unstable(Kind kind, String sentence) {
        return new HealthFinding(kind, Severity.UNSTABLE, sentence);
    }

    public static HealthFinding failed(Kind kind, String sentence) {
        return new HealthFinding(kind, Severity.FAILED, sentence);
    }
}
