/**
 * The engine: everything about swarms and runs that does not need Jenkins.
 *
 * <p>{@link io.jenkins.plugins.locustswarm.engine.Swarm} is the one entry point of both front ends; start reading there.
 * This package turns a {@link io.jenkins.plugins.locustswarm.engine.SwarmPlan} into machines that are up. It may use every
 * package below it, and nothing of Jenkins or of the front ends.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
