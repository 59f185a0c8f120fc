/**
 * Teardown without the help of a step: listeners at the end of a build, reapers, and the extension of leases while a build
 * is running.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.cleanup.SwarmReaper}. May use swarms, config and the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.cleanup;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
