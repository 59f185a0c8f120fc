/**
 * The fields of forms and of Pipeline steps, and their checks. Every class tolerates null in each field of a stored
 * configuration, since that may be written by hand.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.steps.form.LoadForm}, the fields as texts, and
 * {@link io.jenkins.plugins.locustswarm.steps.form.LoadSettings}, the same fields checked.
 *
 * <p>May use config, reports and the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.steps.form;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
