/**
 * Reads Locust's CSV files by column name, streaming and in bounded memory. Texts in the files may come from a
 * target.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv}. Depends on {@code
 * engine.stats} and {@code engine.failure}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.stats.csv;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
