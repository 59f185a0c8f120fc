/**
 * The pages of the load tests of one build, the page that compares a test with the one of another build, and the
 * archived files that they read.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.report.build.TestPage}. May use {@code report.chart},
 * {@code report.compare}, {@code report.history}, {@code report.kept}, {@code report.timeline}, {@code report.view} and
 * the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.report.build;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
