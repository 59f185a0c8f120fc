/**
 * The freestyle build steps and the post-build teardown.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.steps.freestyle.FreestyleRunner}.
 */
package io.jenkins.plugins.locustswarm.steps.freestyle;
