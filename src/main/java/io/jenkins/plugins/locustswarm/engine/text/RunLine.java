package io.jenkins.plugins.locustswarm.engine.text;

import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import java.time.Duration;
import java.util.Locale;

/** A moment of a run in words. */
public final class RunLine {

    private static final String NO_FIGURES = "no figures yet";

    private RunLine() {}

    /** Figures and time. */
    public static String whole(RunProgress now) {
        if (isBeforeTheLoad(now)) {
            return "waiting for the load to begin, " + now.workersReady() + " of " + now.workersAsked()
                    + " worker processes are ready";
        }
        String time = now.runTime() == null ? time(now.elapsed()) : time(now.elapsed()) + " of " + time(now.runTime());
        return time + ": " + figures(now);
    }

    /** Whether the master still waits for its workers. */
    public static boolean isBeforeTheLoad(RunProgress now) {
        return now.elapsed().isZero() && now.requests() == 0;
    }

    /** Users, requests/s, p95 and failures, for the 80 columns of a terminal, a bar beside them. */
    public static String brief(RunProgress now) {
        if (!now.hasFigures()) {
            return NO_FIGURES;
        }
        String p95 = now.p95() == null ? "" : String.format(Locale.ROOT, "p95 %.0f ms, ", now.p95());
        return String.format(
                Locale.ROOT,
                "%d users, %.0f/s, %s%d failed",
                now.users(),
                now.requestsPerSecond(),
                p95,
                now.failures());
    }

    private static String figures(RunProgress now) {
        if (!now.hasFigures()) {
            return NO_FIGURES;
        }
        String p95 = now.p95() == null ? "" : String.format(Locale.ROOT, ", p95 %.0f ms", now.p95());
        return String.format(
                Locale.ROOT,
                "%d users, %.1f requests/s%s, %d of %d requests failed",
                now.users(),
                now.requestsPerSecond(),
                p95,
                now.failures(),
                now.requests());
    }

    /** A time as people say it: {@code 45 s}, {@code 12 min 5 s}, {@code 1 h 30 min}. */
    public static String time(Duration time) {
        long hours = time.toHours();
        int minutes = time.toMinutesPart();
        int seconds = time.toSecondsPart();
        if (hours > 0) {
            return hours + " h" + (minutes > 0 ? " " + minutes + " min" : "");
        } else if (minutes > 0) {
            return minutes + " min" + (seconds > 0 ? " " + seconds + " s" : "");
        }
        return seconds + " s";
    }
}
