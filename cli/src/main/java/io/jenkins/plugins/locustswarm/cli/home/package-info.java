/**
 * The folder in which the command keeps records, keys and locks.
 */
package io.jenkins.plugins.locustswarm.cli.home;
