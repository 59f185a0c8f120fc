/**
 * The provider for existing hosts that are reached over SSH. A host is locked while a swarm uses it.
 *
 * <p>Start reading at {@code HostsProvider}.
 *
 * <p>May use {@code engine.machine}, {@code engine.record} and {@code engine.shell}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
