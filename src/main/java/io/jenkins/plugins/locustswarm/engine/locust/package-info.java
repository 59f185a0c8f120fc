/**
 * Locust on one machine: its command line, its logs, its version, and the files of a run; and the check of a locustfile before
 * there is a machine.
 *
 * <p>Facts about Locust name the source file and the version in which they were read. May use {@code engine.shell} and the
 * values of {@code engine.record}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.locust;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
