/**
 * The operations behind the subcommands. Start reading at {@link
 * io.jenkins.plugins.locustswarm.cli.operation.TestOperation}.
 *
 * <p>May use the engine and the packages of the command but {@code cli.command}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.cli.operation;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
