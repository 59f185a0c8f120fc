/**
 * Output on a terminal or into a log.
 */
package io.jenkins.plugins.locustswarm.cli.terminal;
