/**
 * Reading Locust's history files, against a peer.
 */
package io.jenkins.plugins.locustswarm.benchmarks.engine.history;
