package io.jenkins.plugins.locustswarm.cli.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.engine.record.LocustfileName;
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
 * A swarm as {@code list} and {@code status} show it.
 *
 * @param now time that its age and the rest of its lease are calculated for
 * @param progress progress of its run, if there is one under way and it was polled
 */
public record SwarmView(
        SwarmRecord record, Instant now, @CheckForNull RunProgress progress) {

    /** Returns fields as JSON. */
    public static String json(Object fields) {
        try {
            return JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps of text and numbers can always be written as JSON", e);
        }
    }

    public String age() {
        return RunLine.time(Duration.between(record.createdAt(), now));
    }

    /** Returns the phase of the swarm, such as {@code up} or {@code coming up}. */
    public String phase() {
        return text(record.phase());
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Returns the number of machines by role, such as {@code master, 2 slaves}. */
    public String machines() {
        int slaves = record.machines(Role.WORKER).size();
        String master = record.master().isPresent() ? "master" : "";
        String rest = slaves == 0 ? "" : slaves + (slaves == 1 ? " slave" : " slaves");
        if (master.isEmpty() && rest.isEmpty()) {
            return "none";
        }
        return master + (master.isEmpty() || rest.isEmpty() ? "" : ", ") + rest;
    }

    /** Returns the locustfile and the phase of the newest run. */
    public String run() {
        RunRecord run = record.run();
        return run == null ? "none" : LocustfileName.ofRun(record) + ", " + text(run.phase());
    }

    /** Returns the rest of the lease, such as {@code 1 h left}. */
    public String lease() {
        return lease(Duration.between(now, record.leaseEnds()));
    }

    static String lease(Duration left) {
        return left.isNegative() ? "expired " + RunLine.time(left.negated()) + " ago" : RunLine.time(left) + " left";
    }

    /** Returns the fields that {@code --json} prints. */
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
        fields.put("locustfile", LocustfileName.ofRun(record));
        fields.put("host", run.load().host());
        fields.put("users", run.load().users());
        fields.put("spawnRate", run.load().spawnRate());
        fields.put("runTime", run.load().runTimeSeconds());
        fields.put("askedAt", run.askedAt().toString());
        fields.put("phase", text(run.phase()));
        fields.put("outputFolder", run.outputFolder());
        fields.put("webPort", run.webPort());
        fields.put("now", progress == null ? null : fields(progress));
        return fields;
    }

    private static Map<String, Object> fields(RunProgress progress) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("elapsed", progress.elapsed().toSeconds());
        fields.put("users", progress.users());
        fields.put("requests", progress.requests());
        fields.put("failures", progress.failures());
        fields.put("requestsPerSecond", progress.requestsPerSecond());
        fields.put("p95", progress.p95());
        fields.put("workersReady", progress.workersReady());
        return fields;
    }
}
