package io.jenkins.plugins.locustswarm.engine.locust;

import io.jenkins.plugins.locustswarm.engine.record.Load;
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
 * @param load what Locust was asked for
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
        Load load,
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
        workersGone = workersGone == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(workersGone));
        strayConfiguration = strayConfiguration == null ? List.of() : List.copyOf(strayConfiguration);
        workerExits = workerExits == null ? List.of() : List.copyOf(workerExits);
    }

    /** Facts of a run on that swarm, to be filled in. */
    public static RunFactsBuilder of(String swarm, String provider) {
        return new RunFactsBuilder(swarm, provider);
    }
}
