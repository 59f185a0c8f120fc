/**
 * One run of Locust on a swarm: start it, watch it, collect its files, stop it.
 *
 * <p>A run is detached: it continues without a connection, so waiting is polling and collecting is copying files. Start
 * reading at {@code RunStart}, {@code RunWatch} and {@code RunCollection}. May use the packages
 * below {@code engine} but {@code engine.bootstrap}. Used by {@code engine} and {@code engine.bootstrap} only, except for the
 * types that front ends hold between two polls.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.run;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
