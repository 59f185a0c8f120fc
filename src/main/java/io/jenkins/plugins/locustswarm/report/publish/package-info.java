/**
 * The entry point for the steps: publishes the results of a load test with its build.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.report.publish.LocustReports}. Parallel branches may run
 * tests of one name: {@link io.jenkins.plugins.locustswarm.report.publish.RecordedTests} gives each a name of its own.
 *
 * <p>May use the other packages of {@code report} and the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.report.publish;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
