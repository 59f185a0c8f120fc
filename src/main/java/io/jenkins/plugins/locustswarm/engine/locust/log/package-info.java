/**
 * Readers of the logs of Locust's master and workers. Facts about Locust name the source file and the version in
 * which they were read.
 *
 * <p>Depends on {@code engine.failure} only. Start reading at {@link
 * io.jenkins.plugins.locustswarm.engine.locust.log.MasterLog}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.locust.log;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
