/**
 * What the machines of a swarm on EC2 cost.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.machine.ec2.cost;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
