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
 * The environment variables for Locust. Values may be secrets, and the state of a Pipeline is a file. The value of a
 * variable of the build is not stored, but looked up when Locust starts. Any other value is encrypted with Jenkins' key; that
 * protects this copy only, since Pipeline itself stores the arguments of steps in plain text.
 */
final class EncryptedVariables implements Serializable {

    private static final long serialVersionUID = 1L;

    /**
     * What each value begins with before it is encrypted. Otherwise Jenkins would decrypt a value that is the encrypted form
     * of one of its secrets, and Locust would get the secret.
     */
    private static final String PLAIN_TEXT = "=";

    /** Encrypted values by name; an empty text stands for the value of the build, since an encrypted one is never empty. */
    private final TreeMap<String, String> encrypted = new TreeMap<>();

    static EncryptedVariables of(List<NamedValue> fields, UnaryOperator<String> expansion) {
        EncryptedVariables all = new EncryptedVariables();
        for (NamedValue field : fields) {
            String value = expansion.apply(field.getValue());
            all.encrypted.put(
                    expansion.apply(field.getName()).strip(), field.getValue().isEmpty() ? "" : encrypted(value));
        }
        return all;
    }

    /**
     * Returns the variables with their values.
     *
     * @param build the variables of the build
     * @throws BadInputException if the build does not have a variable that was named without a value
     */
    Map<String, String> decrypted(EnvVars build) {
        Map<String, String> values = new TreeMap<>();
        encrypted.forEach(
                (name, value) -> values.put(name, value.isEmpty() ? ofBuild(name, build) : decrypted(name, value)));
        return values;
    }

    /** Returns the names, each with an empty value. */
    Map<String, String> withoutValues() {
        Map<String, String> names = new TreeMap<>();
        encrypted.keySet().forEach(name -> names.put(name, ""));
        return names;
    }

    private static String ofBuild(String name, EnvVars build) {
        String value = build.get(name);
        if (value == null) {
            throw new BadInputException("The variable " + name + " was named without a value, and the build has none of"
                    + " that name: enter a value, or set it around the step (withEnv, withCredentials).");
        }
        return value;
    }

    private static String encrypted(String value) {
        return Secret.fromString(PLAIN_TEXT + value).getEncryptedValue();
    }

    private static String decrypted(String name, String value) {
        Secret secret = Secret.decrypt(value);
        if (secret == null) {
            throw new BadInputException(
                    "The value of the variable " + name + " was encrypted with a key that Jenkins no longer has.");
        }
        String text = secret.getPlainText();
        return text.startsWith(PLAIN_TEXT) ? text.substring(PLAIN_TEXT.length()) : text; // saved by an earlier version
    }

    /** Returns the names only. */
    @Override
    public String toString() {
        return encrypted.keySet().toString();
    }
}
