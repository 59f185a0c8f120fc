/**
 * The check of a load test at the platform that hosts the source code of a build, such as GitHub.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.report.checks.LoadTestChecks}. Only
 * {@link io.jenkins.plugins.locustswarm.report.checks.ChecksApi} refers to the plugin checks-api, which is optional.
 *
 * <p>May use {@code report.view} and the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.report.checks;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
