package io.jenkins.plugins.locustswarm.report.kept;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;

/** Converts times for {@code build.xml}, which stores them in milliseconds since 1970. */
final class RunTimes {

    private RunTimes() {}

    @CheckForNull
    static Long millis(@CheckForNull Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    @CheckForNull
    static Instant instant(@CheckForNull Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
