package io.jenkins.plugins.locustswarm.steps.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A name and its value: an environment variable for Locust, or a tag of machines. */
public final class NamedValue extends AbstractDescribableImpl<NamedValue> {

    private final String name;
    private String value = "";

    @DataBoundConstructor
    public NamedValue(@CheckForNull String name) {
        this.name = Util.fixNull(name).strip();
    }

    public NamedValue(String name, String value) {
        this(name);
        setValue(value);
    }

    public String getName() {
        return name;
    }

    public String getValue() {
        return value;
    }

    @DataBoundSetter
    public void setValue(@CheckForNull String text) {
        value = Util.fixNull(text);
    }

    /** Fills in fields that a configuration of another version, or one written by hand, does not have. */
    private Object readResolve() {
        return new NamedValue(name, value);
    }

    /** The descriptor of {@link NamedValue}. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<NamedValue> {

        @Override
        public String getDisplayName() {
            return Messages.NamedValue_DisplayName();
        }
    }
}
