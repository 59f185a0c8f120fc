/** Measures the command itself. */
package io.jenkins.plugins.locustswarm.benchmarks.engine.command;
