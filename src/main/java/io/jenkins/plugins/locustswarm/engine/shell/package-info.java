/**
 * Runs scripts on a machine and transfers files to and from it, over SSH or on this computer.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.shell.Shell}. User input reaches a shell only as an
 * argument of a {@link io.jenkins.plugins.locustswarm.engine.shell.Script} or through
 * {@link io.jenkins.plugins.locustswarm.engine.shell.Quote}.
 *
 * <p>Depends on {@code engine.files} and {@code engine.failure}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.shell;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
