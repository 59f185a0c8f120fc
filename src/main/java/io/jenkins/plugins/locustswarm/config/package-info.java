/**
 * Profiles of machines, credentials, and configuration as code.
 *
 * <p>Start reading at {@code LocustSwarmConfiguration} and {@code SwarmMachines}. May use the engine; knows nothing of
 * steps, reports or swarms.
 */
package io.jenkins.plugins.locustswarm.config;
