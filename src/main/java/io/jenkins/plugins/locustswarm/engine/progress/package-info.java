/**
 * Progress events of an operation, as a front end receives them.
 *
 * <p>Depends on nothing else of the engine. Start reading at
 * {@link io.jenkins.plugins.locustswarm.engine.progress.Progress}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.progress;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
