/**
 * Gates: conditions on the figures of a run that the user defines, and that its verdict depends on.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.gate.Gate} and
 * {@link io.jenkins.plugins.locustswarm.engine.gate.Gates}. May use the values of {@code engine.stats}, {@code
 * engine.trend}, {@code engine.stop} and {@code engine.record}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.gate;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
