package io.jenkins.plugins.locustswarm.engine.record;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An installation that creates swarms, for example a Jenkins controller, as a reaper sees it.
 *
 * @param controllerIds current and earlier ids of the installation, which its swarms have
 * @param records returns the readable records; called for every swarm before it is removed, since its lease may have been
 *     extended in the meantime
 */
public record Installation(Set<String> controllerIds, Supplier<List<SwarmRecord>> records) {

    /** @param ids ids of the installation; blank ones are ignored, since they would match swarms without an id */
    public static Installation of(Collection<String> ids, Supplier<List<SwarmRecord>> records) {
        return new Installation(
                Set.copyOf(ids.stream().filter(id -> !id.isBlank()).toList()), records);
    }
}
