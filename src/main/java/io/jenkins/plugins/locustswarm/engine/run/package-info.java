/**
 * One run of Locust on a swarm: start it, watch it, collect its files, stop it.
 *
 * <p>A run is detached: it goes on without a connection, so that watching is polling and collecting is copying. Start
 * reading at {@code RunStart}, {@code RunWatch} and {@code RunCollection}. Used by {@code engine} only, except for the
 * types that front ends hold between two polls.
 */
package io.jenkins.plugins.locustswarm.engine.run;
