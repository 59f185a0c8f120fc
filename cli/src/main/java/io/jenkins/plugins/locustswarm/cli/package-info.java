/**
 * The command {@code locust-swarm}. May use every package of the command and of the engine, and nothing of Jenkins. Start
 * reading at {@link io.jenkins.plugins.locustswarm.cli.LocustSwarm}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.cli;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
