package io.jenkins.plugins.locustswarm.report.trend;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.hm.hafner.echarts.Build;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.kept.NameFigures;
import io.jenkins.plugins.locustswarm.report.kept.TabSeparatedLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The totals of a build in a small file beside its {@code build.xml}. A chart needs those of a thousand builds, and loading
 * a build takes many times longer than reading this file. The file only repeats what {@code build.xml} contains, and is
 * valid until {@code build.xml} changes, so it may be deleted, and code that changes a build need not update it.
 */
final class TotalsFile {

    static final String NAME = "locust-totals.txt";

    /** The columns of the first line: the stamp of build.xml, the number, name and time of the build, and the format. */
    private static final int COLUMNS = 5;

    /** The columns of the other lines: the test, its figures, and whether it may be a baseline. */
    private static final int TEST_COLUMNS = 3;

    /** Files of other formats are replaced; the first format had no number. */
    private static final String FORMAT = "2";

    private static final Logger LOGGER = Logger.getLogger(TotalsFile.class.getName());

    private final Path folder;

    /** @param folder the folder of the build */
    TotalsFile(Path folder) {
        this.folder = folder;
    }

    /** Reads the totals; empty if there is no valid file. */
    Optional<BuildTotals> read() {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(NAME), UTF_8);
            return lines.isEmpty() ? Optional.empty() : parse(lines);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            LOGGER.log(Level.FINE, "The totals of a build cannot be read; the build is loaded instead", e);
            return Optional.empty();
        }
    }

    private Optional<BuildTotals> parse(List<String> lines) throws IOException {
        List<String> head = TabSeparatedLine.values(lines.get(0), COLUMNS);
        if (!head.get(0).equals(stamp()) || !head.get(4).equals(FORMAT)) {
            return Optional.empty();
        }
        Map<String, NameStats> tests = new LinkedHashMap<>();
        Set<String> baselines = new HashSet<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> test = TabSeparatedLine.values(line, TEST_COLUMNS);
            tests.put(test.get(0), NameFigures.parse(test.get(1)).stats());
            if (Boolean.parseBoolean(test.get(2))) {
                baselines.add(test.get(0));
            }
        }
        Build build = new Build(Integer.parseInt(head.get(1)), head.get(2), Integer.parseInt(head.get(3)));
        return Optional.of(new BuildTotals(build, tests, baselines));
    }

    /** Writes the totals of a build that has ended, if it has any. A failure has no effect but slower charts. */
    void write(Run<?, ?> run) {
        if (run.isBuilding() || run.getAction(LocustBuildAction.class) == null) {
            return;
        }
        try {
            String stamp = stamp(); // first, so that a change in the meantime makes the file invalid
            BuildTotals totals = BuildTotals.of(run);
            Build build = totals.build();
            StringBuilder text = new StringBuilder();
            text.append(TabSeparatedLine.line(
                            stamp, build.getNumber(), build.getDisplayName(), build.getBuildTime(), FORMAT))
                    .append('\n');
            totals.tests()
                    .forEach((test, stats) -> text.append(TabSeparatedLine.line(
                                    test,
                                    new NameFigures(stats).line(),
                                    totals.baselines().contains(test)))
                            .append('\n'));
            Path part = Files.createTempFile(folder, NAME, ".part");
            try {
                Files.writeString(part, text, UTF_8);
                Files.move(part, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "The totals of " + run + " cannot be written; the build is loaded again");
        }
    }

    /** Identifies the version of build.xml. */
    private String stamp() throws IOException {
        BasicFileAttributes xml = Files.readAttributes(folder.resolve("build.xml"), BasicFileAttributes.class);
        return xml.lastModifiedTime().toInstant() + " " + xml.size();
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
