/**
 * The pages of one build's load tests, and the archived files that they read.
 */
package io.jenkins.plugins.locustswarm.report.build;
