/**
 * Calls of the EC2 API: client, retries, and the errors that mean "not yet visible" or "no capacity".
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
