/**
 * Key pairs and host keys of a swarm on EC2, and where private keys are kept.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.machine.ec2.key.SwarmKeyPair}. May use {@code
 * ec2.api}, {@code ec2.settings}, {@code ec2.record}, {@code engine.record} and {@code shell.ssh}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.machine.ec2.key;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
