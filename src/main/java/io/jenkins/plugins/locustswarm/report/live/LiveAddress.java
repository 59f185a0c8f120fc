package io.jenkins.plugins.locustswarm.report.live;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The part of a URL that names a test of a build: the name of the test, or {@code NAME~SWARM} where a build runs tests of one
 * name on several swarms at once. Names of tests and of swarms contain no tilde.
 *
 * @param test the name of the test
 * @param swarm the name of the swarm; absent for any
 */
@Restricted(NoExternalUse.class)
public record LiveAddress(String test, @CheckForNull String swarm) {

    private static final char ON = '~';

    public static LiveAddress parse(String text) {
        int end = text.lastIndexOf(ON);
        return end < 0 ? new LiveAddress(text, null) : new LiveAddress(text.substring(0, end), text.substring(end + 1));
    }

    @Override
    public String toString() {
        return swarm == null ? test : test + ON + swarm;
    }
}
