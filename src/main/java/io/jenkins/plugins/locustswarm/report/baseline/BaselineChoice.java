package io.jenkins.plugins.locustswarm.report.baseline;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The builds that the user chose as the baseline of a load test. */
@Restricted(NoExternalUse.class)
public sealed interface BaselineChoice {

    /** Maximum number of builds whose median can be the baseline. */
    int MAX_BUILDS = 100;

    /** Used if the user chose nothing: the reference build, the target branch, or the last successful build. */
    BaselineChoice DEFAULT = new LastSuccessful();

    /** The last successful build of the job, or what is known to be a better reference for the build. */
    record LastSuccessful() implements BaselineChoice {}

    /**
     * The median of the last successful builds under the same conditions.
     *
     * @param builds the number of builds, 1 to {@link #MAX_BUILDS}
     */
    record MedianOf(int builds) implements BaselineChoice {}

    /**
     * One build.
     *
     * @param job the name of the job, relative to the job of the build; empty for that job itself
     * @param build the number of the build, or the id of a permalink
     */
    record NamedBuild(String job, String build) implements BaselineChoice {

        boolean isNumber() {
            return Character.isDigit(build.charAt(0));
        }

        @Override
        public String toString() {
            return job + "#" + build;
        }
    }

    /** Patterns of the texts. */
    Pattern MEDIAN = Pattern.compile("(?:last\\s+)?(\\d{1,9})", Pattern.CASE_INSENSITIVE);

    /** Names of jobs do not contain a number sign. */
    Pattern BUILD = Pattern.compile("([^#]*)#\\s*(\\d{1,9}|[A-Za-z][A-Za-z0-9_.-]{0,99})");

    /**
     * Parses the text of the user: empty or {@code true}; {@code last 10} or {@code 10}; {@code ../main#45} or
     * {@code ../main#lastSuccessfulBuild}.
     *
     * @throws BadInputException if the text is none of these
     */
    static BaselineChoice parse(String text) {
        String choice = text.strip();
        if (choice.isEmpty() || choice.equalsIgnoreCase("true")) {
            return DEFAULT;
        }
        Matcher median = MEDIAN.matcher(choice);
        if (median.matches()) {
            int builds = Integer.parseInt(median.group(1));
            if (builds < 1 || builds > MAX_BUILDS) {
                throw new BadInputException(
                        "The median of " + builds + " builds cannot be the baseline: use a number from 1 to "
                                + MAX_BUILDS + ", such as last 10.");
            }
            return new MedianOf(builds);
        }
        Matcher build = BUILD.matcher(choice);
        if (build.matches()) {
            return new NamedBuild(build.group(1).strip(), build.group(2));
        }
        throw new BadInputException(
                "\"" + choice + "\" is not a valid baseline: leave it empty for the last successful build,"
                        + " or use for example last 10, main#lastSuccessfulBuild or main#45.");
    }
}
