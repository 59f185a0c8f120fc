package io.jenkins.plugins.locustswarm.steps.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** A step's arguments as people write them in a Pipeline, and as the step's fields have them. */
public final class PipelineArguments {

    private final Map<String, Object> arguments;

    private PipelineArguments(Map<String, ?> arguments) {
        this.arguments = new LinkedHashMap<>(arguments);
    }

    public static PipelineArguments of(Map<String, ?> arguments) {
        return new PipelineArguments(arguments);
    }

    /** A number becomes the field's text. */
    public PipelineArguments asText(String... fields) {
        for (String field : fields) {
            arguments.computeIfPresent(field, (key, value) -> value instanceof Number ? value.toString() : value);
        }
        return this;
    }

    /** {@code [NAME: 'value']} becomes the field's list of named values. */
    public PipelineArguments asNamedValues(String... fields) {
        for (String field : fields) {
            if (arguments.get(field) instanceof Map<?, ?> map) {
                List<Map<String, Object>> list = new ArrayList<>();
                map.forEach((name, value) -> list.add(
                        Map.of("name", String.valueOf(name), "value", value == null ? "" : String.valueOf(value))));
                arguments.put(field, list);
            }
        }
        return this;
    }

    /** The field's list of named values becomes {@code [NAME: 'value']}. */
    public PipelineArguments asMap(String... fields) {
        for (String field : fields) {
            if (arguments.get(field) instanceof List<?> list) {
                Map<String, Object> map = new LinkedHashMap<>();
                for (Object element : list) {
                    Map<String, ?> pair = element instanceof UninstantiatedDescribable described
                            ? described.getArguments()
                            : Map.of();
                    map.put(String.valueOf(pair.get("name")), pair.containsKey("value") ? pair.get("value") : "");
                }
                arguments.put(field, map);
            }
        }
        return this;
    }

    public Map<String, Object> get() {
        return arguments;
    }
}
