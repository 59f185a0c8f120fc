/**
 * The folder in which the command keeps records, keys and locks. Start reading at {@link io.jenkins.plugins.locustswarm.cli.home.Home}.
 *
 * <p>Depends on {@code engine.record} and {@code engine.failure}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.cli.home;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
