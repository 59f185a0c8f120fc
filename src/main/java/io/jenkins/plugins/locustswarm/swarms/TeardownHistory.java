package io.jenkins.plugins.locustswarm.swarms;

import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers the causes of recent teardowns, for operations that no longer find their swarm. Kept in memory only, so that
 * causes are unknown after a restart. Thread-safe.
 */
final class TeardownHistory {

    /** More than the number of builds that may still ask. */
    private static final int MAX_SIZE = 1000;

    private final Map<String, Teardown> known = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Teardown> eldest) {
            return size() > MAX_SIZE;
        }
    };

    private record Teardown(String runId, TeardownCause cause) {}

    /** Remembers the first cause of a teardown; later ones only repeat it. */
    synchronized void begun(SwarmRecord swarm, TeardownCause cause) {
        known.putIfAbsent(swarm.name(), new Teardown(SwarmOwner.of(swarm).runId(), cause));
    }

    /** Returns the cause of the teardown of a swarm; empty if unknown. */
    synchronized Optional<TeardownCause> of(String swarm) {
        return Optional.ofNullable(known.get(swarm)).map(Teardown::cause);
    }

    /** Returns a sentence about the teardown of a swarm, without a full stop. */
    String sentence(String swarm) {
        return "Swarm " + swarm + " was taken down"
                + of(swarm).map(cause -> " " + cause).orElse("");
    }

    /** Returns the name of the build's swarm whose teardown began last; empty if unknown. */
    synchronized Optional<String> lastOf(String runId) {
        String last = null;
        for (Map.Entry<String, Teardown> entry : known.entrySet()) {
            if (entry.getValue().runId().equals(runId)) {
                last = entry.getKey();
            }
        }
        return Optional.ofNullable(last);
    }

    /** Returns whether this was the build of a swarm that was taken down. */
    synchronized boolean isOf(String swarm, String runId) {
        Teardown teardown = known.get(swarm);
        return teardown != null && teardown.runId().equals(runId);
    }
}
