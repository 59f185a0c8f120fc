/**
 * bootstrap.sh on the machines of a swarm, as a detached process: it is started on each machine, then polled until it
 * ends.
 *
 * <p>It does not depend on a connection, so any number of machines can install at the same time, and a process that
 * continues a bring-up finds what the one before has started. Start reading at
 * {@link io.jenkins.plugins.locustswarm.engine.bootstrap.Bootstrapping}. May use {@code engine.run}, {@code
 * engine.machine}, {@code engine.files}, {@code engine.record} and {@code engine.shell}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.bootstrap;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
