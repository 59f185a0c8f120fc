/**
 * The exceptions of the engine. Each message is one sentence for the person who started the operation: what went wrong,
 * where, and what to do.
 *
 * <p>Depends on nothing else of the engine.
 */
package io.jenkins.plugins.locustswarm.engine.failure;
