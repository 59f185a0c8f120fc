package io.jenkins.plugins.locustswarm.report.kept;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The reference to a baseline of several builds in a summary: {@code the median of 5 builds, #3 to #9}, or {@code the median of 5 builds,
 * shop/main #3 to #9} for those of another job.
 *
 * @param job the full name of the other job; absent for the job of the summary
 * @param builds the number of builds; there can be others between the first and the last one
 * @param first the number of the first build
 * @param last the number of the last build
 */
@Restricted(NoExternalUse.class)
public record MedianReference(@CheckForNull String job, int builds, int first, int last) {

    /** Names of jobs have no number sign in them. */
    private static final Pattern FORMAT =
            Pattern.compile("the median of (\\d{1,9}) builds, (?:([^#]+) )?#(\\d{1,9}) to #(\\d{1,9})");

    /** Takes the words apart; empty if they are about something else, for example one build. */
    public static Optional<MedianReference> parse(@CheckForNull String words) {
        Matcher median = FORMAT.matcher(words == null ? "" : words);
        return median.matches()
                ? Optional.of(new MedianReference(
                        median.group(2),
                        Integer.parseInt(median.group(1)),
                        Integer.parseInt(median.group(3)),
                        Integer.parseInt(median.group(4))))
                : Optional.empty();
    }

    /** Returns what the first build is called, for example {@code #3}, or {@code shop/main #3}. */
    public String firstBuild() {
        return new BuildReference(job, first).toString();
    }

    @Override
    public String toString() {
        return "the median of " + builds + " builds, " + firstBuild() + " to #" + last;
    }
}
