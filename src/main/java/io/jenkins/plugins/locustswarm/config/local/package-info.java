/**
 * Local machines: processes on the node that runs the build.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.config.local.NodeComputer}. May use the
 * engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.config.local;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
