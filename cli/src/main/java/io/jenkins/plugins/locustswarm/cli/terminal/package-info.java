/**
 * Output to a terminal or to a log.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.cli.terminal.Terminal}. Depends on {@code engine.progress}
 * and {@code engine.text}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.cli.terminal;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
