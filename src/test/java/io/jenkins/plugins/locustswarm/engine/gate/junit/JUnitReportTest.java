package io.jenkins.plugins.locustswarm.engine.gate.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.gate.Gates;
import io.jenkins.plugins.locustswarm.engine.gate.MissingBaseline;
import io.jenkins.plugins.locustswarm.engine.stats.FailureCount;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.MostFrequent;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Runs;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JUnitReportTest {

    private static final ResponseTimes TIMES = ResponseTimes.of(1234.5, 5.0, 1.0, 2000.0, Map.of("95%", 1500.0));

    private static NameStats requests(String type, String name, long requests, long failures) {
        return NameStats.of(type, name, requests, failures, 1, TIMES);
    }

    private static RunSummary run(List<HealthFinding> health, NameStats... names) {
        long requests = Arrays.stream(names).mapToLong(NameStats::requests).sum();
        long failures = Arrays.stream(names).mapToLong(NameStats::failures).sum();
        return RunSummary.builder(Runs.facts(1, 90, 1).build().load(), requests("", "Aggregated", requests, failures))
                .swarm("kandu", "local")
                .locustVersion("2.47.0")
                .lasted(Runs.BEGAN, Runs.BEGAN.plusMillis(90_250))
                .workers(new RunSummary.Workers(1, 1, 0))
                .exitCode(0)
                .names(List.of(names))
                .topFailures(
                        new MostFrequent<>(List.of(FailureCount.of(4, "GET", "/some", "503\nbusy ]]> <now>")), 0, 4))
                .health(health)
                .build();
    }

    private static RunSummary judged(RunSummary run, String... gates) {
        return Gates.judge(Arrays.stream(gates).map(Gate::parse).toList(), run, null, MissingBaseline.MISSES_GATE);
    }

    private static Element suite(RunSummary summary) {
        try {
            String xml = JUnitReport.write("checkout 1.0", summary);
            Element root = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
            return (Element) root.getElementsByTagName("testsuite").item(0);
        } catch (Exception e) {
            throw new AssertionError("not valid XML", e);
        }
    }

    private static List<Element> elements(Element parent, String tag) {
        NodeList found = parent.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static List<String> failed(RunSummary summary) {
        return elements(suite(summary), "failure").stream()
                .map(failure -> ((Element) failure.getParentNode()).getAttribute("name"))
                .toList();
    }

    private static Element test(RunSummary summary, String name) {
        return elements(suite(summary), "testcase").stream()
                .filter(test -> test.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyGateRequestNameAndKindOfFindingIsATest() {
        RunSummary summary = judged(run(List.of(), requests("GET", "/a", 10, 0)), "p95 < 800", "rps > 0.5");
        Element suite = suite(summary);
        int kinds = HealthFinding.Kind.values().length - 2; // the absence of two is not known
        assertThat(elements(suite, "testcase"))
                .hasSize(2 + 1 + kinds)
                .extracting(test -> test.getAttribute("classname"))
                .containsOnly("checkout 1.0.gates", "checkout 1.0.requests", "checkout 1.0.health");
        assertThat(suite.getAttribute("tests")).isEqualTo(String.valueOf(3 + kinds));
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("name")).isEqualTo("checkout 1.0");
        assertThat(suite.getAttribute("time")).isEqualTo("90.250");
        assertThat(suite.getAttribute("timestamp")).isEqualTo("2026-11-24T06:50:00");
        assertThat(test(summary, "GET /a").getAttribute("time")).isEqualTo("1.235");
        assertThat(test(summary, "p95 < 800").getAttribute("time")).isEqualTo("1.500");
        assertThat(test(summary, "rps > 0.5").getAttribute("time")).isEqualTo("0.000");
        Element failure = elements(suite, "failure").get(0);
        assertThat(failure.getAttribute("type")).isEqualTo("unstable");
        assertThat(failure.getAttribute("message")).isEqualTo("p95 1,500 ms is above the threshold of 800 ms");
    }

    @Test
    void aReportHasATestInEachLine() {
        String report = JUnitReport.write("shop", judged(run(List.of(), requests("GET", "/a", 10, 0)), "p95 < 800"));
        List<String> lines = report.lines().toList();
        assertThat(lines)
                .startsWith(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
                        "<testsuites>",
                        "<testsuite name=\"shop\" tests=\"" + (lines.size() - 4) + "\" failures=\"1\" errors=\"0\""
                                + " skipped=\"0\" timestamp=\"2026-11-24T06:50:00\" time=\"90.250\">",
                        "<testcase classname=\"shop.gates\" name=\"p95 &lt; 800\" time=\"1.500\"><failure"
                                + " type=\"unstable\" message=\"p95 1,500 ms is above the threshold of 800 ms\">1,500 ms is"
                                + " not &lt; 800 ms</failure></testcase>",
                        "<testcase classname=\"shop.requests\" name=\"GET /a\" time=\"1.235\"><system-out>0 of 10"
                                + " requests failed.</system-out></testcase>")
                .endsWith("</testsuite></testsuites>");
        assertThat(lines.subList(3, lines.size() - 1))
                .allMatch(line -> line.startsWith("<testcase ") && line.endsWith("</testcase>"));
    }

    @Test
    void failedRequestsAreNoFailureWithoutAGateOnThem() {
        RunSummary summary = judged(run(List.of(), requests("GET", "/some", 10, 4)), "p95 < 8000");
        assertThat(summary.verdict()).isEqualTo(Verdict.OK);
        assertThat(failed(summary)).isEmpty();
        assertThat(test(summary, "GET /some").getTextContent())
                .isEqualTo("4 of 10 requests failed.\n4 x 503\nbusy ]]> <now>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failures < 50%          | ''",
                "failures < 10%          | failures < 10%, GET /many",
                "failures < 1% failed    | failures < 1%, GET /some, GET /many",
                "failures < 200          | failures < 200, GET /many",
                "failures < 204          | failures < 204", // 4 and 200: no name alone
                "failures > 900          | failures > 900",
                "GET /some failures < 1% | GET /some failures < 1%, GET /some",
                "/nowhere failures < 1%  | /nowhere failures < 1%",
                "failures < 9% of baseline | failures < 9% of baseline",
            })
    void aNameFailsThatExceedsAMissedGateOnFailures(String gate, String failed) {
        RunSummary summary = judged(
                run(
                        List.of(),
                        requests("GET", "/none", 500, 0),
                        requests("GET", "/some", 100, 4),
                        requests("GET", "/many", 400, 200)),
                gate);
        assertThat(String.join(", ", failed(summary))).isEqualTo(failed);
        assertThat(failed.isEmpty()).isEqualTo(summary.verdict() == Verdict.OK);
    }

    @Test
    void aNameIsComparedWithTheThresholdThatTheBaselineGives() {
        RunSummary baseline = run(List.of(), requests("GET", "/a", 100, 10));
        RunSummary run = run(List.of(), requests("GET", "/a", 100, 11), requests("GET", "/b", 100, 99));
        RunSummary summary = Gates.judge(
                List.of(Gate.parse("failures < 120% of baseline")), run, baseline, MissingBaseline.MISSES_GATE);
        assertThat(failed(summary)).containsExactly("failures < 120% of baseline", "GET /b");
    }

    @Test
    void theGateOfANameGoesBeforeTheGateOfTheRun() {
        RunSummary summary = judged(
                run(List.of(), requests("GET", "/flaky", 100, 40), requests("GET", "/some", 100, 4)),
                "failures < 1%",
                "/flaky failures < 50%",
                "/some failures < 4%",
                "/some failures < 2% failed");
        assertThat(failed(summary))
                .containsExactly("failures < 1%", "/some failures < 4%", "/some failures < 2%", "GET /some");
        Element failure = elements(test(summary, "GET /some"), "failure").get(0);
        assertThat(failure.getAttribute("type")).isEqualTo("failed");
        assertThat(failure.getAttribute("message"))
                .isEqualTo("4 of 100 requests failed: 4 % of /some failed, above the threshold of 2 %");
        assertThat(failure.getTextContent()).isEqualTo("4 of 100 requests failed.\n4 x 503\nbusy ]]> <now>");
    }

    @Test
    void aNameWhoseRequestsAllFailedFailsWithTheFindingAboutIt() {
        HealthFinding finding = HealthFinding.unstable(HealthFinding.Kind.ALL_FAILED, "All 20 requests failed.");
        RunSummary summary = run(
                List.of(finding),
                requests("GET", "/down", 20, 20),
                requests("GET", "/unlucky", 1, 1),
                requests("GET", "/up", 20, 19));
        assertThat(failed(summary)).containsExactly("GET /down", "some requests succeeded");
        RunSummary nothing = run(List.of(finding), requests("", "/a", 1, 1), requests("", "/not requested", 0, 0));
        assertThat(failed(nothing)).containsExactly("/a", "some requests succeeded");
        HealthFinding note = HealthFinding.note(HealthFinding.Kind.ALL_FAILED, "All 20 requests failed.");
        assertThat(failed(run(List.of(note), requests("GET", "/down", 20, 20)))).isEmpty();
    }

    @Test
    void anotherFindingMakesNoNameFailedWhoseRequestsAllFailed() {
        RunSummary summary = run(
                List.of(
                        HealthFinding.failed(HealthFinding.Kind.WORKER_LOST, "Both workers were lost."),
                        HealthFinding.unstable(HealthFinding.Kind.ALL_FAILED, "All 20 requests failed.")),
                requests("GET", "/down", 20, 20));
        Element failure = elements(test(summary, "GET /down"), "failure").get(0);
        assertThat(failure.getAttribute("type")).isEqualTo("unstable");
    }

    @Test
    void aNoteIsNoFailureAndAFindingIs() {
        RunSummary summary = run(List.of(
                HealthFinding.note(HealthFinding.Kind.CPU, "A worker is busy."),
                HealthFinding.note(HealthFinding.Kind.WORKER_LOST, "A worker was replaced."),
                HealthFinding.failed(HealthFinding.Kind.WORKER_LOST, "Both workers\nwere lost.")));
        assertThat(failed(summary)).containsExactly("no worker was lost");
        assertThat(test(summary, "the machines had enough CPU").getTextContent())
                .isEqualTo("A worker is busy.");
        Element failure = elements(suite(summary), "failure").get(0);
        assertThat(failure.getAttribute("type")).isEqualTo("failed");
        assertThat(failure.getAttribute("message")).isEqualTo("Both workers were lost.");
        assertThat(failure.getTextContent()).isEqualTo("A worker was replaced.\nBoth workers\nwere lost.");
    }

    @Test
    void whatIsUnknownWithoutASwarmIsSkipped() {
        RunSummary plain = RunResults.readAny(RecordedRun.folder("2.46.3-ok").resolve(RunResults.STATS));
        Element suite = suite(plain);
        assertThat(elements(suite, "skipped"))
                .hasSize(Integer.parseInt(suite.getAttribute("skipped")))
                .extracting(skipped -> ((Element) skipped.getParentNode()).getAttribute("name"))
                .contains("no worker was lost", "the results were archived")
                .doesNotContain("requests were made", "no task raised an exception", "no result is missing");
        assertThat(JUnitReport.write("shop", plain))
                .contains("<testcase classname=\"shop.health\" name=\"no worker was lost\" time=\"0.000\"><skipped"
                        + " message=\"It is unknown without the logs of a swarm.\"></skipped></testcase>\n");
    }

    @Test
    void anyTextOfATargetGivesValidXml() {
        String strange = "/a\u0000\u001b[2J\uFFFE\uD800 ]]> &<\"'\r\n\t\uD83D\uDE00 \u00e9 \uDBFF\uDFFF";
        String valid = "/a\\u0000\\u001b[2J\\ufffe\\ud800 ]]> &<\"' \uD83D\uDE00 \u00e9 \\U0010ffff";
        RunSummary summary = judged(
                run(
                        List.of(HealthFinding.unstable(HealthFinding.Kind.CPU, strange)),
                        requests("", strange, 1, 1),
                        requests("", "", 1, 1),
                        requests("", "\uD83D\uDE00".repeat(5000), 1, 1),
                        requests("", "\uD83D\uDE00".repeat(5001), 1, 1)),
                "failures < 1%");
        assertThat(failed(summary))
                .contains(valid, "(no name)")
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name.length()).isLessThan(260));
        assertThat(elements(test(summary, "the machines had enough CPU"), "failure")
                        .get(0)
                        .getAttribute("message"))
                .isEqualTo(valid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2.12.0-ok",
                "2.46.3-ok",
                "2.12.0-bad",
                "2.46.3-bad",
                "2.47.0-hostile",
                "2.12.0-hostile",
                "2.47.0-zero",
                "2.47.0-no-worker"
            })
    void aTestFailsExactlyIfTheVerdictIsNotOk(String recorded) {
        RunSummary summary = RunResults.read(
                RecordedRun.folder(recorded), Runs.facts(4, 8, 2).build());
        assertThat(failed(summary).isEmpty()).isEqualTo(summary.verdict() == Verdict.OK);
        RunSummary judged = judged(summary, "failures < 1%", "p95 < 1000000");
        assertThat(failed(judged).isEmpty()).isEqualTo(judged.verdict() == Verdict.OK);
    }

    @Test
    void filesThatCannotBeWrittenLeaveTheEarlierSummaryAsItWas(@TempDir Path folder) throws IOException {
        Path summary = Files.writeString(folder.resolve("summary.json"), "earlier");
        Files.createDirectories(folder.resolve("junit.xml/occupied"));

        RunSummary run = run(List.of());
        assertThatThrownBy(() -> SummaryFiles.write(folder, "load", run)).isInstanceOf(IOException.class);

        assertThat(summary).hasContent("earlier");
    }
}
