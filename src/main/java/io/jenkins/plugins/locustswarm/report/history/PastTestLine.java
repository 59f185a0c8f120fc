package io.jenkins.plugins.locustswarm.report.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary.Workers;
import io.jenkins.plugins.locustswarm.report.kept.HealthNote;
import io.jenkins.plugins.locustswarm.report.kept.NameFigures;
import io.jenkins.plugins.locustswarm.report.kept.TabSeparatedLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The lines of a test in the file of its build: one about the run, one with its total, and one for each request name. */
final class PastTestLine {

    /** The columns before the findings; each finding is a further column. */
    private static final int COLUMNS = 17;

    private final List<String> values;

    /** @throws IndexOutOfBoundsException if the line lacks values */
    PastTestLine(String line) {
        values = TabSeparatedLine.values(line, COLUMNS);
    }

    /** Returns the lines of a test. */
    static List<String> of(PastResult test) {
        RunSummary run = test.summary();
        Load load = run.load();
        List<Object> first = new ArrayList<>();
        first.add(run.names().size());
        first.add(test.test());
        first.add(test.baseline());
        first.add(test.accepted());
        first.add(test.note());
        first.add(Util.fixNull(run.swarm()));
        first.add(Util.fixNull(run.locustVersion()));
        first.add(load.locustfile());
        first.add(Util.fixNull(load.host()));
        first.add(text(load.users()));
        first.add(text(load.spawnRate()));
        first.add(text(load.runTimeSeconds()));
        first.add(run.leavesOutRamp());
        first.add(run.workers().asked());
        first.add(run.workers().ready());
        first.add(run.workers().lost());
        first.add(run.leftOut());
        run.health().forEach(finding -> first.add(new HealthNote(finding).line(Integer.MAX_VALUE)));
        List<String> lines = new ArrayList<>();
        lines.add(TabSeparatedLine.line(first.toArray()));
        lines.add(new NameFigures(run.total()).line());
        run.names().forEach(name -> lines.add(new NameFigures(name).line()));
        return lines;
    }

    private static String text(@CheckForNull Object value) {
        return value == null ? "" : value.toString();
    }

    /** Returns the number of lines of the test after this one. */
    int following() {
        return Integer.parseInt(values.get(0)) + 1;
    }

    /** @param rows the lines after this one */
    PastResult with(int build, List<String> rows) {
        List<NameStats> figures =
                rows.stream().map(row -> NameFigures.parse(row).stats()).toList();
        return new PastResult(
                build,
                values.get(1),
                Boolean.parseBoolean(values.get(2)),
                Boolean.parseBoolean(values.get(3)),
                values.get(4),
                summary(figures.get(0), figures.subList(1, figures.size())));
    }

    private RunSummary summary(NameStats total, List<NameStats> names) {
        List<HealthFinding> health = values.subList(COLUMNS, values.size()).stream()
                .map(finding -> HealthNote.parse(finding).finding())
                .toList();
        return RunSummary.builder(load(), total)
                .swarm(Util.fixEmpty(values.get(5)), null)
                .locustVersion(Util.fixEmpty(values.get(6)))
                .workers(new Workers(
                        Integer.parseInt(values.get(13)),
                        Integer.parseInt(values.get(14)),
                        Integer.parseInt(values.get(15))))
                .names(names)
                .namesLeftOut(Integer.parseInt(values.get(16)))
                .health(health)
                .build();
    }

    private Load load() {
        Long runTime = number(11, Long::valueOf);
        return Load.of(values.get(7))
                .host(Util.fixEmpty(values.get(8)))
                .users(number(9, Integer::valueOf))
                .spawnRate(number(10, Double::valueOf))
                .runTime(runTime == null ? null : Duration.ofSeconds(runTime))
                .resetStats(Boolean.parseBoolean(values.get(12)))
                .build();
    }

    @CheckForNull
    private <N extends Number> N number(int column, Function<String, N> parse) {
        String value = values.get(column);
        return value.isEmpty() ? null : parse.apply(value);
    }
}
