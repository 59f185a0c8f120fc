/**
 * Gates: conditions on the figures of a run, given by the user, which decide its verdict.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.gate.Gate} and
 * {@link io.jenkins.plugins.locustswarm.engine.gate.Gates}.
 */
package io.jenkins.plugins.locustswarm.engine.gate;
