package io.jenkins.plugins.locustswarm.cli.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.text.RunLine;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A swarm as list and status show it.
 *
 * @param now the time for its age and lease
 * @param moment where its run is; null when nobody asked, or it is over
 */
public record SwarmView(SwarmRecord record, Instant now, RunProgress moment) {

    /** These fields as JSON. */
    public static String json(Object fields) {
        try {
            return JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps of text and numbers always have a JSON", e);
        }
    }

    public String age() {
        return RunLine.time(Duration.between(record.createdAt(), now));
    }

    /** How far it got: {@code up}, {@code coming up}... */
    public String phase() {
        return words(record.phase());
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** How many it has of each kind. */
    public String machines() {
        int slaves = record.machines(Role.WORKER).size();
        String master = record.master().isPresent() ? "master" : "";
        String rest = slaves == 0 ? "" : slaves + (slaves == 1 ? " slave" : " slaves");
        if (master.isEmpty() && rest.isEmpty()) {
            return "none";
        }
        return master + (master.isEmpty() || rest.isEmpty() ? "" : ", ") + rest;
    }

    /** Its newest run and how far that got. */
    public String run() {
        RunRecord run = record.run();
        return run == null ? "none" : run.locustfile() + ", " + words(run.phase());
    }

    public String lease() {
        return lease(Duration.between(now, record.leaseEnds()));
    }

    static String lease(Duration left) {
        return left.isNegative() ? "over for " + RunLine.time(left.negated()) : RunLine.time(left) + " left";
    }

    /** All that is known, by the names of {@code --json}. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", record.name());
        fields.put("owner", record.owner());
        fields.put("provider", record.provider());
        fields.put("phase", phase());
        fields.put("createdAt", record.createdAt().toString());
        fields.put("leaseEnds", record.leaseEnds().toString());
        fields.put("leaseOver", now.isAfter(record.leaseEnds()));
        fields.put("machines", record.machines().stream().map(SwarmView::fields).toList());
        fields.put("run", record.run() == null ? null : runFields());
        return fields;
    }

    private static Map<String, Object> fields(MachineRecord machine) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", machine.name());
        fields.put("id", machine.id());
        fields.put("address", machine.address());
        fields.put("bootstrapped", machine.bootstrapped() != null);
        return fields;
    }

    private Map<String, Object> runFields() {
        RunRecord run = record.run();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("locustfile", run.locustfile());
        fields.put("host", run.host());
        fields.put("users", run.users());
        fields.put("spawnRate", run.spawnRate());
        fields.put("runTime", run.runTimeSeconds());
        fields.put("askedAt", run.askedAt().toString());
        fields.put("phase", words(run.phase()));
        fields.put("outputFolder", run.outputFolder());
        fields.put("webPort", run.webPort());
        fields.put("now", moment == null ? null : momentFields());
        return fields;
    }

    private Map<String, Object> momentFields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("elapsed", moment.elapsed().toSeconds());
        fields.put("users", moment.users());
        fields.put("requests", moment.requests());
        fields.put("failures", moment.failures());
        fields.put("requestsPerSecond", moment.requestsPerSecond());
        fields.put("p95", moment.p95());
        fields.put("workersReady", moment.workersReady());
        return fields;
    }
}
