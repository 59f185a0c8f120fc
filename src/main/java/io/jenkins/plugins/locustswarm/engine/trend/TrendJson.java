package io.jenkins.plugins.locustswarm.engine.trend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a trend or a comparison as JSON. Unknown values are null. */
public final class TrendJson {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private TrendJson() {}

    /** Returns an object with {@code runs}, {@code changes}, {@code segments}, {@code leftOut} and {@code notes}. */
    public static String write(Trend trend) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("runs", trend.runs());
        fields.put(
                "changes",
                trend.changes().stream()
                        .map(change -> fields(change, trend.note(change.index())))
                        .toList());
        fields.put("segments", trend.segments().stream().map(TrendJson::fields).toList());
        fields.put("leftOut", trend.leftOut().stream().map(TrendJson::fields).toList());
        fields.put("notes", trend.notes().stream().map(TrendJson::fields).toList());
        return json(fields);
    }

    /** Returns an object with {@code a}, {@code b}, {@code conditions}, {@code names} and {@code differences}. */
    public static String write(RunComparison comparison) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("a", fields(comparison.before()));
        fields.put("b", fields(comparison.after()));
        fields.put("conditions", conditions(comparison.conditions(), "a", "b"));
        fields.put("names", comparison.rows().stream().map(TrendJson::fields).toList());
        fields.put(
                "differences",
                comparison.differences().stream().map(TrendJson::fields).toList());
        return json(fields);
    }

    private static String json(Map<String, Object> fields) {
        try {
            return MAPPER.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Text and numbers can always be written", e);
        }
    }

    private static Map<String, Object> fields(Difference difference) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("metric", difference.figure().toString());
        fields.put("type", difference.request().type());
        fields.put("name", difference.request().name());
        fields.put("before", difference.before());
        fields.put("after", difference.after());
        fields.put("change", difference.ratio());
        fields.put("worse", difference.isWorse());
        return fields;
    }

    private static Map<String, Object> fields(RunNote note) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("index", note.index());
        fields.put("folder", note.label());
        fields.put("note", note.text());
        return fields;
    }

    private static Map<String, Object> fields(Change change, @CheckForNull String note) {
        Map<String, Object> fields = fields(change.difference());
        fields.put("index", change.index());
        fields.put("folder", change.since());
        fields.put("pValue", change.pValue());
        fields.put("note", note);
        return fields;
    }

    private static Map<String, Object> fields(Segment segment) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("index", segment.indices().get(0));
        fields.put("folder", segment.since());
        fields.put("runs", segment.indices().size());
        fields.put("conditions", conditions(segment.differences(), "value", "before"));
        return fields;
    }

    private static Map<String, Object> fields(ExcludedRun run) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("index", run.index());
        fields.put("folder", run.label());
        fields.put("faults", run.faults());
        fields.put("conditions", conditions(run.differences(), "value", "others"));
        return fields;
    }

    private static Map<String, Object> fields(PastRun run) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("folder", run.label());
        fields.put("faults", run.faults());
        fields.put("note", run.note().isEmpty() ? null : run.note());
        return fields;
    }

    private static Map<String, Object> fields(RunComparison.Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", row.request().type());
        fields.put("name", row.request().name());
        fields.put("a", figures(row.before()));
        fields.put("b", figures(row.after()));
        return fields;
    }

    @CheckForNull
    private static Map<String, Object> figures(@CheckForNull NameStats row) {
        if (row == null) {
            return null;
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("requests", row.requests());
        for (Figure figure : Figure.values()) {
            figures.put(figure.toString(), figure.of(row));
        }
        return figures;
    }

    private static List<Map<String, String>> conditions(
            Map<Condition, ConditionDifference> differences, String valueName, String otherName) {
        return differences.entrySet().stream()
                .map(difference -> {
                    Map<String, String> fields = new LinkedHashMap<>();
                    fields.put("condition", difference.getKey().toString());
                    fields.put(valueName, difference.getValue().value());
                    fields.put(otherName, difference.getValue().other());
                    return fields;
                })
                .toList();
    }
}
