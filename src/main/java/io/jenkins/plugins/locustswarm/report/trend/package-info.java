/**
 * The trends of a job: pages and charts.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.report.trend;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
