/**
 * What takes swarms down when their build does not: listeners at the end of a build, reapers, and the extension of leases
 * while a build goes on.
 */
package io.jenkins.plugins.locustswarm.cleanup;
