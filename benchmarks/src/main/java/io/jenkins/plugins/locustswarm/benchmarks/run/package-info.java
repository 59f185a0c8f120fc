/**
 * Runs benchmarks in interleaved rounds. Start reading at {@code BenchmarksMain}.
 */
package io.jenkins.plugins.locustswarm.benchmarks.run;
