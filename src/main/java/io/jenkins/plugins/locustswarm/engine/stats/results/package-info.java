/**
 * Reads a folder of results into a {@link io.jenkins.plugins.locustswarm.engine.stats.RunSummary}.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.stats.results.RunResults}. May use the other
 * packages of {@code engine.stats}, {@code engine.locust} and {@code engine.record}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.stats.results;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
