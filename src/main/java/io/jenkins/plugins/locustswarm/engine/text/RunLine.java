package io.jenkins.plugins.locustswarm.engine.text;

import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        String time = now.runTime() == null
                ? time(now.elapsed())
                : time(now.isEnding() ? now.runTime() : now.elapsed()) + " of " + time(now.runTime());
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
        return line(now, "%.0f/s", now.failures() + " failed");
    }

    private static String figures(RunProgress now) {
        if (!now.hasFigures()) {
            return NO_FIGURES;
        }
        return line(now, "%.1f requests/s", now.failures() + " of " + now.requests() + " requests failed");
    }

    /** Without users that have ended as they should, and without a rate that is too small for its format. */
    private static String line(RunProgress now, String rateFormat, String failed) {
        List<String> parts = new ArrayList<>();
        if (now.isEnding()) {
            parts.add("ending");
        }
        if (now.users() > 0 || !now.isEnding()) {
            parts.add(now.users() + (now.users() == 1 ? " user" : " users"));
        }
        if (!now.isEnding()) {
            String rate = String.format(Locale.ROOT, rateFormat, now.requestsPerSecond());
            if (!rate.matches("0(\\.0)?[ /].*")) {
                parts.add(rate);
            }
            if (now.p95() != null) {
                parts.add(String.format(Locale.ROOT, "p95 %.0f ms", now.p95()));
            }
        }
        parts.add(failed);
        return String.join(", ", parts);
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
