/**
 * The launch of instances: image, subnet, user data, and the wait until each machine is ready and its timer runs.
 *
 * <p>Both go on at the same time: an instance that is ready is handed over while others are still being launched. Start
 * reading at {@code FleetLaunch}, which requests the instances, and {@code FleetReady}, which waits for them. May use
 * {@code ec2.api}, {@code ec2.settings}, {@code ec2.record}, {@code ec2.key}, {@code engine.machine}, {@code
 * engine.record} and {@code engine.shell}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
