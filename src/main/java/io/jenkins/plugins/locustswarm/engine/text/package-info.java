/**
 * Text for people: tables, progress lines, sentences about figures, and the removal of control characters.
 *
 * <p>May use the values of {@code engine.stats}, {@code engine.gate}, {@code engine.trend}, {@code engine.progress} and {@code
 * engine.record}, and the exceptions of {@code engine.shell}. Only the front ends use it; no other package of the engine
 * does.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.text.Table}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.text;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
