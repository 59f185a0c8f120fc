package io.jenkins.plugins.locustswarm.report.kept;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The load tests of a build whose figures a person accepted as the new level: gates on changes in later builds compare with
 * no level before it.
 */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class AcceptedFigures extends InvisibleAction {

    private static final int COLUMNS = 3;

    /** Never changed, since the build may be saved meanwhile. */
    private final ArrayList<String> tests;

    private AcceptedFigures(List<String> lines) {
        tests = new ArrayList<>(lines);
    }

    /** Who accepted the figures of a test, and when. */
    @ExportedBean(defaultVisibility = 2)
    public static final class Acceptance {

        private final String test;
        private final String user;
        private final long time;

        private Acceptance(String line) {
            List<String> values = TabSeparatedLine.values(line, COLUMNS);
            test = values.get(0);
            user = values.get(1);
            time = Long.parseLong(values.get(2));
        }

        @Exported
        public String getTest() {
            return test;
        }

        /** The id of the user. */
        @Exported
        public String getUser() {
            return user;
        }

        public Instant getTime() {
            return Instant.ofEpochMilli(time);
        }
    }

    @Exported
    public List<Acceptance> getTests() {
        return tests.stream().map(Acceptance::new).toList();
    }

    /** Returns who accepted the figures of a test; empty if nobody did. */
    public static Optional<Acceptance> of(Run<?, ?> run, String test) {
        AcceptedFigures accepted = run.getAction(AcceptedFigures.class);
        return accepted == null
                ? Optional.empty()
                : accepted.getTests().stream()
                        .filter(one -> one.getTest().equals(test))
                        .findFirst();
    }

    /** Records in the build that a user accepts the figures of a test, and saves it. */
    public static void accept(Run<?, ?> run, String test, String user, Instant time) throws IOException {
        replace(run, test, TabSeparatedLine.line(test, user, time.toEpochMilli()));
    }

    /** Removes the record that the figures of a test are accepted, and saves the build. */
    public static void withdraw(Run<?, ?> run, String test) throws IOException {
        replace(run, test, null);
    }

    private static void replace(Run<?, ?> run, String test, @CheckForNull String line) throws IOException {
        synchronized (run) {
            AcceptedFigures known = run.getAction(AcceptedFigures.class);
            List<String> lines = new ArrayList<>(known == null ? List.of() : known.tests);
            lines.removeIf(other -> new Acceptance(other).getTest().equals(test));
            if (line != null) {
                lines.add(line);
            }
            run.replaceAction(new AcceptedFigures(lines));
        }
        run.save();
    }
}
