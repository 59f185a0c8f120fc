package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

import io.jenkins.plugins.locustswarm.engine.machine.Arrivals;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Provider;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.MachineLease;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.KeyVault;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The EC2 provider on a simulated EC2, with machines that it reaches without SSH. */
public final class SimulatedProvider implements MachineProvider {

    private final Ec2Provider real;
    private final Ec2Api api;
    private final SimulatedNetwork network;

    /**
     * @param client the simulated EC2, or another client in front of it
     * @param settings with the times of the simulation
     */
    public SimulatedProvider(Ec2Client client, SimulatedNetwork network, Ec2Settings settings, KeyVault vault) {
        this.api = new Ec2Api(client, settings);
        this.network = network;
        this.real = new Ec2Provider(settings, api, network, vault, null);
    }

    /** Returns the settings that every simulation needs. */
    public static Ec2Settings.Builder settings(SimulatedTime time) {
        return Ec2Settings.builder()
                .region("us-east-1")
                .allowedCidrs(List.of("192.0.2.1/32"))
                .timing(time.timing());
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public void create(RecordKeeper keeper, Progress progress) throws InterruptedException {
        try (Fleet fleet = new Fleet(this, keeper.get().name())) {
            create(keeper, fleet, machines -> {}, progress);
        }
    }

    @Override
    public void create(RecordKeeper keeper, Fleet fleet, Arrivals arrivals, Progress progress)
            throws InterruptedException {
        real.create(keeper, fleet, arrivals, progress);
    }

    @Override
    public Map<String, String> takenBack(SwarmRecord swarm) throws InterruptedException {
        return real.takenBack(swarm);
    }

    @Override
    public Map<String, String> whyGone(SwarmRecord swarm, Collection<MachineRecord> machines)
            throws InterruptedException {
        return real.whyGone(swarm, machines);
    }

    @Override
    public void destroy(RecordKeeper keeper, Set<Role> roles, Progress progress) throws InterruptedException {
        real.destroy(keeper, roles, progress);
    }

    @Override
    public void extendLease(RecordKeeper keeper, Instant end) throws InterruptedException {
        try (Fleet fleet = new Fleet(this, keeper.get().name())) {
            new MachineLease(api, fleet).extend(keeper, end);
        }
    }

    @Override
    public Shell connect(SwarmRecord swarm, MachineRecord machine) throws InterruptedException {
        return network.connect(machine);
    }

    @Override
    public boolean terminatesMachines() {
        return real.terminatesMachines();
    }

    @Override
    public boolean bootstrapsAsRoot() {
        return real.bootstrapsAsRoot();
    }

    @Override
    public int masterPort(MachineRecord master, Shell shell) {
        return real.masterPort(master, shell);
    }

    @Override
    public void close() {
        real.close();
    }
}
