/**
 * Progress events of an operation, as a front end receives them.
 *
 * <p>Depends on nothing else of the engine. Start reading at
 * {@link io.jenkins.plugins.locustswarm.engine.progress.Progress}.
 */
package io.jenkins.plugins.locustswarm.engine.progress;
