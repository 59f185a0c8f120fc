/**
 * What the record of a swarm on EC2 and the tags of its resources hold.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.machine.ec2.record;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
