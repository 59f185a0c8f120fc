/**
 * Rules that find what was not as asked in a finished run.
 *
 * <p>Start reading at {@code HealthRule}, which lists all rules in the order in which people read the findings.
 */
package io.jenkins.plugins.locustswarm.engine.stats.health;
