/**
 * The subcommands, with picocli: each checks what the user typed and starts an operation. Start reading at {@link
 * io.jenkins.plugins.locustswarm.cli.command.Commands}.
 *
 * <p>May use every package of the command and of the engine; only {@code cli} uses it.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.cli.command;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
