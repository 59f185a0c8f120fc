/**
 * Where machines come from, and work on many of them at once.
 *
 * <p>{@link io.jenkins.plugins.locustswarm.engine.machine.MachineProvider} is the interface of the three providers, which
 * do not know one another; {@link io.jenkins.plugins.locustswarm.engine.machine.Fleet} runs the same work on all machines
 * of a swarm.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.machine.MachineProvider}. May use {@code
 * engine.shell}, {@code engine.record} and {@code engine.progress}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.machine;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
