package io.jenkins.plugins.locustswarm.steps.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.RelativePath;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.gate.Metric;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The fields of a gate, in a form or in a Pipeline. */
public final class GateField extends AbstractDescribableImpl<GateField> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String metric;
    private final String threshold;
    private String comparison = "";
    private String name = "";
    private boolean baseline;
    private String change = "";
    private GateCriticality criticality = GateCriticality.UNSTABLE;

    @DataBoundConstructor
    public GateField(@CheckForNull String metric, @CheckForNull String threshold) {
        this.metric = Util.fixNull(metric).strip();
        this.threshold = Util.fixNull(threshold).strip();
    }

    /** Returns the fields of a gate. */
    static GateField of(Gate gate) {
        String limit = gate.threshold().toString();
        GateField field = new GateField(gate.metric().toString(), gate.limitsChange() ? "" : limit);
        field.setChange(gate.limitsChange() ? limit : "");
        field.setComparison(gate.sign());
        field.setName(gate.name());
        field.setCriticality(GateCriticality.of(gate.criticality()));
        return field;
    }

    /** The figure to check, such as p95 or failures. */
    public String getMetric() {
        return metric;
    }

    /** The value to compare the figure with; empty in a gate on a change. */
    public String getThreshold() {
        return threshold;
    }

    /** The comparison sign; the metric's default if empty. */
    public String getComparison() {
        return comparison;
    }

    @DataBoundSetter
    public void setComparison(@CheckForNull String sign) {
        comparison = Util.fixNull(sign).strip();
    }

    /** The name of the requests to check; all requests together if empty. */
    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(@CheckForNull String requests) {
        name = Util.fixNull(requests).strip();
    }

    /** Whether the threshold is a percentage of the baseline's figure. */
    public boolean isBaseline() {
        return baseline;
    }

    @DataBoundSetter
    public void setBaseline(boolean compares) {
        baseline = compares;
    }

    /** The size of a change for the worse that is too much, such as {@code 10%}; empty in a gate with a threshold. */
    public String getChange() {
        return change;
    }

    @DataBoundSetter
    public void setChange(@CheckForNull String size) {
        change = Util.fixNull(size).strip();
    }

    public GateCriticality getCriticality() {
        return criticality;
    }

    @DataBoundSetter
    public void setCriticality(@CheckForNull GateCriticality whenMissed) {
        criticality = whenMissed == null ? GateCriticality.UNSTABLE : whenMissed;
    }

    GateField expanded(UnaryOperator<String> expansion) {
        GateField expanded = new GateField(expansion.apply(metric), expansion.apply(threshold));
        expanded.comparison = comparison;
        expanded.name = expansion.apply(name);
        expanded.baseline = baseline;
        expanded.change = expansion.apply(change);
        expanded.criticality = criticality;
        return expanded;
    }

    /** @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if it is not a valid gate */
    public Gate gate() {
        if (!change.isEmpty()) {
            return gateOnChange();
        }
        if (threshold.isEmpty()) {
            throw new BadInputException(
                    "A gate on " + metric + " has neither a threshold nor a change: set one of them,"
                            + " such as the threshold 800 or the change 10%.");
        }
        boolean bare = baseline && threshold.matches("[\\d.]+\\s*%?");
        String limit = bare ? threshold.replaceAll("\\s*%$", "") + "% of baseline" : threshold;
        return Gate.of(name, metric, comparison, limit, criticality.verdict().name());
    }

    private Gate gateOnChange() {
        if (!threshold.isEmpty() || baseline) {
            throw new BadInputException("A gate on a change of " + metric + " has "
                    + (threshold.isEmpty() ? "a baseline" : "a threshold")
                    + " too: a change is looked for in all earlier builds, so use either one.");
        }
        String size = change.matches("[\\d.]+") ? change + "%" : change;
        return Gate.ofChange(
                name, metric, comparison, size, criticality.verdict().name());
    }

    /**
     * Returns what is wrong with the gate, or how it would have judged the last completed build.
     *
     * @param item the job of the form, if it is one of a job
     * @param test the name of the test; it may contain variables
     */
    public FormValidation check(@CheckForNull Item item, String test) {
        if (metric.isEmpty()) {
            return FormChecks.of(item).check("", () -> Metric.parse(metric));
        }
        if (String.join("", metric, threshold, change, name).contains("$")) {
            return FormValidation.ok(Messages.GatePreview_Variables());
        }
        FormValidation errors = FormChecks.of(item).check("", this::gate);
        try {
            return errors.kind == FormValidation.Kind.OK ? new GatePreview(item, test).of(gate()) : errors;
        } catch (BadInputException e) { // of a user who may not configure the job
            return errors;
        }
    }

    /** Fills in fields that a configuration of another version, or one written by hand, does not have. */
    private Object readResolve() {
        GateField whole = new GateField(metric, threshold);
        whole.setComparison(comparison);
        whole.setName(name);
        whole.setBaseline(baseline);
        whole.setChange(change);
        whole.setCriticality(criticality);
        return whole;
    }

    /** The descriptor of {@link GateField}. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<GateField> implements CustomDescribableModel {

        @Override
        public String getDisplayName() {
            return Messages.GateField_DisplayName();
        }

        /** In a Pipeline, the threshold and the change may be numbers. */
        @Override
        public Map<String, Object> customInstantiate(Map<String, Object> arguments) {
            return PipelineArguments.of(arguments)
                    .checkNames("A gate", GateField.class)
                    .asText("threshold", "change")
                    .asCriticality("criticality")
                    .get();
        }

        /** A gate on a change needs no threshold. */
        @Override
        public UninstantiatedDescribable customUninstantiate(UninstantiatedDescribable gate) {
            Map<String, Object> arguments = new TreeMap<>(gate.getArguments());
            arguments.remove("threshold", "");
            return gate.withArguments(arguments);
        }

        @POST
        public ListBoxModel doFillComparisonItems() {
            ListBoxModel signs = new ListBoxModel();
            signs.add(Messages.GateField_DefaultComparison(), "");
            List.of("<", "<=", ">", ">=").forEach(signs::add);
            return signs;
        }

        /**
         * Checks the gate, and tries it on the last completed build of the job.
         *
         * @param name the name of the requests
         * @param test the field of the load with the name of the test, which is called {@code name} too
         * @param file the field of the load with the locustfile
         */
        @POST
        public FormValidation doCheckGate(
                @CheckForNull @AncestorInPath Item item,
                StaplerRequest2 request,
                @QueryParameter String metric,
                @QueryParameter String comparison,
                @QueryParameter String threshold,
                @QueryParameter String change,
                @QueryParameter boolean baseline,
                @QueryParameter String name,
                @CheckForNull @RelativePath("..") @QueryParameter("name") String test,
                @CheckForNull @RelativePath("..") @QueryParameter String file) {
            GateField field = new GateField(metric, threshold);
            field.setComparison(comparison);
            field.setChange(change);
            field.setBaseline(baseline);
            field.setName(name);
            String[] names = request.getParameterValues("name"); // Stapler gives both parameters the first value
            return field.check(item, LoadSettings.testName(names != null && names.length > 1 ? names[1] : null, file));
        }
    }
}
