/**
 * The controller's registry of swarms: their records, their owners, and the threads that work on them.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.swarms.Swarms} and
 * {@link io.jenkins.plugins.locustswarm.swarms.SwarmTeardown}. {@link io.jenkins.plugins.locustswarm.swarms.SwarmPool} runs
 * the tasks for one swarm one after another; only the extension of a lease does not wait for them. May use config and the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.swarms;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
