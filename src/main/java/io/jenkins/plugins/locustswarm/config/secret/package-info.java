/**
 * Converts credentials of Jenkins to those of the engine. There is no fallback to another identity.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.config.secret;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
