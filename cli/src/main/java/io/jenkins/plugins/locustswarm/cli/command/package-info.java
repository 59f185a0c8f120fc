/**
 * The subcommands and their options, with picocli. Start reading at {@link
 * io.jenkins.plugins.locustswarm.cli.command.Commands}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.cli.command;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
