/**
 * Reads a folder of results into a {@link io.jenkins.plugins.locustswarm.engine.stats.RunSummary}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.stats.results;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
