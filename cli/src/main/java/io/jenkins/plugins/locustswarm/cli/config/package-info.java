/**
 * The configuration file. Start reading at {@link io.jenkins.plugins.locustswarm.cli.config.Config}.
 *
 * <p>May use the settings of the providers: {@code engine.machine}, {@code engine.shell} and {@code engine.locust}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.cli.config;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
