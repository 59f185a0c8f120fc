/**
 * Chart models, which do not depend on a running Jenkins.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.report.chart;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
