package io.jenkins.plugins.locustswarm.steps.operation;

import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HoldingChange;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The return value of a step that runs a load. It consists of maps, lists, strings and numbers, which a sandboxed script can
 * read, Pipeline can store, and {@code writeJSON} can write. Response times are in ms.
 */
final class LoadResult {

    /** The key of the address of Locust's web page. */
    static final String WEB_PAGE = "webPage";

    /** Pipeline stores the result with its state, which is written often. */
    private static final int MAX_NAMES = 200;

    private LoadResult() {}

    static LinkedHashMap<String, Object> of(String test, RunSummary summary, String reportUrl) {
        LinkedHashMap<String, Object> result = new LinkedHashMap<>();
        result.put("test", test);
        result.put("verdict", summary.verdict().name());
        result.put("swarm", summary.swarm());
        result.put("locustfile", summary.load().locustfile());
        result.put("host", summary.load().host());
        addFigures(result, summary.total());
        result.put("workers", summary.workers().ready());
        result.put("workersLost", summary.workers().lost());
        result.put("exitCode", summary.exitCode());
        List<NameStats> names = mostRequested(summary.names());
        result.put("names", list(names.stream().map(LoadResult::name)));
        result.put("namesLeftOut", summary.names().size() - names.size() + summary.leftOut());
        result.put("gates", list(summary.gates().stream().map(LoadResult::gate)));
        result.put("stoppedBy", summary.stoppedBy());
        result.put("baseline", summary.baseline());
        result.put("changes", list(summary.changes().stream().map(LoadResult::change)));
        result.put("health", list(summary.health().stream().map(HealthFinding::sentence)));
        result.put("reportUrl", reportUrl);
        return result;
    }

    /** Returns the result of a run that is controlled on Locust's web page. */
    static LinkedHashMap<String, Object> webPage(String test, String swarm, String url) {
        LinkedHashMap<String, Object> result = new LinkedHashMap<>();
        result.put("test", test);
        result.put("swarm", swarm);
        result.put(WEB_PAGE, url);
        return result;
    }

    /** Returns the names with the most requests, in Locust's order. */
    private static List<NameStats> mostRequested(List<NameStats> names) {
        Set<NameStats> selected = Collections.newSetFromMap(new IdentityHashMap<>());
        names.stream()
                .sorted(Comparator.comparingLong(NameStats::requests).reversed())
                .limit(MAX_NAMES)
                .forEach(selected::add);
        return names.stream().filter(selected::contains).toList();
    }

    private static <T> List<T> list(Stream<T> elements) {
        return elements.collect(Collectors.toCollection(ArrayList::new));
    }

    private static Map<String, Object> name(NameStats stats) {
        Map<String, Object> name = new LinkedHashMap<>();
        name.put("type", stats.type());
        name.put("name", stats.name());
        addFigures(name, stats);
        return name;
    }

    private static void addFigures(Map<String, Object> to, NameStats stats) {
        ResponseTimes times = stats.responseTimes();
        to.put("requests", stats.requests());
        to.put("failures", stats.failures());
        to.put("failureRatio", stats.failureRatio());
        to.put("requestsPerSecond", stats.requestsPerSecond());
        to.put("average", times.average());
        to.put("median", times.median());
        to.put("p90", times.p90());
        to.put("p95", times.p95());
        to.put("p99", times.p99());
        to.put("min", times.min());
        to.put("max", times.max());
    }

    private static Map<String, Object> change(HoldingChange found) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("metric", found.metric());
        change.put("type", found.type());
        change.put("name", found.name());
        change.put("since", found.since());
        change.put("before", found.before());
        change.put("after", found.after());
        change.put("change", found.change());
        change.put("worse", found.worse());
        change.put("pValue", found.pValue());
        return change;
    }

    private static Map<String, Object> gate(GateResult judged) {
        Map<String, Object> gate = new LinkedHashMap<>();
        gate.put("gate", judged.gate());
        gate.put("passed", judged.passed());
        gate.put("criticality", judged.criticality().name().toLowerCase(Locale.ROOT));
        gate.put("actual", judged.actual());
        gate.put("threshold", judged.threshold());
        gate.put("baseline", judged.baseline());
        gate.put("why", judged.why());
        return gate;
    }
}
