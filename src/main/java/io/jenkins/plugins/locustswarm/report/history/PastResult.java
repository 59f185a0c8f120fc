package io.jenkins.plugins.locustswarm.report.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.trend.PastRun;
import io.jenkins.plugins.locustswarm.report.kept.AcceptedFigures;
import io.jenkins.plugins.locustswarm.report.kept.TabSeparatedLine;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A load test of an earlier build.
 *
 * @param build the number of the build
 * @param test the name of the test
 * @param baseline whether it may be a baseline: the test passed, and the build was successful
 * @param accepted whether a person accepted its figures as the new level
 * @param note the note of the run and the description of the build, shortened; may be empty
 * @param summary what was asked for, the findings, and the figures of the most requested names; without gates
 */
@Restricted(NoExternalUse.class)
public record PastResult(int build, String test, boolean baseline, boolean accepted, String note, RunSummary summary) {

    /** The limit of a description, in bytes. */
    private static final int DESCRIPTION = 200;

    /** Returns the tests of a loaded build that can be read. */
    static List<PastResult> of(Run<?, ?> run) {
        return ReadableTests.of(run, kept -> of(run, kept));
    }

    static PastResult of(Run<?, ?> run, TestSummary kept) {
        return new PastResult(
                run.getNumber(),
                kept.getTest(),
                run.getResult() == Result.SUCCESS && kept.getVerdict() == Verdict.OK,
                AcceptedFigures.of(run, kept.getTest()).isPresent(),
                note(kept.getNote(), run.getDescription()),
                kept.toRunSummary().withGates(List.of()));
    }

    private static String note(@CheckForNull String ofRun, @CheckForNull String description) {
        String line = description == null ? null : description.replaceAll("\\s+", " ");
        return Stream.of(ofRun, TabSeparatedLine.safe(line, DESCRIPTION))
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** Returns what people call the build, for example {@code #12}. */
    public String label() {
        return "#" + build;
    }

    /** Returns the run for the analysis of the history. */
    public PastRun run() {
        return PastRun.of(label(), summary).withAccepted(accepted).withNote(note);
    }
}
