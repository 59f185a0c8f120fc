/** Finding changes in a history of runs, against Apache Otava. */
package io.jenkins.plugins.locustswarm.benchmarks.engine.trend;
