/**
 * The sample API of {@code locust-swarm demo}. Start reading at {@link
 * io.jenkins.plugins.locustswarm.cli.demo.KanduApi}.
 *
 * <p>Depends on nothing else.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.cli.demo;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
