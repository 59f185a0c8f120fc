package io.jenkins.plugins.locustswarm.engine.record;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An installation that makes swarms, such as one Jenkins, as a reaper must know it: by the ids that it gave its swarms,
 * and by its records.
 *
 * @param controllerIds the id of the installation, and those that it had before
 * @param records gives the records that can be read now; asked again for every swarm that is to be removed, since a
 *     lease may be extended while a reaper is at work
 */
public record Installation(Set<String> controllerIds, Supplier<List<SwarmRecord>> records) {

    /** @param ids blank ones are left out: what has no controller belongs to none */
    public static Installation of(Collection<String> ids, Supplier<List<SwarmRecord>> records) {
        return new Installation(
                Set.copyOf(ids.stream().filter(id -> !id.isBlank()).toList()), records);
    }
}
