/**
 * Calls of the EC2 API: client, retries, and the errors that mean "not yet visible" or "no capacity".
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api}. May use {@code
 * ec2.settings}, {@code ec2.record} and {@code engine.shell}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
