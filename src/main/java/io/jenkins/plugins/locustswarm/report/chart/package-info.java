/**
 * Chart models, testable without Jenkins.
 */
package io.jenkins.plugins.locustswarm.report.chart;
