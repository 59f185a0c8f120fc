package io.jenkins.plugins.locustswarm.steps.form;

import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.Optional;
import java.util.function.Supplier;
import jenkins.model.Jenkins;

/** Checks what somebody types into a form, if that person may configure the job. */
final class FormChecks {

    private final boolean allowed;

    private FormChecks(boolean allowed) {
        this.allowed = allowed;
    }

    /** @param item the job or folder whose form it is; null for none */
    static FormChecks of(Item item) {
        return new FormChecks(
                item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE));
    }

    boolean allowed() {
        return allowed;
    }

    /** An error with the check's own sentence; a value with a variable in it is for the build to check. */
    FormValidation check(String value, Runnable check) {
        return check(value, check, Optional::empty);
    }

    /** The same, with a warning for a value that can be used and looks like a slip. */
    FormValidation check(String value, Runnable check, Supplier<Optional<String>> note) {
        if (!allowed || value.contains("$")) {
            return FormValidation.ok();
        }
        try {
            check.run();
            return note.get().map(FormValidation::warning).orElse(FormValidation.ok());
        } catch (BadInputException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
