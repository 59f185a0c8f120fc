package io.jenkins.plugins.locustswarm.cli.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * How the caller wants the results.
 *
 * @param folder the folder that was named for them
 * @param judge adds the outcome of the gates to a summary
 * @param json whether to print JSON instead of a table
 */
public record ResultRequest(@CheckForNull Path folder, UnaryOperator<RunSummary> judge, boolean json) {}
