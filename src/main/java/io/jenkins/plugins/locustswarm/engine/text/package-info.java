/**
 * Text for people: tables, progress lines, sentences about figures, and the removal of control characters.
 *
 * <p>May use the figures of {@code engine.stats} and the gates of {@code engine.gate}; nothing of the engine depends on it but the front ends.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.text;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
