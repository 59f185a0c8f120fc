package io.jenkins.plugins.locustswarm.steps.operation;

import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.locust.TargetHost;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import java.io.IOException;
import java.util.Optional;

/** Checks what only the build can tell of the settings of a load, before anything is made for it. */
final class LoadChecks {

    private LoadChecks() {}

    /**
     * Checks the load of an operation, if it has one, and warns of a host that looks mistyped.
     *
     * @return the plan for the load, with the locustfile as the user named it; empty if the operation has no load
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the build may not read its baseline,
     *     or has no value for a variable
     */
    static Optional<RunPlan> check(SwarmOperation operation, BuildContext build, Progress log)
            throws IOException, InterruptedException {
        Optional<LoadSettings> load = operation.load();
        if (load.isEmpty()) {
            return Optional.empty();
        }
        LocustReports.checkBaseline(build.run(), load.get().baseline());
        RunPlan plan = load.get().planFor(build.variables(), load.get().file());
        TargetHost.note(plan.load().host()).ifPresent(log::warning);
        return Optional.of(plan);
    }
}
