/**
 * Locust on one machine: its command line, its version, and the files of a run; and the check of a locustfile before there
 * is a machine. The logs are in {@code engine.locust.log}. Facts about Locust name the source file and the version in which
 * they were read.
 *
 * <p>May use {@code engine.shell}, {@code engine.files}, {@code engine.failure} and the values of {@code engine.record} and
 * {@code engine.stop}. Start reading at {@link io.jenkins.plugins.locustswarm.engine.locust.LocustOnMachine}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.locust;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
