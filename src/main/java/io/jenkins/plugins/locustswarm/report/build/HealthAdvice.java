package io.jenkins.plugins.locustswarm.report.build;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;

/** The advice on a health finding. */
final class HealthAdvice {

    private HealthAdvice() {}

    /** Returns one or two sentences. */
    static String of(HealthFinding.Kind kind) {
        return switch (kind) {
            case WORKER_NEVER_CAME -> Messages.HealthAdvice_workerNeverCame();
            case WORKER_LOST -> Messages.HealthAdvice_workerLost();
            case WORKER_EXIT_CODE -> Messages.HealthAdvice_workerExitCode();
            case USERS_LOST -> Messages.HealthAdvice_usersLost();
            case RAMP_CUT_SHORT -> Messages.HealthAdvice_rampCutShort();
            case RAMP_IN_FIGURES -> Messages.HealthAdvice_rampInFigures();
            case STATISTICS_RESET -> Messages.HealthAdvice_statisticsReset();
            case TASK_EXCEPTIONS -> Messages.HealthAdvice_taskExceptions();
            case ALL_FAILED -> Messages.HealthAdvice_allFailed();
            case ZERO_REQUESTS -> Messages.HealthAdvice_zeroRequests();
            case STOP_CONDITION -> Messages.HealthAdvice_stopCondition();
            case STOP_CONDITION_NOT_EVALUATED -> Messages.HealthAdvice_stopConditionNotEvaluated();
            case ENDED_EARLY -> Messages.HealthAdvice_endedEarly();
            case ENDED_LATE -> Messages.HealthAdvice_endedLate();
            case CPU -> Messages.HealthAdvice_cpu();
            case CLOCKS_DIFFER -> Messages.HealthAdvice_clocksDiffer();
            case FINAL_STATISTICS -> Messages.HealthAdvice_finalStatistics();
            case STRAY_CONFIGURATION -> Messages.HealthAdvice_strayConfiguration();
            case LOCUST_VERSIONS -> Messages.HealthAdvice_locustVersions();
            case EXIT_CODE -> Messages.HealthAdvice_exitCode();
            case MASTER_LOST -> Messages.HealthAdvice_masterLost();
            case ENDED_BY_SWARM -> Messages.HealthAdvice_endedBySwarm();
            case TELEMETRY_MISSING -> Messages.HealthAdvice_telemetryMissing();
            case LOG_SILENT -> Messages.HealthAdvice_logSilent();
            case RESULTS_MISSING -> Messages.HealthAdvice_resultsMissing();
            case RESULTS_UNREADABLE -> Messages.HealthAdvice_resultsUnreadable();
            case RESULTS_CUT -> Messages.HealthAdvice_resultsCut();
            case RESULTS_NOT_ARCHIVED -> Messages.HealthAdvice_resultsNotArchived();
            case OTHER -> Messages.HealthAdvice_other();
        };
    }
}
