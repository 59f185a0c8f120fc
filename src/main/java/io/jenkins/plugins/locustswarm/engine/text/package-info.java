/**
 * Text for people: tables, progress lines, sentences about figures, and the removal of control characters.
 *
 * <p>May use the figures of {@code engine.stats}, the gates of {@code engine.gate} and the changes of {@code engine.trend}. Only the front ends use it; no other
 * package of the engine does.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.text;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
