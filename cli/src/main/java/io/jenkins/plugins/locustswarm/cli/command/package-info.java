/**
 * The subcommands and their options, with picocli. Start reading at {@code Commands}.
 */
package io.jenkins.plugins.locustswarm.cli.command;
