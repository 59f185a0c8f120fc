/**
 * The files of a new load test. Start reading at {@link io.jenkins.plugins.locustswarm.cli.starter.StarterFiles}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.cli.starter;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
