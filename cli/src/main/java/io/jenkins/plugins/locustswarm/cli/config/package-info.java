/**
 * The configuration file. Start reading at {@link io.jenkins.plugins.locustswarm.cli.config.Config}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.cli.config;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
