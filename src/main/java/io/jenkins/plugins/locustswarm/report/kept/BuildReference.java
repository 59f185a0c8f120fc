package io.jenkins.plugins.locustswarm.report.kept;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The reference to a build in a summary: {@code #12}, or {@code shop/main #45} for one of another job.
 *
 * @param job the full name of the other job; absent for the job of the summary
 * @param number the number of the build
 */
@Restricted(NoExternalUse.class)
public record BuildReference(@CheckForNull String job, int number) {

    /** Names of jobs have no number sign in them. */
    private static final Pattern FORMAT = Pattern.compile("(?:([^#]+) )?#(\\d{1,9})");

    /** Takes the words apart; empty if they are about something else, for example several builds. */
    public static Optional<BuildReference> parse(@CheckForNull String words) {
        Matcher build = FORMAT.matcher(words == null ? "" : words);
        return build.matches()
                ? Optional.of(new BuildReference(build.group(1), Integer.parseInt(build.group(2))))
                : Optional.empty();
    }

    /** Returns the number of a build of the job of the summary; absent if the words are about something else. */
    @CheckForNull
    static Integer ofSameJob(@CheckForNull String words) {
        return parse(words)
                .filter(build -> build.job() == null)
                .map(BuildReference::number)
                .orElse(null);
    }

    @Override
    public String toString() {
        return (job == null ? "" : job + " ") + "#" + number;
    }
}
