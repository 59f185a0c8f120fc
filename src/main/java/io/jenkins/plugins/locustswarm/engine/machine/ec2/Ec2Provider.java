package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.Arrivals;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Access;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.cost.Ec2Cost;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.KeyVault;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.SwarmKeys;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.PortProbe;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.SshPortProbe;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.LaunchedMachine;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.HostTrust;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshAccess;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshShell;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Provides EC2 instances, launched together for a swarm. They terminate by themselves when the lease ends. */
public final class Ec2Provider implements MachineProvider {

    /** The provider's name in configuration and records. */
    public static final String NAME = "ec2";

    private final Ec2Settings settings;
    private final Ec2Api api;
    private final KeyVault vault;

    private final PortProbe probe;

    @CheckForNull
    private final SshKey userKey;

    /**
     * @param settings for an existing swarm, the result of {@link Ec2Settings#forSwarm}
     * @param vault storage of the private keys of swarms
     * @param userKey the private key of the key pair in the settings, if they name one
     * @throws BadInputException if only one of key pair and private key is given
     */
    public Ec2Provider(Ec2Settings settings, Ec2Access access, KeyVault vault, @CheckForNull SshKey userKey) {
        this(
                settings,
                new Ec2Api(access.client(settings), settings),
                new SshPortProbe(SwarmGroup.SSH_PORT),
                vault,
                userKey);
    }

    /** Creates a provider with this client and port probe. */
    public Ec2Provider(
            Ec2Settings settings, Ec2Api api, PortProbe probe, KeyVault vault, @CheckForNull SshKey userKey) {
        if (settings.keyName().isPresent() != (userKey != null)) {
            throw new BadInputException("aws_key_name and key_filename belong together: set both to use a key pair of"
                    + " your own, or neither to create one for the swarm.");
        }
        this.settings = settings;
        this.api = api;
        this.probe = probe;
        this.vault = vault;
        this.userKey = userKey;
    }

    @Override
    public String name() {
        return NAME;
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
        checkRegion(keeper.get());
        new Ec2BringUp(api, settings, vault, probe, fleet, progress).bringUp(keeper, arrivals);
    }

    /** Returns the Spot Instances that EC2 has interrupted. */
    @Override
    public Map<String, String> takenBack(SwarmRecord swarm) throws InterruptedException {
        return settings.spot() ? new Ec2RecordRefresh(api, settings).interrupted(swarm) : Map.of();
    }

    @Override
    public Shell connect(SwarmRecord swarm, MachineRecord machine) throws InterruptedException {
        return SshShell.connect(
                machine.name(),
                machine.address(),
                SwarmGroup.SSH_PORT,
                SshAccess.of(settings.user(), key(swarm), HostTrust.pinned(List.of(machine.hostKey()))));
    }

    @Override
    public Optional<String> whyGone(SwarmRecord swarm, MachineRecord machine) throws InterruptedException {
        return Optional.ofNullable(whyGone(swarm, List.of(machine)).get(machine.name()));
    }

    @Override
    public Map<String, String> whyGone(SwarmRecord swarm, Collection<MachineRecord> machines)
            throws InterruptedException {
        return new Ec2RecordRefresh(api, settings).whyGone(swarm, machines);
    }

    private SshKey key(SwarmRecord swarm) {
        if (userKey != null) {
            return userKey;
        }
        SwarmKeys keys = vault.load(swarm.name()).orElseThrow(() -> Ec2BringUp.keysMissing(swarm));
        return SshKey.parse(keys.client().privateText(), null, "The key of swarm " + swarm.name());
    }

    @Override
    public void destroy(RecordKeeper keeper, Set<Role> roles, Progress progress) throws InterruptedException {
        checkRegion(keeper.get());
        new Ec2Teardown(api, settings, vault, progress).destroy(keeper, roles);
    }

    @Override
    public void extendLease(RecordKeeper keeper, Instant end) throws InterruptedException {
        try (Fleet fleet = new Fleet(this, keeper.get().name())) {
            new MachineLease(api, fleet).extend(keeper, end);
        }
    }

    @Override
    public Optional<Cost> cost(SwarmRecord swarm, Instant now) {
        return Optional.of(Ec2Cost.of(swarm, settings, now));
    }

    @Override
    public Optional<String> machineType(SwarmRecord swarm, MachineRecord machine) {
        return new Ec2Resources(swarm).launched(machine).map(LaunchedMachine::type);
    }

    @Override
    public Optional<String> machineZone(SwarmRecord swarm, MachineRecord machine) {
        return new Ec2Resources(swarm).launched(machine).map(LaunchedMachine::zone);
    }

    /**
     * {@inheritDoc} The rule is deleted together with the security group of the swarm.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2CallException if EC2 refuses
     */
    @Override
    public void openPort(SwarmRecord swarm, int port) throws InterruptedException {
        new SwarmGroup(api, settings).openTo(swarm, port);
    }

    @Override
    public boolean terminatesMachines() {
        return true;
    }

    @Override
    public boolean bootstrapsAsRoot() {
        return true;
    }

    @Override
    public int masterPort(MachineRecord master, Shell shell) {
        return SwarmGroup.MASTER_PORT;
    }

    /** In another region the swarm would not be found, and would count as gone. */
    private void checkRegion(SwarmRecord swarm) {
        Ec2Resources resources = new Ec2Resources(swarm);
        String endpoint = settings.endpointUrl().map(Object::toString).orElse(null);
        boolean elsewhere = resources
                        .region()
                        .map(region -> !region.equals(settings.region()))
                        .orElse(false)
                || resources.endpoint().map(known -> !known.equals(endpoint)).orElse(false);
        if (resources.id().isPresent() && elsewhere) {
            throw new BadInputException("Swarm " + swarm.name() + " is in region "
                    + resources.region().orElseThrow()
                    + resources.endpoint().map(known -> " at " + known).orElse("") + ", but the configuration says "
                    + settings.region() + (endpoint == null ? "" : " at " + endpoint)
                    + ". Use the configuration that the swarm was created with.");
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
