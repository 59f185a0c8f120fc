package io.jenkins.plugins.locustswarm.engine.locust;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The facts about a finished run in addition to its files. For the plain results of a Locust without a swarm, only the
 * times are known.
 *
 * @param swarm name of the swarm
 * @param provider provider of the machines
 * @param load the load that was requested
 * @param startedAt when the load began; absent if it did not
 * @param endedAt when the load ended
 * @param workersAsked number of worker processes requested; a machine can have several
 * @param workerMachinesAsked number of worker machines requested
 * @param workerMachinesReady number of worker machines on which Locust was started
 * @param workersGone worker machines that no longer exist, by name, with the rest of a sentence that begins with the name
 * @param exitCode exit code of the master; absent if it ended without one
 * @param termination why the swarm ended Locust, if it did
 * @param stoppedByUser whether a person stopped the run
 * @param killedBySwarm whether Locust did not end when it was told to, and the swarm killed it
 * @param earlyStop the stop condition or the user that ended the load, if one did
 * @param strayConfiguration configuration files of Locust beside the locustfile or in the home folder, for example {@code
 *     locust.conf}
 * @param namedConfiguration configuration files of Locust that the arguments of the run name
 * @param workerExits how Locust ended on the workers on which the swarm did not end it
 * @param slaveClocks the clocks of the slaves that could be compared with the master's
 */
public record RunFacts(
        @CheckForNull String swarm,
        @CheckForNull String provider,
        Load load,
        @CheckForNull Instant startedAt,
        @CheckForNull Instant endedAt,
        int workersAsked,
        int workerMachinesAsked,
        int workerMachinesReady,
        Map<String, String> workersGone,
        @CheckForNull Integer exitCode,
        @CheckForNull TerminationReason termination,
        boolean stoppedByUser,
        boolean killedBySwarm,
        @CheckForNull EarlyStop earlyStop,
        List<String> strayConfiguration,
        List<String> namedConfiguration,
        List<WorkerExit> workerExits,
        List<SlaveClock> slaveClocks) {

    public RunFacts {
        workersGone = Collections.unmodifiableMap(new TreeMap<>(workersGone));
        strayConfiguration = List.copyOf(strayConfiguration);
        namedConfiguration = List.copyOf(namedConfiguration);
        workerExits = List.copyOf(workerExits);
        slaveClocks = List.copyOf(slaveClocks);
    }

    /** Whether a configuration file of Locust may have set an option that the load lacks. */
    public boolean hasConfiguration() {
        return !strayConfiguration.isEmpty() || !namedConfiguration.isEmpty();
    }

    /** Starts the facts of a run on this swarm. */
    public static RunFactsBuilder of(@CheckForNull String swarm, @CheckForNull String provider) {
        return new RunFactsBuilder(swarm, provider);
    }
}
