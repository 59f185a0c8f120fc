/**
 * Options and parameters that several subcommands share, as mixins of picocli. They turn what the user typed into
 * values of the engine; nothing is started here.
 *
 * <p>May use {@code cli.config}, {@code cli.files}, {@code cli.operation}, {@code cli.process} and the engine; used by
 * {@code cli.command} only. Start reading at {@link io.jenkins.plugins.locustswarm.cli.command.option.MachineOptions}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.cli.command.option;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
