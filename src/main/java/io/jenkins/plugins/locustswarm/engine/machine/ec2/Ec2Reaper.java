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
 * Finds swarms by their tags, and removes those of one controller whose lease is over: machines, security groups and
 * key pairs, also of runs that crashed and left no record. Others' swarms are listed and never touched, and neither is
 * a swarm whose record has a later lease than its tags.
 */
public final class Ec2Reaper implements AutoCloseable {

    private final Ec2Settings settings;
    private final Ec2Api api;

    /** @param settings of which the place and the pace count */
    public Ec2Reaper(Ec2Settings settings, Ec2Access access) {
        this.settings = settings;
        this.api = new Ec2Api(access.client(settings), settings);
    }

    /**
     * Every swarm of the account in this region, everybody's.
     *
     * @throws Ec2CallException when EC2 cannot be asked
     */
    public List<DiscoveredSwarm> list(Instant now) throws InterruptedException {
        return new Ec2Inventory(api, settings).swarms(now);
    }

    /** Those that {@link #reap} would remove: looks only. */
    public List<DiscoveredSwarm> reapable(Installation own, Instant now) throws InterruptedException {
        return list(now).stream().filter(swarm -> swarm.isReapable(own, now)).toList();
    }

    /**
     * Removes the swarms of that installation whose lease is over.
     *
     * @return those that were removed
     * @throws MachinesLeftException when something of one may be left; the others were removed all the same
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
                    "Not everything could be removed in region " + settings.region()
                            + (last == null ? "" : ": " + last.getMessage()) + " Left may be: "
                            + String.join(", ", left) + ".",
                    left,
                    last);
        }
        return reaped;
    }

    private Set<String> remove(DiscoveredSwarm swarm) throws InterruptedException {
        Ec2Removal removal = new Ec2Removal(api, settings.pace());
        Set<String> left = removal.terminate(swarm.machines(), false);
        if (!left.isEmpty()) {
            return left;
        }
        Ec2Deletion deletion = new Ec2Deletion(api, Duration.ZERO);
        for (String pair : swarm.keyPairs()) {
            deletion.deleteKeyPair(pair);
        }
        left = removal.awaitTerminated(swarm.machines());
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
