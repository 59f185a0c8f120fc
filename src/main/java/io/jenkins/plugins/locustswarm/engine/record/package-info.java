/**
 * The record of a swarm: what was requested and what exists, saved before it exists.
 *
 * <p>A process that has only the {@link io.jenkins.plugins.locustswarm.engine.record.SwarmRecord} can continue the swarm,
 * collect its results, or take it down. Records never contain secrets. Depends on {@code
 * engine.failure} and the values of {@code engine.stop}.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.record.SwarmRecord}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.record;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
