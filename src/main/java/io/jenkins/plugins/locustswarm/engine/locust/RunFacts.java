package io.jenkins.plugins.locustswarm.engine.locust;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of a finished run beside its files.
 *
 * @param swarm the swarm's name
 * @param provider which provider had the machines
 * @param locustfile path below the bootstrap directory
 * @param host base URL of the target; null when the locustfile brings its own
 * @param users simulated users asked for; null when Locust's web page or a load shape says
 * @param spawnRate users started per second; null likewise
 * @param runTime how long the load was to last; null for a run until it is stopped
 * @param stopTimeout how long users may finish what they do when the run ends
 * @param quitTimeout how long Locust may take to end after that
 * @param startedAt when the load began; null when it never did
 * @param endedAt when it ended
 * @param workersAsked worker processes asked for; a machine can have several
 * @param workerMachinesAsked worker machines asked for
 * @param workerMachinesReady worker machines on which Locust was started
 * @param workersGone why worker machines are gone for good, by their names, to go on after the name
 * @param exitCode of the master; null when it ended without one
 * @param outerClock why the swarm ended Locust; null when it did not
 * @param stoppedByUser whether somebody stopped it
 * @param killedBySwarm whether Locust did not end when it was asked to, and the swarm killed it
 * @param strayConfiguration Locust's own configuration files that lay beside the locustfile, for example
 *     {@code locust.conf}
 * @param workerExits how Locust ended on the workers, as far as that is known and was not the swarm's doing
 */
public record RunFacts(
        String swarm,
        String provider,
        String locustfile,
        String host,
        Integer users,
        Double spawnRate,
        Duration runTime,
        Duration stopTimeout,
        Duration quitTimeout,
        Instant startedAt,
        Instant endedAt,
        int workersAsked,
        int workerMachinesAsked,
        int workerMachinesReady,
        Map<String, String> workersGone,
        Integer exitCode,
        TerminationReason outerClock,
        boolean stoppedByUser,
        boolean killedBySwarm,
        List<String> strayConfiguration,
        List<WorkerExit> workerExits) {

    public RunFacts {
        stopTimeout = stopTimeout == null ? Duration.ZERO : stopTimeout;
        quitTimeout = quitTimeout == null ? RunPlan.DEFAULT_QUIT_TIMEOUT : quitTimeout;
        workersGone = workersGone == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(workersGone));
        strayConfiguration = strayConfiguration == null ? List.of() : List.copyOf(strayConfiguration);
        workerExits = workerExits == null ? List.of() : List.copyOf(workerExits);
    }

    /** Facts of a run on that swarm, to be filled in. */
    public static RunFactsBuilder of(String swarm, String provider) {
        return new RunFactsBuilder(swarm, provider);
    }
}
