/**
 * The controller's registry of swarms: their records, their owners, and the threads that work on them.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.swarms.Swarms}. Work on one swarm is done one task after
 * another, in {@link io.jenkins.plugins.locustswarm.swarms.SwarmPool}.
 */
package io.jenkins.plugins.locustswarm.swarms;
