/**
 * The rows of {@code benchmarks/results.md}: what was measured, against what, and whether the goal is met.
 */
package io.jenkins.plugins.locustswarm.benchmarks.row;
