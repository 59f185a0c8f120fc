/**
 * The files of a new load test. Start reading at {@link io.jenkins.plugins.locustswarm.cli.starter.StarterFiles}.
 *
 * <p>May use {@code engine.failure}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.cli.starter;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
