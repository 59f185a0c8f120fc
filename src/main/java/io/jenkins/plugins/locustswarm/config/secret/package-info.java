/**
 * Converts credentials of Jenkins to those of the engine. There is no fallback to another identity.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.config.secret.BuildCredentials}. May use the access and
 * the keys of the engine ({@code ec2.api}, {@code ec2.key}, {@code shell.ssh}).
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.config.secret;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
