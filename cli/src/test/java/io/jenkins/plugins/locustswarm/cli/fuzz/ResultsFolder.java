package io.jenkins.plugins.locustswarm.cli.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.gate.Gates;
import io.jenkins.plugins.locustswarm.engine.gate.MissingBaseline;
import io.jenkins.plugins.locustswarm.engine.gate.junit.JUnitReport;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import io.jenkins.plugins.locustswarm.engine.text.Printable;
import io.jenkins.plugins.locustswarm.engine.text.SummaryText;
import io.jenkins.plugins.locustswarm.engine.text.VerdictText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder with the results of a run. One file is hostile. The others are small, so that many inputs can be tried. */
final class ResultsFolder {

    private static final String STATISTICS = """
            Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,\
            Max Response Time,Average Content Size,Requests/s,Failures/s,50%,95%
            GET,/kandus,7,1,5,6.5,2,17,100,1.5,0.5,5,17
            ,Aggregated,7,1,5,6.5,2,17,100,1.5,0.5,5,17
            """;

    private static final List<Gate> GATES = Stream.of(
                    "p95 < 800", "failures <= 7 failed", "GET /kandus rps > 10", "average < 110% of baseline")
            .map(Gate::parse)
            .toList();

    private final Path folder;

    ResultsFolder() {
        try {
            folder = Files.createTempDirectory("fuzz");
            folder.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the folder with this file as the only hostile one. */
    Path with(String name, byte[] content) {
        try {
            Files.writeString(remembered(RunResults.STATS), STATISTICS, UTF_8);
            Files.write(remembered(name), content);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path remembered(String name) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            file.toFile().deleteOnExit();
        }
        return file;
    }

    /** Does what the command does with a summary: writes, judges and shows it. */
    static void use(RunSummary summary) {
        String text = SummaryJson.write(summary);
        if (!SummaryJson.read(text, "the summary that was just written").equals(summary)) {
            throw new AssertionError("The summary was not read as it was written: " + text);
        }
        RunSummary judged = Gates.judge(GATES, summary, summary, MissingBaseline.MISSES_GATE);
        show(SummaryText.of(judged, 80));
        show(VerdictText.of("test", judged));
        JUnitReport.write("test", judged);
    }

    private static void show(String text) {
        if (!Printable.lines(text).equals(text)) {
            throw new AssertionError("A control character gets through: " + text);
        }
    }
}
