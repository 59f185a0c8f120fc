/**
 * The provider that runs master and workers as processes of this computer, or of the build's node.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.machine.local.LocalProvider}. May use {@code
 * engine.machine}, {@code engine.files}, {@code engine.record} and {@code engine.shell}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.machine.local;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
