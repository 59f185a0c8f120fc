/**
 * The page of a running load test.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.report.live;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
