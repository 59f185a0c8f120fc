/**
 * The sample API of {@code locust-swarm demo}.
 */
package io.jenkins.plugins.locustswarm.cli.demo;
