/**
 * Finds the positions at which the mean of a series changes, as <a href="https://otava.apache.org/">Apache Otava</a> 0.8.0
 * does it. Knows numbers only, and nothing of runs.
 *
 * <p>The method is E-divisive means (Matteson and James, 2014, <a href="https://arxiv.org/abs/1306.4933">arXiv:1306.4933</a>)
 * with windows and Student's t-test (Fleming et al., 2023, <a
 * href="https://doi.org/10.1145/3578244.3583719">doi:10.1145/3578244.3583719</a>). Two positions can be equally good but
 * for the last bit of a double, so that the order of additions decides: it is that of NumPy 2.2, on which Otava runs.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.trend.changepoint.ChangePointSearch}.
 *
 * <p>Depends on nothing else of the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.trend.changepoint;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
