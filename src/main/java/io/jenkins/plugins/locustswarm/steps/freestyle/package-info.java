/**
 * The build steps of freestyle jobs, and the post-build action that takes the swarm down.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.steps.freestyle.FreestyleRunner}.
 *
 * <p>May use {@code steps.operation}, {@code steps.form}, swarms and the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.steps.freestyle;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
