package io.jenkins.plugins.locustswarm.report.chart;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The threshold of a gate, for a line.
 *
 * @param line the id of the {@link ChartLine}
 * @param value the threshold, in the unit of the line
 * @param text the gate without the name of its requests, for example {@code p95 < 800 ms}
 * @param passed whether the run passed the gate
 */
@Restricted(NoExternalUse.class)
public record ChartThreshold(String line, double value, String text, boolean passed) {}
