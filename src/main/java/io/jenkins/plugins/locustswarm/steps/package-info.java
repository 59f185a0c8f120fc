/**
 * The Pipeline steps.
 *
 * <p><b>What happens when the build is aborted:</b>
 * {@link io.jenkins.plugins.locustswarm.steps.SwarmStepExecution#stop} asks the operation to end
 * ({@link io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation#abort}): the phase in progress is interrupted where
 * that is safe, what exists of a run is collected, and what the step brought up goes down. A second abort, or no end in
 * time, forces it: the step ends at once, and the swarm is handed to
 * {@link io.jenkins.plugins.locustswarm.swarms.SwarmTeardown#takeDownSoon}.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.steps.SwarmStepExecution}.
 */
package io.jenkins.plugins.locustswarm.steps;
