package io.jenkins.plugins.locustswarm.report.live;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import java.util.List;

/**
 * The work behind a running test, as the page of the test sees it. The methods are called from threads of requests: they must
 * return quickly, and throw nothing unless they say so. Two objects are equal if they belong to the same step.
 */
public interface LiveOperation {

    /** Returns the phases of the operation, in their order. */
    List<LivePhase> phases();

    /** Returns the current phase; one of {@link #phases()}. */
    LivePhase phase();

    /** Returns the name of the swarm; absent before it is known. */
    @CheckForNull
    String swarm();

    /**
     * Returns the address of Locust's web page, where people start and stop the load; absent before it answers, and for a load
     * that is not controlled there.
     */
    @CheckForNull
    String webPage();

    /** Returns whether Locust's web page has answered, and was not closed since then. */
    boolean isWebPageOpen();

    /** Returns the load that was requested. */
    Load load();

    /** Returns the gates of the test. */
    List<Gate> gates();

    /** Returns the machines of the swarm; none before the swarm is known. */
    Machines machines();

    /** Returns what failed, in sentences; absent if nothing did. */
    @CheckForNull
    String failure();

    /** Returns why the load is being ended early; absent if it is not. */
    @CheckForNull
    EarlyStop earlyStop();

    /**
     * Records that this user stops the load; its results are collected soon.
     *
     * @return false if no load is running
     * @throws io.jenkins.plugins.locustswarm.engine.failure.SwarmException if it cannot be recorded
     */
    boolean stop(String user);

    /**
     * Numbers of machines of a swarm.
     *
     * @param ready machines on which {@code bootstrap.sh} has succeeded
     * @param asked machines that were requested; 0 if they are not yet known
     */
    record Machines(int ready, int asked) {}
}
