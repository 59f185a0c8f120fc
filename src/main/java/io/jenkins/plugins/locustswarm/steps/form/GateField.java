package io.jenkins.plugins.locustswarm.steps.form;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A gate as forms and Pipelines have it. */
public final class GateField extends AbstractDescribableImpl<GateField> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String metric;
    private final String threshold;
    private String comparison = "";
    private String name = "";
    private boolean baseline;
    private GateCriticality criticality = GateCriticality.UNSTABLE;

    @DataBoundConstructor
    public GateField(String metric, String threshold) {
        this.metric = Util.fixNull(metric).strip();
        this.threshold = Util.fixNull(threshold).strip();
    }

    /** The figure that is looked at, such as p95 or failures. */
    public String getMetric() {
        return metric;
    }

    public String getThreshold() {
        return threshold;
    }

    /** How the two are compared; empty for the metric's usual way. */
    public String getComparison() {
        return comparison;
    }

    @DataBoundSetter
    public void setComparison(String sign) {
        comparison = Util.fixNull(sign).strip();
    }

    /** Of the requests that are looked at; empty for all together. */
    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(String requests) {
        name = Util.fixNull(requests).strip();
    }

    /** Whether the threshold is a percentage of the baseline's figure. */
    public boolean isBaseline() {
        return baseline;
    }

    @DataBoundSetter
    public void setBaseline(boolean compared) {
        baseline = compared;
    }

    public GateCriticality getCriticality() {
        return criticality;
    }

    @DataBoundSetter
    public void setCriticality(GateCriticality meaning) {
        criticality = meaning == null ? GateCriticality.UNSTABLE : meaning;
    }

    GateField expanded(UnaryOperator<String> expansion) {
        GateField expanded = new GateField(expansion.apply(metric), expansion.apply(threshold));
        expanded.comparison = comparison;
        expanded.name = expansion.apply(name);
        expanded.baseline = baseline;
        expanded.criticality = criticality;
        return expanded;
    }

    /** @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException when it is none */
    public Gate gate() {
        boolean bare = baseline && threshold.matches("[\\d.]+\\s*%?");
        String compared = bare ? threshold.replaceAll("\\s*%$", "") + "% of baseline" : threshold;
        return Gate.of(name, metric, comparison, compared, criticality.verdict().name());
    }

    private Object readResolve() {
        setComparison(comparison);
        setName(name);
        setCriticality(criticality);
        return this;
    }

    /** Form of {@link GateField}. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<GateField> implements CustomDescribableModel {

        @Override
        public String getDisplayName() {
            return Messages.GateField_DisplayName();
        }

        /** A Pipeline may write a threshold as a number. */
        @Override
        public Map<String, Object> customInstantiate(Map<String, Object> arguments) {
            return PipelineArguments.of(arguments).asText("threshold").get();
        }

        @POST
        public ListBoxModel doFillComparisonItems(@AncestorInPath Item item) {
            ListBoxModel signs = new ListBoxModel();
            signs.add(Messages.GateField_UsualComparison(), "");
            if (FormChecks.of(item).allowed()) {
                List.of("<", "<=", ">", ">=").forEach(signs::add);
            }
            return signs;
        }

        @POST
        public FormValidation doCheckMetric(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.of(item).check(value, () -> new GateField(value, "1").gate());
        }

        @POST
        public FormValidation doCheckThreshold(
                @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String metric,
                @QueryParameter boolean baseline) {
            GateField field = new GateField(metric, value);
            field.setBaseline(baseline);
            return FormChecks.of(item).check(value + metric, field::gate);
        }
    }
}
