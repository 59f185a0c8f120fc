/**
 * Formats figures and JSON for pages.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.report.view;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
