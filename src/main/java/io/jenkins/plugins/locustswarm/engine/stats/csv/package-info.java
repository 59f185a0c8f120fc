/**
 * Reads Locust's CSV files by column name, streaming and in bounded memory. Texts in the files may come from a
 * target.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.stats.csv;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
