/**
 * The entry point for the steps: publishes the results of a load test with its build.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.report.publish.LocustReports}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.report.publish;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
