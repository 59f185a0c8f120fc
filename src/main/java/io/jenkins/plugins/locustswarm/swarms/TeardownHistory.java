package io.jenkins.plugins.locustswarm.swarms;

import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * By whom the latest swarms were taken down, for builds that look for them afterwards. In memory only: after a restart
 * that is unknown. Safe for use by several threads.
 */
final class TeardownHistory {

    /** More than there are builds that could still ask. */
    private static final int MAX_KNOWN = 1000;

    private final Map<String, Teardown> known = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Teardown> eldest) {
            return size() > MAX_KNOWN;
        }
    };

    private record Teardown(String runId, TeardownCause cause) {}

    /** Whoever asks first is the one; others go on with it. */
    synchronized void begun(SwarmRecord swarm, TeardownCause cause) {
        known.putIfAbsent(swarm.name(), new Teardown(SwarmOwner.of(swarm).runId(), cause));
    }

    /** Empty when that is unknown. */
    synchronized Optional<TeardownCause> of(String swarm) {
        return Optional.ofNullable(known.get(swarm)).map(Teardown::cause);
    }

    /** About a swarm whose teardown is known, without a full stop. */
    String sentence(String swarm) {
        return "Swarm " + swarm + " was taken down"
                + of(swarm).map(cause -> " " + cause).orElse("");
    }

    /** The name of the build's swarm whose teardown began last; empty when that is unknown. */
    synchronized Optional<String> lastOf(String runId) {
        String last = null;
        for (Map.Entry<String, Teardown> entry : known.entrySet()) {
            if (entry.getValue().runId().equals(runId)) {
                last = entry.getKey();
            }
        }
        return Optional.ofNullable(last);
    }

    synchronized boolean isOf(String swarm, String runId) {
        Teardown teardown = known.get(swarm);
        return teardown != null && teardown.runId().equals(runId);
    }
}
