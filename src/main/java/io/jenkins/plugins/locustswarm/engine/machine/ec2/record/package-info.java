/**
 * The content of the record of a swarm on EC2, and of the tags of its resources.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources}. Depends on {@code
 * engine.record} and {@code engine.failure}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.machine.ec2.record;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
