/**
 * Work on many machines at once over SSH.
 */
package io.jenkins.plugins.locustswarm.benchmarks.engine.machines;
