/**
 * The provider for Amazon EC2: launch, lease, teardown, and the reaper that finds swarms by their tags.
 *
 * <p>Start reading at {@code Ec2Provider}, then {@code Ec2BringUp} and {@code Ec2Teardown}. Facts about EC2 are cited
 * where the code relies on them.
 *
 * <p>May use the packages below it, {@code engine.machine}, {@code engine.record} and {@code engine.shell}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
