/**
 * Rules that find deviations of a finished run from what was asked for.
 *
 * <p>Start reading at {@code HealthRule}, which lists all rules in the order in which people should read their findings.
 *
 * <p>May use {@code engine.stats}, {@code engine.locust} and the values of {@code engine.record} and {@code
 * engine.stop}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.stats.health;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
