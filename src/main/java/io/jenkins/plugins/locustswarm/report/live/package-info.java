/**
 * The page of a load test that is still running.
 */
package io.jenkins.plugins.locustswarm.report.live;
