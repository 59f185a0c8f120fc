/**
 * Results in Jenkins: what a build keeps of its load tests.
 *
 * <p>{@link io.jenkins.plugins.locustswarm.report.LocustBuildAction} is attached to the build. Steps publish through
 * {@code report.publish}; the pages are in {@code report.build}, {@code report.trend} and {@code report.live}.
 */
package io.jenkins.plugins.locustswarm.report;
