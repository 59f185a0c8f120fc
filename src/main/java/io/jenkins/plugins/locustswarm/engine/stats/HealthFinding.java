package io.jenkins.plugins.locustswarm.engine.stats;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * A deviation of a run from what was asked for, which its figures alone do not show.
 *
 * @param kind the kind of finding, for programs
 * @param severity the consequence for the verdict
 * @param sentence the finding for people, with names and figures; may contain text of Locust or of a target, so a view
 *     must escape it
 */
public record HealthFinding(Kind kind, Severity severity, String sentence) {

    public HealthFinding {
        Objects.requireNonNull(kind, "a finding has a kind");
        Objects.requireNonNull(severity, "a finding has a severity");
        Objects.requireNonNull(sentence, "a finding has a sentence");
    }

    /** A kind of finding. The names are part of {@code summary.json}. */
    public enum Kind {
        /** A worker machine never became ready, or a worker process never reported to the master. */
        WORKER_NEVER_CAME,
        /** A worker was lost during the load. */
        WORKER_LOST,
        /** Locust ended on a worker with an exit code other than 0, and the swarm did not end it. */
        WORKER_EXIT_CODE,
        /** Fewer users than asked for were running after the ramp. */
        USERS_LOST,
        /** The run time was over before the last user was started. */
        RAMP_CUT_SHORT,
        /** Locust was to reset its statistics after the ramp, but did not: the figures contain the ramp. */
        RAMP_IN_FIGURES,
        /** Locust reset its statistics, more than once or without being asked by the swarm: figures are only those after it. */
        STATISTICS_RESET,
        /** Users of the locustfile raised exceptions. */
        TASK_EXCEPTIONS,
        /** All requests of the run or of a request name failed. */
        ALL_FAILED,
        /** No request was made. */
        ZERO_REQUESTS,
        /** A stop condition was met, so that the load was ended before its run time was over. */
        STOP_CONDITION,
        /** A stop condition could not be evaluated, because Locust had no such requests or figures. */
        STOP_CONDITION_NOT_EVALUATED,
        /** The load ended before the run time was over. */
        ENDED_EARLY,
        /** The load continued after the run time was over. */
        ENDED_LATE,
        /** A worker or the master used more than 90 % of its CPU. */
        CPU,
        /** The clocks of slaves differ from the master's, so that Locust mixes up times. */
        CLOCKS_DIFFER,
        /** Requests made near the end may be missing from the statistics. */
        FINAL_STATISTICS,
        /** Locust read a configuration file next to the locustfile. */
        STRAY_CONFIGURATION,
        /** Master and workers ran different versions of Locust. */
        LOCUST_VERSIONS,
        /** Locust's exit code is not explained by failed requests. */
        EXIT_CODE,
        /** The master ended without an exit code, or was killed. */
        MASTER_LOST,
        /** The swarm ended the run, because Locust did not. */
        ENDED_BY_SWARM,
        /** Locust lacks something for the telemetry that its arguments ask for. */
        TELEMETRY_MISSING,
        /** Locust's own lines did not reach the master's log. */
        LOG_SILENT,
        /** A file of the results is missing. */
        RESULTS_MISSING,
        /** A file of the results cannot be read. */
        RESULTS_UNREADABLE,
        /** A file of the results exceeded its limit and is incomplete. */
        RESULTS_CUT,
        /** The files of the results could not be archived. */
        RESULTS_NOT_ARCHIVED,
        /** A kind that this version does not know: a later version stored the finding. */
        OTHER
    }

    /** The consequence of a finding for the verdict. */
    public enum Severity {
        /** For information only. */
        @JsonProperty("note")
        NOTE(Verdict.OK),
        /** The load was not what was asked for, or the figures may be wrong. */
        @JsonProperty("unstable")
        UNSTABLE(Verdict.UNSTABLE),
        /** There are no usable figures. */
        @JsonProperty("failed")
        FAILED(Verdict.FAILED);

        private final Verdict verdict;

        Severity(Verdict verdict) {
            this.verdict = verdict;
        }

        /** Returns the best verdict that a run with such a finding can have. */
        public Verdict verdict() {
            return verdict;
        }
    }

    /** Returns a finding that does not affect the verdict. */
    public static HealthFinding note(Kind kind, String sentence) {
        return new HealthFinding(kind, Severity.NOTE, sentence);
    }

    /** Returns a finding that makes the run unstable. */
    public static HealthFinding unstable(Kind kind, String sentence) {
        return new HealthFinding(kind, Severity.UNSTABLE, sentence);
    }

    /** Returns a finding that makes the run failed. */
    public static HealthFinding failed(Kind kind, String sentence) {
        return new HealthFinding(kind, Severity.FAILED, sentence);
    }
}
