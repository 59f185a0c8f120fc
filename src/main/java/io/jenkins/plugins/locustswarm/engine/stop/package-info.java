/**
 * Conditions under which a load is stopped before its run time is over: values only, which records keep.
 *
 * <p>Start reading at {@code StopCondition}. {@code stop.watch} evaluates them.
 *
 * <p>Depends on {@code engine.failure} only.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.stop;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
