package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * What the caller wants of the results.
 *
 * @param folder where they were asked to go; null when nobody said
 * @param judge adds what became of the gates
 * @param json whether they are printed as JSON, and not as a table
 */
public record ResultRequest(Path folder, UnaryOperator<RunSummary> judge, boolean json) {}
