/**
 * The operations of steps and freestyle builders on a swarm, phase by phase.
 *
 * <p>{@link io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation} is the state that Pipeline stores for a
 * restart; {@link io.jenkins.plugins.locustswarm.steps.operation.OperationRunner} runs it, round by round; {@link
 * io.jenkins.plugins.locustswarm.steps.operation.PhaseWork} does the work of the current phase, and {@link
 * io.jenkins.plugins.locustswarm.steps.operation.LivePageUpdates} shows it on the page of the running test.
 *
 * <p><b>What happens when the build is aborted:</b>
 * {@link io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation#abort} leaves a phase that is
 * {@linkplain io.jenkins.plugins.locustswarm.steps.operation.OperationPhase#isAbortable abortable}: starting and
 * running for collecting the results, any other for taking down, or for the end if the operation brought nothing up.
 * The callers are {@link io.jenkins.plugins.locustswarm.steps.SwarmStepExecution#stop} and {@link
 * io.jenkins.plugins.locustswarm.steps.freestyle.FreestyleRunner#perform}; if they cannot wait for the end, they call
 * {@link io.jenkins.plugins.locustswarm.steps.operation.BuildSwarms#takeDownSoon}.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation}. May use {@code
 * steps.form}, {@code steps.workspace}, swarms, reports and the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.steps.operation;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
