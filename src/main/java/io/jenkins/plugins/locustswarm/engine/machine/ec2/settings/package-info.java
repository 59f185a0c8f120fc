/**
 * The settings for EC2, checked before anything is created.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings}. May use {@code
 * ec2.record} and {@code engine.record}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.machine.ec2.settings;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
