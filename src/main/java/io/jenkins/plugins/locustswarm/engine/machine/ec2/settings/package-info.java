/**
 * What a user configures for EC2, checked before anything is created.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.machine.ec2.settings;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
