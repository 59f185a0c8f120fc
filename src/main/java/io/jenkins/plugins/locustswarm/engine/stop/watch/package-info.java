/**
 * Evaluates stop conditions by the newest rows of Locust's history.
 *
 * <p>Start reading at {@code StopWatch}. Nothing is kept between two evaluations: the rows alone decide, so that another
 * process comes to the same decision.
 *
 * <p>May use {@code engine.stop}, {@code engine.record} and {@code engine.stats}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.stop.watch;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
