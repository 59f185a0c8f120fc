/**
 * The configuration file. Start reading at {@code Config}.
 */
package io.jenkins.plugins.locustswarm.cli.config;
