/**
 * Runs of one load test over time: what changed, since which run, and what of it still holds in the newest one; and two
 * runs compared.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.trend.Trend}, which takes runs as
 * {@link io.jenkins.plugins.locustswarm.engine.trend.PastRun} from any source: folders of results or the builds of a job.
 * {@link io.jenkins.plugins.locustswarm.engine.trend.HoldingChanges} is what gates ask.
 *
 * <p>May use {@code engine.trend.changepoint}, {@code engine.stats} and {@code engine.record}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.trend;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
