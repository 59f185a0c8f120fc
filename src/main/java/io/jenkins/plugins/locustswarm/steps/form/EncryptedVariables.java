package io.jenkins.plugins.locustswarm.steps.form;

import hudson.EnvVars;
import hudson.util.Secret;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The variables for Locust. They may be secrets, and a Pipeline's state is a file. A value that the build has is kept
 * nowhere, but looked up when it is needed. A value that was given is encrypted with Jenkins' own key; that protects this
 * copy only, since Pipeline itself keeps the arguments of steps in clear.
 */
final class EncryptedVariables implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The encrypted value by name; empty for the one that the build has. */
    private final TreeMap<String, String> sealed = new TreeMap<>();

    static EncryptedVariables of(List<NamedValue> fields, UnaryOperator<String> expansion) {
        EncryptedVariables all = new EncryptedVariables();
        for (NamedValue field : fields) {
            String value = expansion.apply(field.getValue());
            all.sealed.put(
                    field.getName(),
                    value.isEmpty() ? "" : Secret.fromString(value).getEncryptedValue());
        }
        return all;
    }

    /**
     * The variables with their values.
     *
     * @param build the variables that the build has now
     * @throws BadInputException when the build has not one that was named without a value
     */
    Map<String, String> open(EnvVars build) {
        Map<String, String> open = new TreeMap<>();
        sealed.forEach((name, value) -> open.put(name, value.isEmpty() ? ofBuild(name, build) : opened(name, value)));
        return open;
    }

    /** Their names. */
    Map<String, String> withoutValues() {
        Map<String, String> names = new TreeMap<>();
        sealed.keySet().forEach(name -> names.put(name, ""));
        return names;
    }

    private static String ofBuild(String name, EnvVars build) {
        String value = build.get(name);
        if (value == null) {
            throw new BadInputException("The variable " + name + " was named without a value, and the build has none of"
                    + " that name: give it a value, or set it around the step (withEnv, withCredentials).");
        }
        return value;
    }

    private static String opened(String name, String value) {
        Secret secret = Secret.decrypt(value);
        if (secret == null) {
            throw new BadInputException(
                    "The value of the variable " + name + " was encrypted with a key that Jenkins has no more.");
        }
        return secret.getPlainText();
    }

    /** Without values. */
    @Override
    public String toString() {
        return sealed.keySet().toString();
    }
}
