package io.jenkins.plugins.locustswarm.steps.form;

import hudson.util.EditDistance;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.shell.Quote;
import io.jenkins.plugins.locustswarm.engine.text.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** Converts a step's arguments between the notation of a Pipeline and the fields of the step. */
public final class PipelineArguments {

    /** A name that differs by more characters is not proposed. */
    private static final int MAX_EDITS = 3;

    private final Map<String, Object> arguments;

    private PipelineArguments(Map<String, ?> arguments) {
        this.arguments = new LinkedHashMap<>(arguments);
    }

    public static PipelineArguments of(Map<String, ?> arguments) {
        return new PipelineArguments(arguments);
    }

    /**
     * Checks the names of the arguments, since Jenkins only warns of a name that does not exist.
     *
     * @param of what has the arguments, for the message: a step, or a part of one
     * @param type the class with the parameters
     * @throws BadInputException if a name does not exist
     */
    public PipelineArguments checkNames(String of, Class<?> type) {
        List<String> names = DescribableModel.of(type).getParameters().stream()
                .map(DescribableParameter::getName)
                .toList();
        for (String given : arguments.keySet()) {
            if (!names.contains(given) && !given.equals(UninstantiatedDescribable.ANONYMOUS_KEY)) {
                String nearest = EditDistance.findNearest(given, names);
                throw new BadInputException(of + " has no parameter " + Printable.line(given) + ": "
                        + (EditDistance.editDistance(given, nearest) <= MAX_EDITS
                                ? "did you mean " + nearest + "?"
                                : "it has " + String.join(", ", new TreeSet<>(names)) + "."));
            }
        }
        return this;
    }

    /**
     * Converts texts in these fields, such as parameters of the build, to whole numbers.
     *
     * @throws BadInputException if a text is not a whole number
     */
    public PipelineArguments asWholeNumber(String... fields) {
        return asNumber(NumberParser::whole, fields);
    }

    /**
     * Converts texts in these fields, such as parameters of the build, to numbers.
     *
     * @throws BadInputException if a text is not a number
     */
    public PipelineArguments asDecimal(String... fields) {
        return asNumber(NumberParser::decimal, fields);
    }

    /** An empty text is the default, as if it was not there. */
    private PipelineArguments asNumber(BiFunction<String, String, Number> parser, String... fields) {
        for (String field : fields) {
            arguments.computeIfPresent(
                    field, (key, value) -> value instanceof String text ? parser.apply(key, text) : value);
        }
        return this;
    }

    /**
     * Converts texts in a list, such as {@code p95 < 800}, to gates.
     *
     * @throws BadInputException if a text is not a gate
     */
    public PipelineArguments asGates(String field) {
        if (arguments.get(field) instanceof List<?> list) {
            List<Object> gates = new ArrayList<>();
            list.forEach(element -> gates.add(
                    element instanceof CharSequence text ? GateField.of(Gate.parse(text.toString())) : element));
            arguments.put(field, gates);
        }
        return this;
    }

    /** @throws BadInputException if a text in this field is not a criticality */
    PipelineArguments asCriticality(String field) {
        arguments.computeIfPresent(
                field, (key, value) -> value instanceof String text ? GateCriticality.parse(text) : value);
        return this;
    }

    /** Converts numbers and booleans in these fields to text. */
    public PipelineArguments asText(String... fields) {
        for (String field : fields) {
            arguments.computeIfPresent(
                    field,
                    (key, value) -> value instanceof Number || value instanceof Boolean ? value.toString() : value);
        }
        return this;
    }

    /**
     * Converts a list in this field to a line of words, each quoted for {@link ShellWords}.
     *
     * @throws BadInputException if an element is missing
     */
    public PipelineArguments asLine(String field) {
        if (arguments.get(field) instanceof List<?> list) {
            arguments.put(field, Quote.words(texts(field, list)));
        }
        return this;
    }

    /**
     * Converts a list in this field to lines.
     *
     * @throws BadInputException if an element is missing
     */
    public PipelineArguments asLines(String field) {
        if (arguments.get(field) instanceof List<?> list) {
            arguments.put(field, String.join("\n", texts(field, list)));
        }
        return this;
    }

    private static List<String> texts(String field, List<?> list) {
        List<String> texts = new ArrayList<>();
        for (Object element : list) {
            if (element == null) {
                throw new BadInputException("Element " + (texts.size() + 1) + " of the list \"" + field
                        + "\" is null: give it a value, or leave it out.");
            }
            texts.add(element.toString());
        }
        return texts;
    }

    /** Converts lines in this field to a list. */
    public PipelineArguments asList(String field) {
        arguments.computeIfPresent(
                field,
                (key, value) -> value instanceof String text ? text.lines().toList() : value);
        return this;
    }

    /** Converts {@code [NAME: 'value']} in these fields to a list of named values. */
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

    /** Converts a list of named values in these fields to {@code [NAME: 'value']}. */
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
