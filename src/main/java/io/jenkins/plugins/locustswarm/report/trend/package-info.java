/**
 * The trend of a job: its page, its charts, and the small files that keep it from loading builds.
 */
package io.jenkins.plugins.locustswarm.report.trend;
