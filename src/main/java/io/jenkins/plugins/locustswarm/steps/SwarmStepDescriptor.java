package io.jenkins.plugins.locustswarm.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation.CheckMethod;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.text.Printable;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.steps.form.PipelineArguments;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The descriptor of a step whose fields are those of {@link LoadForm}, of {@link MachinesForm}, or both. */
public abstract class SwarmStepDescriptor extends StepDescriptor implements CustomDescribableModel {

    static final Set<Class<?>> ANYWHERE = Set.of(Run.class, TaskListener.class, FlowNode.class, EnvVars.class);
    static final Set<Class<?>> ON_A_NODE =
            Set.of(Run.class, TaskListener.class, FlowNode.class, EnvVars.class, FilePath.class);

    private static final List<Class<? extends Describable<?>>> FORMS = List.of(LoadForm.class, MachinesForm.class);

    private static final String[] PAIRS = {"environment", "tags"};

    /**
     * Creates the step.
     *
     * @throws AbortException if an argument is not valid, since Jenkins would print the stack trace of any other exception
     */
    @Override
    public Step newInstance(Map<String, Object> arguments) throws Exception {
        try {
            return super.newInstance(arguments);
        } catch (SwarmException | IllegalArgumentException e) {
            throw new AbortException(Printable.lines(reason(e)));
        }
    }

    /** Jenkins wraps the reason, and names classes in it with their packages. */
    private static String reason(Throwable thrown) {
        Throwable reason = thrown;
        while (!(reason instanceof SwarmException) && reason.getCause() != null) {
            reason = reason.getCause();
        }
        String message = reason.getMessage() == null ? reason.toString() : reason.getMessage();
        return reason instanceof SwarmException
                ? message
                : message.replaceAll("\\b(?:class )?(?:[a-z]\\w*\\.)+(?=[A-Z])", "");
    }

    @Override
    public Map<String, Object> customInstantiate(Map<String, Object> arguments) {
        return PipelineArguments.of(arguments)
                .checkNames("The step " + getFunctionName(), clazz)
                .asGates("gates")
                .asWholeNumber("slaves", "minSlaves", "users", "processes")
                .asDecimal("spawnRate")
                .asText("runTime", "stopTimeout", "quitTimeout", "baseline")
                .asLine("arguments")
                .asLines("stopWhen")
                .asNamedValues(PAIRS)
                .get();
    }

    @Override
    public UninstantiatedDescribable customUninstantiate(UninstantiatedDescribable step) {
        return step.withArguments(PipelineArguments.of(step.getArguments())
                .asMap(PAIRS)
                .asList("stopWhen")
                .get());
    }

    /** Finds the form whose checks and help the field has. */
    private static Optional<Descriptor<?>> formOf(String field) {
        return FORMS.stream()
                .<Descriptor<?>>map(Jenkins.get()::getDescriptorOrDie)
                .filter(form -> DescribableModel.of(form.clazz).getParameter(field) != null)
                .findFirst();
    }

    @Override
    public CheckMethod getCheckMethod(String field) {
        CheckMethod own = super.getCheckMethod(field);
        return own.toCheckUrl() == null
                ? formOf(field).map(form -> form.getCheckMethod(field)).orElse(own)
                : own;
    }

    @Override
    public void calcFillSettings(String field, Map<String, Object> attributes) {
        formOf(field)
                .ifPresentOrElse(
                        form -> form.calcFillSettings(field, attributes),
                        () -> super.calcFillSettings(field, attributes));
    }

    @Override
    public String getHelpFile(String field) {
        String own = super.getHelpFile(field);
        return own == null && field != null
                ? formOf(field).map(form -> form.getHelpFile(field)).orElse(null)
                : own;
    }
}
