/**
 * The costs of the machines of a swarm on EC2.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.machine.ec2.cost.Ec2Cost}. May use {@code
 * ec2.settings}, {@code ec2.record} and {@code engine.record}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.machine.ec2.cost;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
