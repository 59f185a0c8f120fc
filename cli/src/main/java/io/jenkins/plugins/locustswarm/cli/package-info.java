/**
 * The command {@code locust-swarm}. It needs the engine and nothing of Jenkins.
 */
package io.jenkins.plugins.locustswarm.cli;
