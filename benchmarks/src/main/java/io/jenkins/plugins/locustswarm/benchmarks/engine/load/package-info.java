/**
 * The load that one worker makes.
 */
package io.jenkins.plugins.locustswarm.benchmarks.engine.load;
