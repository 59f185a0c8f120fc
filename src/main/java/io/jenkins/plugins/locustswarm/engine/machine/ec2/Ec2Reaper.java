package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Access;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2CallException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds swarms by their tags, and removes those of one installation whose lease has ended: instances, security groups and
 * key pairs, even if a crash has left no record. Swarms of other installations are listed but never removed, and neither
 * are swarms whose record has a later lease than their tags.
 */
public final class Ec2Reaper implements AutoCloseable {

    private final Ec2Settings settings;
    private final Ec2Api api;

    /** @param settings region, endpoint, timing and prices are used */
    public Ec2Reaper(Ec2Settings settings, Ec2Access access) {
        this(settings, new Ec2Api(access.client(settings), settings));
    }

    /** Creates a reaper that uses this client. */
    public Ec2Reaper(Ec2Settings settings, Ec2Api api) {
        this.settings = settings;
        this.api = api;
    }

    /**
     * Returns all swarms of the account in this region, whichever installation created them.
     *
     * @throws Ec2CallException if EC2 refuses a call or cannot be reached
     */
    public List<DiscoveredSwarm> list(Instant now) throws InterruptedException {
        return new Ec2Inventory(api, settings).swarms(now);
    }

    /** Returns the swarms that {@link #reap} would remove, and changes nothing. */
    public List<DiscoveredSwarm> reapable(Installation own, Instant now) throws InterruptedException {
        return list(now).stream().filter(swarm -> swarm.isReapable(own, now)).toList();
    }

    /**
     * Removes the swarms of an installation whose lease has ended.
     *
     * @return the removed swarms
     * @throws MachinesLeftException if resources of a swarm may be left; the other swarms are removed nevertheless
     */
    public List<DiscoveredSwarm> reap(Installation own, Instant now, Progress progress) throws InterruptedException {
        List<DiscoveredSwarm> reaped = new ArrayList<>();
        List<String> left = new ArrayList<>();
        Ec2CallException last = null;
        for (DiscoveredSwarm swarm : list(now)) {
            if (!swarm.isReapable(own, now)) {
                continue;
            }
            progress.phase("Removing swarm " + swarm.name() + " of " + swarm.owner() + ", whose lease ended at "
                    + swarm.leaseEnds() + ": " + String.join(", ", swarm.everything()) + ".");
            try {
                Set<String> still = remove(swarm);
                left.addAll(still);
                if (still.isEmpty()) {
                    reaped.add(swarm);
                }
            } catch (Ec2CallException e) {
                left.addAll(swarm.everything());
                last = e;
            }
        }
        if (!left.isEmpty()) {
            throw new MachinesLeftException(
                    "Swarms whose lease has ended could not be removed completely in region " + settings.region()
                            + (last == null ? ": EC2 has not confirmed it in time." : ": " + last.getMessage())
                            + " Resources that may be left: " + String.join(", ", left)
                            + ". The next reaping tries again; if this persists, delete them in the EC2 console.",
                    left,
                    last);
        }
        return reaped;
    }

    private Set<String> remove(DiscoveredSwarm swarm) throws InterruptedException {
        InstanceTermination termination = new InstanceTermination(api, settings.timing());
        Set<String> left = termination.terminate(swarm.machines(), false);
        if (!left.isEmpty()) {
            return left;
        }
        ResourceDeletion deletion = new ResourceDeletion(api, Duration.ZERO);
        for (String pair : swarm.keyPairs()) {
            deletion.deleteKeyPair(pair);
        }
        left = termination.awaitTerminated(swarm.machines());
        if (!left.isEmpty()) {
            return left;
        }
        for (String group : swarm.groups()) {
            deletion.deleteGroup(group);
        }
        return left;
    }

    @Override
    public void close() {
        api.close();
    }
}
