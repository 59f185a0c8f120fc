/**
 * History files of any size for benchmarks.
 */
package io.jenkins.plugins.locustswarm.benchmarks.history;
