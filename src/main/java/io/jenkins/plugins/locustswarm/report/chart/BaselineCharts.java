package io.jenkins.plugins.locustswarm.report.chart;

import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The lines of another run.
 *
 * @param name what people call the run, for example {@code #12}
 * @param secondsPerPoint the seconds that a point of its lines covers
 */
@Restricted(NoExternalUse.class)
public record BaselineCharts(String name, long secondsPerPoint, List<ChartLine> lines) {}
