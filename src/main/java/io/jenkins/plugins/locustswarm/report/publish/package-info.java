/**
 * The one entry point for the steps: publishes the results of a load test with its build.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.report.publish.LocustReports}.
 */
package io.jenkins.plugins.locustswarm.report.publish;
