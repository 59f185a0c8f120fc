package io.jenkins.plugins.locustswarm.steps.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.Optional;
import java.util.function.Supplier;
import jenkins.model.Jenkins;

/** Checks fields of a form, for users who may configure the job. */
final class FormChecks {

    private final boolean allowed;

    private FormChecks(boolean allowed) {
        this.allowed = allowed;
    }

    /** @param item the job or folder of the form; without one, only administrators are allowed */
    static FormChecks of(@CheckForNull Item item) {
        return new FormChecks(
                item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE));
    }

    boolean allowed() {
        return allowed;
    }

    /** Returns the check's message as an error. A value that contains a variable is only checked by the build. */
    FormValidation check(String value, Runnable check) {
        return check(value, check, Optional::empty);
    }

    /** Returns the check's message as an error, or a warning for a value that is valid and looks like a mistake. */
    FormValidation check(String value, Runnable check, Supplier<Optional<String>> warning) {
        return value.contains("$") ? FormValidation.ok() : checkWithVariables(check, warning);
    }

    /** Returns the check's message as an error, also for a value that contains variables, with their names in it. */
    FormValidation checkWithVariables(Runnable check) {
        return checkWithVariables(check, Optional::empty);
    }

    private FormValidation checkWithVariables(Runnable check, Supplier<Optional<String>> warning) {
        if (!allowed) {
            return FormValidation.ok();
        }
        try {
            check.run();
            return warning.get().map(FormValidation::warning).orElse(FormValidation.ok());
        } catch (BadInputException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
