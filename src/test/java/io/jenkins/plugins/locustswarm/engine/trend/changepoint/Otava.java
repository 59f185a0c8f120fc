package io.jenkins.plugins.locustswarm.engine.trend.changepoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.locustswarm.engine.fixture.TestVenv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks Apache Otava itself, in one process for all series. */
final class Otava {

    private static final String ASK = """
            import json, sys
            from otava.analysis import compute_change_points
            with open(sys.argv[1]) as file:
                asked = json.load(file)
            answer = []
            for series in asked["series"]:
                points, _ = compute_change_points(
                    series, window_len=asked["window"], max_pvalue=asked["pvalue"], min_magnitude=asked["magnitude"])
                answer.append([[int(point.index), float(point.stats.mean_1), float(point.stats.mean_2),
                                float(point.stats.pvalue)] for point in points])
            print(json.dumps(answer))
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Question(int window, double pvalue, double magnitude, List<double[]> series) {}

    private Otava() {}

    /** Returns the change points of each series. */
    static List<List<ChangePoint>> find(ChangePointSearch search, List<double[]> series, Path folder)
            throws IOException, InterruptedException {
        Path question = folder.resolve("series.json");
        JSON.writeValue(
                question.toFile(),
                new Question(search.windowLength(), search.maxPValue(), search.minMagnitude(), series));
        Path answer = folder.resolve("answer.json");
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        TestVenv.named("otava").resolve("bin/python").toString(), "-c", ASK, question.toString())
                .redirectOutput(answer.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("Otava has no answer: " + Files.readString(errors, UTF_8));
            }
        } finally {
            process.destroyForcibly();
        }
        List<List<ChangePoint>> found = new ArrayList<>();
        for (JsonNode points : JSON.readTree(answer.toFile())) {
            List<ChangePoint> ofSeries = new ArrayList<>();
            points.forEach(point -> ofSeries.add(new ChangePoint(
                    point.get(0).asInt(),
                    point.get(1).asDouble(),
                    point.get(2).asDouble(),
                    point.get(3).asDouble())));
            found.add(ofSeries);
        }
        return found;
    }
}
