/**
 * Benchmarks of the engine. Start reading at {@code EngineBenchmarks}.
 */
package io.jenkins.plugins.locustswarm.benchmarks.engine;
