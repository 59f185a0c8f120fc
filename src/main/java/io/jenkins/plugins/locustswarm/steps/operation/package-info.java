/**
 * What a step or a freestyle builder does to a swarm, phase by phase.
 *
 * <p>{@link io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation} is the state that a Pipeline keeps over a restart;
 * {@link io.jenkins.plugins.locustswarm.steps.operation.OperationRunner} does the work of the current phase.
 *
 * <p><b>What happens when the build is aborted:</b>
 * {@link io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation#abort} moves the operation to the phase that collects
 * what exists, or takes the swarm down; the callers are
 * {@link io.jenkins.plugins.locustswarm.steps.SwarmStepExecution#stop} and
 * {@link io.jenkins.plugins.locustswarm.steps.freestyle.FreestyleRunner#perform}.
 */
package io.jenkins.plugins.locustswarm.steps.operation;
