/**
 * The exceptions of the engine, and what their messages share. Each message is one sentence for the person who started the
 * operation: what went wrong, where, and what to do.
 *
 * <p>Depends on nothing else of the engine.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.failure.SwarmException}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.failure;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
