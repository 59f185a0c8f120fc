/**
 * The part of a load test that {@code build.xml} stores: plain classes of strings and numbers, within a budget of bytes.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.report.kept.TestSummary}. May use the values of the
 * engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.report.kept;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
