/**
 * What the subcommands do. Start reading at {@link io.jenkins.plugins.locustswarm.cli.operation.TestOperation}.
 */
package io.jenkins.plugins.locustswarm.cli.operation;
