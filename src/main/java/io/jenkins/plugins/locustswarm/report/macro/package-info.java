/**
 * Macros about the load tests of a build, for the optional plugin token-macro: mails, descriptions and names of builds.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.report.macro.LocustMacro}. Nothing else refers to this package.
 *
 * <p>May use the other packages of {@code report} and the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.report.macro;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
