package io.jenkins.plugins.locustswarm.report.history;

import edu.hm.hafner.echarts.Build;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.report.kept.NameFigures;
import io.jenkins.plugins.locustswarm.report.kept.TabSeparatedLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The totals of a build in a small file. A chart needs those of a thousand builds, and loading a build takes many times
 * longer than reading this file.
 */
final class TotalsFile {

    static final String NAME = "locust-totals.txt";

    /** The columns of the first line: the number, name and time of the build. */
    private static final int COLUMNS = 3;

    /** The columns of the other lines: the test, its figures, and whether it may be a baseline. */
    private static final int TEST_COLUMNS = 3;

    /** The first format had no number. */
    private static final String FORMAT = "2";

    private final StampedFile file;

    /** @param folder the folder of the build */
    TotalsFile(Path folder) {
        this.file = new StampedFile(folder, NAME, COLUMNS, FORMAT);
    }

    boolean exists() {
        return Files.exists(file.folder().resolve(NAME));
    }

    /** Reads the totals; empty if there is no valid file. */
    Optional<BuildTotals> read() {
        return file.read(TotalsFile::parse);
    }

    private static BuildTotals parse(StampedFile.Content content) {
        Map<String, NameStats> tests = new LinkedHashMap<>();
        Set<String> baselines = new HashSet<>();
        for (String line : content.lines()) {
            List<String> test = TabSeparatedLine.values(line, TEST_COLUMNS);
            tests.put(test.get(0), NameFigures.parse(test.get(1)).stats());
            if (Boolean.parseBoolean(test.get(2))) {
                baselines.add(test.get(0));
            }
        }
        List<String> head = content.head();
        Build build = new Build(Integer.parseInt(head.get(0)), head.get(1), Integer.parseInt(head.get(2)));
        return new BuildTotals(build, tests, baselines);
    }

    /** Writes the totals of a build that has ended, if it has any. */
    void write(Run<?, ?> run) {
        file.write(run, ended -> content(BuildTotals.ofAll(ended)));
    }

    private static StampedFile.Content content(BuildTotals totals) {
        Build build = totals.build();
        List<String> lines = totals.tests().entrySet().stream()
                .map(test -> TabSeparatedLine.line(
                        test.getKey(),
                        new NameFigures(test.getValue()).line(),
                        totals.baselines().contains(test.getKey())))
                .toList();
        return new StampedFile.Content(
                List.of(
                        String.valueOf(build.getNumber()),
                        build.getDisplayName(),
                        String.valueOf(build.getBuildTime())),
                lines);
    }

    /** Writes the totals of each build at its end. */
    @Extension
    public static final class EndOfBuild extends RunListener<Run<?, ?>> {

        @Override
        public void onFinalized(Run<?, ?> run) {
            new TotalsFile(run.getRootDir().toPath()).write(run);
        }
    }
}
