/**
 * Copies the files of machines from the workspace of a build, on whichever node, to the controller.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.steps.workspace.WorkspaceFiles}. A node is not trusted: what it
 * lists is checked before a file is written.
 *
 * <p>May use {@code config.local} and the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.steps.workspace;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
