package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Access;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.FileKeyVault;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** A swarm in the loopback cloud: its record on disk, its provider, and the provider's progress lines. */
public final class CloudSwarm implements AutoCloseable {

    static final String CONTROLLER = "controller-1";

    private final FileRecordStore store;
    private final FileKeyVault vault;
    private final RecordKeeper keeper;
    private final Ec2Provider provider;
    private final List<String> said = new CopyOnWriteArrayList<>();

    private CloudSwarm(Path folder, SwarmRecord record, Ec2Settings settings, Ec2Access access, SshKey userKey) {
        this.store = new FileRecordStore(folder);
        this.vault = new FileKeyVault(store::folderOf);
        this.keeper = new RecordKeeper(store, record);
        this.provider = new Ec2Provider(settings, access, vault, userKey);
    }

    /** Plans a swarm with a master, workers and a lease of an hour; nothing of it exists yet. */
    public static CloudSwarm planned(LoopbackCloud cloud, Path folder, int workers) {
        return planned(cloud, folder, workers, workers, cloud.settings().build());
    }

    /** Plans a swarm whose machines may take this long to boot. */
    static CloudSwarm planned(LoopbackCloud cloud, Path folder, int workers, int needed, Duration boot) {
        Ec2Settings.Builder settings = cloud.settings();
        settings.timing(settings.build().timing().withBoot(boot));
        return planned(cloud, folder, workers, needed, settings.build());
    }

    public static CloudSwarm planned(LoopbackCloud cloud, Path folder, int workers, int needed, Ec2Settings settings) {
        return planned(cloud, folder, "load", workers, needed, settings);
    }

    public static CloudSwarm planned(
            LoopbackCloud cloud, Path folder, String name, int workers, int needed, Ec2Settings settings) {
        Instant now = Instant.now();
        SwarmRecord record = SwarmRecord.planned(
                        name,
                        "ann",
                        CONTROLLER,
                        "ec2",
                        Map.of("team", "load $(tests)"),
                        now,
                        now.plus(Duration.ofHours(1)))
                .withMasterAsked()
                .withWorkersAsked(workers, needed);
        return new CloudSwarm(folder, record, settings, cloud.access(), null);
    }

    /** A swarm of a master with a key pair of the user's own. */
    public static CloudSwarm withKey(LoopbackCloud cloud, Path folder, Ec2Settings settings, SshKey key) {
        Instant now = Instant.now();
        SwarmRecord record = SwarmRecord.planned(
                        "load", "ann", CONTROLLER, "ec2", Map.of(), now, now.plus(Duration.ofHours(1)))
                .withMasterAsked();
        return new CloudSwarm(folder, record, settings, cloud.access(), key);
    }

    /** Opens the swarm as another process that has only the files. */
    static CloudSwarm found(LoopbackCloud cloud, Path folder, String name) {
        SwarmRecord record = new FileRecordStore(folder).load(name).orElseThrow();
        return new CloudSwarm(folder, record, cloud.settings().build().forSwarm(record), cloud.access(), null);
    }

    /** The controller of the tests after it has lost all records. */
    static Installation own() {
        return ownOf(CONTROLLER);
    }

    /** The same for another controller, or with the records of some swarms. */
    static Installation ownOf(String controller, SwarmRecord... records) {
        return Installation.of(List.of(controller), () -> List.of(records));
    }

    SwarmRecord record() {
        return keeper.get();
    }

    public RecordKeeper keeper() {
        return keeper;
    }

    Ec2Provider provider() {
        return provider;
    }

    public FileKeyVault vault() {
        return vault;
    }

    public List<String> said() {
        return said;
    }

    public CloudSwarm create() throws InterruptedException {
        provider.create(keeper, new RecordedProgress(said));
        return this;
    }

    CloudSwarm askForWorkers(int count) {
        keeper.update(record -> record.withWorkersAsked(count, count));
        return this;
    }

    public void destroy() throws InterruptedException {
        destroy(EnumSet.allOf(Role.class));
    }

    public void destroy(EnumSet<Role> roles) throws InterruptedException {
        provider.destroy(keeper, roles, new RecordedProgress(said));
    }

    MachineRecord machine(String name) {
        return record().machines().stream()
                .filter(machine -> machine.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The reason that the provider gives for a lost machine. */
    Optional<String> whyGone(String name) throws InterruptedException {
        return provider.whyGone(record(), machine(name));
    }

    public ShellResult run(String name, String script) throws InterruptedException {
        try (Shell shell = provider.connect(record(), machine(name))) {
            return shell.run(Script.of(script));
        }
    }

    /** Runs the script on each machine, and returns the outputs. */
    public List<String> runOnAll(String script) throws InterruptedException {
        try (Fleet fleet = new Fleet(provider, record().name())) {
            return fleet
                    .onEach(
                            record(),
                            record().machines(),
                            (machine, shell) -> shell.run(Script.of(script)).out())
                    .stream()
                    .map(outcome -> outcome.failed() ? outcome.failure().toString() : outcome.value())
                    .toList();
        }
    }

    @Override
    public void close() {
        provider.close();
    }

    /**
     * Creates a security group of another swarm, with a rule that refers to this swarm's group. EC2 does not delete a
     * group while there is such a rule.
     *
     * @return the id of the other group
     */
    String createReferringGroup(LoopbackCloud cloud) {
        String group = new Ec2Resources(record()).group().orElseThrow();
        String vpc = cloud.direct()
                .describeSecurityGroups(r -> r.groupIds(group))
                .securityGroups()
                .get(0)
                .vpcId();
        String other = cloud.direct()
                .createSecurityGroup(r -> r.groupName("other-swarm")
                        .description("of another swarm")
                        .vpcId(vpc)
                        .tagSpecifications(SwarmTags.on(record(), ResourceType.SECURITY_GROUP)))
                .groupId();
        cloud.direct()
                .authorizeSecurityGroupIngress(r -> r.groupId(other)
                        .ipPermissions(p -> p.ipProtocol("tcp")
                                .fromPort(1)
                                .toPort(2)
                                .userIdGroupPairs(pair -> pair.groupId(group))));
        return other;
    }
}
