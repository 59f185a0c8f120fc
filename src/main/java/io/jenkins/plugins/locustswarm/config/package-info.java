/**
 * Swarm profiles, credentials, and configuration as code.
 *
 * <p>Start reading at {@code LocustSwarmConfiguration} and {@code SwarmMachines}. May use the engine and its own
 * packages; must not use steps, reports or swarms.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.config;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
