/**
 * {@code junit.xml}: the verdict of a run as a report of tests, which Jenkins' {@code junit} step, GitLab and other CI servers
 * show.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.gate.junit.JUnitReport}.
 *
 * <p>May use {@code engine.gate}, {@code engine.record} and {@code engine.stats}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.gate.junit;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
