package io.jenkins.plugins.locustswarm.steps.form;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A variable for Locust, or a tag of machines: a name and its value. */
public final class NamedValue extends AbstractDescribableImpl<NamedValue> {

    private final String name;
    private String value = "";

    @DataBoundConstructor
    public NamedValue(String name) {
        this.name = Util.fixNull(name).strip();
    }

    public NamedValue(String name, String value) {
        this(name);
        setValue(value);
    }

    public String getName() {
        return name;
    }

    /** Never null. */
    public String getValue() {
        return value;
    }

    @DataBoundSetter
    public void setValue(String text) {
        value = Util.fixNull(text);
    }

    private Object readResolve() {
        setValue(value);
        return this;
    }

    /** Form of {@link NamedValue}. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<NamedValue> {

        @Override
        public String getDisplayName() {
            return Messages.NamedValue_DisplayName();
        }
    }
}
