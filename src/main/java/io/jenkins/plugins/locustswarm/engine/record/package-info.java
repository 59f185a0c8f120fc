/**
 * The record of a swarm: what was asked for and what exists, saved before it exists.
 *
 * <p>A process that has nothing but the {@link io.jenkins.plugins.locustswarm.engine.record.SwarmRecord} can finish,
 * collect, or take down. Records never hold secrets. Depends on {@code engine.failure} only.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.record;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
