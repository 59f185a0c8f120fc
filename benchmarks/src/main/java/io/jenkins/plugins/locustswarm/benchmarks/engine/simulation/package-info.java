/**
 * A simulated EC2 with a clock of its own, for swarms larger than this computer can hold.
 */
package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;
