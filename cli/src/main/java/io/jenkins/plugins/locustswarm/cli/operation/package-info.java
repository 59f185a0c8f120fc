/**
 * The operations behind the subcommands. Start reading at {@link
 * io.jenkins.plugins.locustswarm.cli.operation.TestOperation}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.cli.operation;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
