package io.jenkins.plugins.locustswarm.report.history;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.RunMap;
import hudson.model.listeners.RunListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The conditions of the load tests of a build and what they measured, for each request name, in a small file. It is separate from
 * the totals, because a chart reads the totals of many more builds.
 */
final class HistoryFile implements BuildPart<List<PastResult>> {

    static final String NAME = "locust-history.txt";

    private static final String FORMAT = "1";

    /** The columns of the first line: the number of the build. */
    private static final int COLUMNS = 1;

    /** The figures that are read. */
    enum Rows {
        /** Those of all requests together, and of each request name. */
        ALL,
        /** Those of all requests together; of a loaded build, those of the names as well. */
        TOTAL
    }

    private final Rows rows;

    HistoryFile(Rows rows) {
        this.rows = rows;
    }

    @Override
    public List<PastResult> of(Run<?, ?> run) {
        return PastResult.of(run);
    }

    @Override
    public Optional<List<PastResult>> read(RunMap<?> builds, int number, Path folder) {
        return TotalsInMemory.get().ranNoTest(builds, number)
                ? Optional.of(List.of())
                : file(folder).read(this::parse);
    }

    @Override
    public void write(Run<?, ?> run, Path folder) {
        file(folder)
                .write(
                        run,
                        ended -> new StampedFile.Content(
                                List.of(String.valueOf(ended.getNumber())),
                                ReadableTests.all(ended, kept -> PastResult.of(ended, kept)).stream()
                                        .flatMap(test -> PastTestLine.of(test).stream())
                                        .toList()));
    }

    private static StampedFile file(Path folder) {
        return new StampedFile(folder, NAME, COLUMNS, FORMAT);
    }

    private List<PastResult> parse(StampedFile.Content content) {
        int build = Integer.parseInt(content.head().get(0));
        List<String> lines = content.lines();
        List<PastResult> tests = new ArrayList<>();
        int next = 0;
        while (next < lines.size()) {
            PastTestLine line = new PastTestLine(lines.get(next));
            int end = next + 1 + line.following();
            tests.add(line.with(build, lines.subList(next + 1, rows == Rows.ALL ? end : next + 2)));
            next = end;
        }
        return tests;
    }

    /** Writes the file of each build at its end. */
    @Extension
    public static final class EndOfBuild extends RunListener<Run<?, ?>> {

        @Override
        public void onFinalized(Run<?, ?> run) {
            new HistoryFile(Rows.ALL).write(run, run.getRootDir().toPath());
        }
    }
}
