package io.jenkins.plugins.locustswarm.steps.operation;

import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import java.io.IOException;

/**
 * The name under which the build records the test of an operation. It is known before anything else, so that the page of the
 * running test has the address of its report.
 */
final class RecordedName {

    private RecordedName() {}

    /** Reserves the name, unless this was done before; does nothing for an operation without a load. */
    static void reserve(SwarmOperation operation, BuildContext build) throws IOException, InterruptedException {
        if (operation.load().isEmpty() || operation.testName().isPresent()) {
            return;
        }
        String test = operation.load().get().test();
        String name = LocustReports.reserveName(build.run(), test, build.branch());
        operation.named(name);
        if (!name.equals(test)) {
            BuildLog.print(
                    build.listener(),
                    "The name " + test + " is that of another branch's test; the results of this branch are named "
                            + name + ".");
        }
    }
}
