/**
 * The provider for existing hosts that are reached over SSH. A host is locked while a swarm uses it.
 *
 * <p>Start reading at {@code HostsProvider}.
 */
package io.jenkins.plugins.locustswarm.engine.machine.hosts;
