/**
 * The Pipeline steps.
 *
 * <p><b>What happens when the build is aborted:</b>
 * {@link io.jenkins.plugins.locustswarm.steps.SwarmStepExecution#stop} calls
 * {@link io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation#abort}. The phase in progress is interrupted, except
 * collecting and taking down, which are completed. If Locust was being started or was running, its results are collected.
 * Then a swarm that the step brought up goes down. In the block of {@code withLocustSwarm}, the block is cancelled, and the
 * swarm goes down after it.
 *
 * <p>A second abort, or no end in time, ends the step at once; its swarm is handed to
 * {@link io.jenkins.plugins.locustswarm.steps.operation.BuildSwarms#takeDownSoon}. A swarm that another step brought up
 * goes down at the end of the build, by {@code cleanup.SwarmRunListener}.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.steps.SwarmStepExecution}.
 *
 * <p>May use {@code steps.operation}, {@code steps.form}, swarms, reports and the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.steps;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
