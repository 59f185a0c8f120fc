package io.jenkins.plugins.locustswarm.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider.FolderCredentialsProperty;
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey.DirectEntryPrivateKeySource;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.DomainCredentials;
import hudson.ExtensionList;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.locustswarm.config.Ec2Machines;
import io.jenkins.plugins.locustswarm.config.Ec2MachinesDescriptor;
import io.jenkins.plugins.locustswarm.config.HostMachines;
import io.jenkins.plugins.locustswarm.config.HostMachinesDescriptor;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.config.SwarmMachines;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.fixture.LoopbackMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.SshKeys;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import io.jenkins.plugins.locustswarm.swarms.Swarms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Profiles on real SSH servers and on a cloud, all on loopback. */
@WithJenkins
class SwarmsOnMachinesTest {

    private JenkinsRule jenkins;
    private Builds builds;

    @TempDir
    Path folder;

    @BeforeAll
    static void needsMachines() {
        LoopbackMachine.assumePossible();
    }

    @BeforeEach
    void begin(JenkinsRule rule) {
        jenkins = rule;
        builds = new Builds(rule);
    }

    private static void profile(SwarmMachines machines) {
        LocustSwarmConfiguration.get().setProfiles(List.of(new SwarmProfile("default", machines)));
    }

    private static void add(Credentials credentials) throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().add(credentials);
        SystemCredentialsProvider.getInstance().save();
    }

    private static BasicSSHUserPrivateKey key(SshKeys.Pair pair) {
        return new BasicSSHUserPrivateKey(
                CredentialsScope.GLOBAL,
                "load-ssh",
                "load",
                new DirectEntryPrivateKeySource(pair.privateText()),
                null,
                "for load tests");
    }

    private static SwarmRecord plan(FreeStyleBuild build) {
        return Swarms.get()
                .plan(
                        Swarms.get().nameFor(build),
                        build,
                        build.getWorkspace(),
                        "default",
                        "checkout",
                        Map.of("team", "shop"),
                        Duration.ofMinutes(10));
    }

    private static HostMachines hosts(LoopbackMachine master, LoopbackMachine slave) {
        HostMachines hosts = new HostMachines(master.address(), slave.address());
        hosts.setCredentialsId("load-ssh");
        hosts.setFingerprints(
                master.address() + "=" + master.fingerprint() + "\n" + slave.address() + "=" + slave.fingerprint());
        return hosts;
    }

    @Test
    void aSwarmOnExistingHostsUsesTheKeyOfTheFolder() throws Exception {
        SshKeys.Pair pair = SshKeys.ed25519(folder);
        BasicSSHUserPrivateKey key = key(pair);
        Folder shop = jenkins.createProject(Folder.class, "shop");
        shop.addProperty(
                new FolderCredentialsProperty(new DomainCredentials[] {new DomainCredentials(null, List.of(key))}));
        try (LoopbackMachine master = LoopbackMachine.machine()
                        .authorizedKey(pair.publicLine())
                        .start();
                LoopbackMachine slave = LoopbackMachine.machine()
                        .authorizedKey(pair.publicLine())
                        .start()) {
            profile(hosts(master, slave));
            FreeStyleBuild build = builds.start(shop.createProject(FreeStyleProject.class, "load"), jenkins.jenkins);

            SwarmRecord record = ToySwarm.up(plan(build), folder);

            assertThat(record.phase()).isEqualTo(SwarmRecord.Phase.UP);
            assertThat(master.exec("test -x /home/load/.locust-swarm/venv/bin/locust")
                            .exitCode())
                    .isZero();
            assertThat(CredentialsProvider.getFingerprintOf(key).getJobs()).contains("shop/load");

            FreeStyleBuild outside = builds.start(jenkins.createFreeStyleProject("outside"), jenkins.jenkins);
            SwarmRecord without = plan(outside);
            assertThatThrownBy(() -> Swarms.get().open(without.name(), null, Progress.SILENT))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("that outside may use");
            SwarmRecords.get().delete(without.name());

            builds.end(build);
            builds.end(outside);
            assertThat(SwarmRecords.get().names()).isEmpty();
            jenkins.assertLogContains("Swarm " + record.name() + " is down.", build);
            assertThat(master.exec("test -e /home/load/.locust-swarm/swarms/" + record.name())
                            .exitCode())
                    .isNotZero();
        }
    }

    @Test
    void theFormLogsInToEveryHost() throws Exception {
        SshKeys.Pair pair = SshKeys.ed25519(folder);
        add(key(pair));
        HostMachinesDescriptor form = (HostMachinesDescriptor) Jenkins.get().getDescriptorOrDie(HostMachines.class);
        try (LoopbackMachine master = LoopbackMachine.machine()
                        .authorizedKey(pair.publicLine())
                        .start();
                LoopbackMachine slave = LoopbackMachine.machine()
                        .authorizedKey(pair.publicLine())
                        .start()) {
            String good = master.fingerprint() + "\n" + slave.fingerprint();

            FormValidation all = form.doTestConnection(master.address(), slave.address(), "load-ssh", good, 22, false);
            assertThat(all.kind).as(all.getMessage()).isEqualTo(FormValidation.Kind.OK);

            FormValidation unknown = form.doTestConnection(
                    master.address(), slave.address(), "load-ssh", master.fingerprint(), 22, false);
            assertThat(unknown.kind).isEqualTo(FormValidation.Kind.ERROR);
            assertThat(unknown.renderHtml())
                    .contains(slave.fingerprint())
                    .doesNotContain("presented the host key " + master.fingerprint());

            FormValidation first = form.doTestConnection(master.address(), slave.address(), "load-ssh", "", 22, false);
            assertThat(first.kind).isEqualTo(FormValidation.Kind.ERROR);
            assertThat(first.renderHtml())
                    .contains("presented the host key " + master.fingerprint()
                            + ", and there is no entry for this host in the pinned")
                    .contains("presented the host key " + slave.fingerprint()
                            + ", and there is no entry for this host in the pinned")
                    .doesNotContain("another one answers in its place");
        }
    }

    @Test
    void aSwarmOnEc2LeavesNothingBehind() throws Exception {
        add(new AWSCredentialsImpl(
                CredentialsScope.GLOBAL, "load-aws", LoopbackCloud.ACCESS_KEY, LoopbackCloud.SECRET_KEY, ""));
        try (LoopbackCloud cloud = LoopbackCloud.start()) {
            Ec2Machines machines = new Ec2Machines();
            machines.setCredentialsId("load-aws");
            machines.setEndpointUrl(cloud.endpoint().toString());
            machines.setSubnetIds(String.join(", ", cloud.subnets()));
            machines.setAllowedCidrs("127.0.0.0/8");
            machines.setUsePrivateIp(true);
            profile(machines);
            FreeStyleBuild build = builds.start(jenkins.createFreeStyleProject("load"), jenkins.jenkins);

            SwarmRecord record = ToySwarm.up(plan(build), folder);

            assertThat(cloud.launched()).hasSize(2);
            assertThat(form().doTestConnection("load-aws", false, "", LoopbackCloud.REGION, machines.getEndpointUrl())
                            .getMessage())
                    .contains("Swarms of all users in this region: 1");
            assertThat(Swarms.get().cost(record).orElseThrow().estimate())
                    .isBetween(BigDecimal.ZERO, new BigDecimal("0.01"));
            assertNoSecret(SwarmRecords.get().folderOf(record.name()));

            builds.end(build);

            assertThat(SwarmRecords.get().names()).isEmpty();
            jenkins.assertLogContains("Swarm " + record.name() + " is down.", build);
            jenkins.assertLogNotContains(LoopbackCloud.SECRET_KEY, build);
            assertThat(cloud.left()).isEmpty();
        }
    }

    @Test
    void resourcesOfASwarmWithoutARecordAreDeletedWhenItsLeaseExpires() throws Exception {
        add(new AWSCredentialsImpl(
                CredentialsScope.GLOBAL, "load-aws", LoopbackCloud.ACCESS_KEY, LoopbackCloud.SECRET_KEY, ""));
        try (LoopbackCloud cloud = LoopbackCloud.start()) {
            Ec2Machines machines = new Ec2Machines();
            machines.setCredentialsId("load-aws");
            machines.setEndpointUrl(cloud.endpoint().toString());
            profile(machines);
            lostGroup(cloud, "ours", LocustSwarmConfiguration.get().controllerId(), "2026-01-01T00:00:00Z");
            lostGroup(cloud, "alive", LocustSwarmConfiguration.get().controllerId(), "2099-01-01T00:00:00Z");
            lostGroup(cloud, "foreign", "jenkins-of-others", "2026-01-01T00:00:00Z");
            lostGroup(cloud, "ours-of-before", "jenkins-before", "2026-01-01T00:00:00Z");
            Files.writeString(
                    jenkins.jenkins.getRootDir().toPath().resolve("locust-swarm/controller-ids"),
                    LocustSwarmConfiguration.get().controllerId() + "\njenkins-before\n");

            ExtensionList.lookupSingleton(LostSwarmReaper.class).execute(TaskListener.NULL);

            assertThat(groups(cloud)).contains("alive", "foreign").doesNotContain("ours", "ours-of-before");
        }
    }

    @Test
    void lostSwarmsAreFoundWithTheCredentialsOfEachFolderThatMayUseTheProfile() throws Exception {
        try (LoopbackCloud cloud = LoopbackCloud.start()) {
            Ec2Machines machines = new Ec2Machines();
            machines.setCredentialsId("load-aws");
            machines.setEndpointUrl(cloud.endpoint().toString());
            SwarmProfile profile = new SwarmProfile("default", machines);
            profile.setFolders("shop");
            LocustSwarmConfiguration.get().setProfiles(List.of(profile));
            lostGroup(cloud, "ours", LocustSwarmConfiguration.get().controllerId(), "2026-01-01T00:00:00Z");
            ByteArrayOutputStream log = new ByteArrayOutputStream();

            Folder stock = jenkins.createProject(Folder.class, "stock");
            giveAwsCredentials(stock);
            ExtensionList.lookupSingleton(LostSwarmReaper.class)
                    .execute(new StreamTaskListener(log, StandardCharsets.UTF_8));
            assertThat(groups(cloud)).as("no job of stock may use the profile").contains("ours");
            assertThat(log.toString(StandardCharsets.UTF_8))
                    .contains("Swarm profile default: There are no AWS credentials with the id \"load-aws\"")
                    .contains("Jenkins tries again");

            Folder shop = jenkins.createProject(Folder.class, "shop");
            giveAwsCredentials(shop.createProject(Folder.class, "load"));
            ExtensionList.lookupSingleton(LostSwarmReaper.class).execute(TaskListener.NULL);
            assertThat(groups(cloud)).doesNotContain("ours");
        }
    }

    private static void giveAwsCredentials(Folder to) throws IOException {
        AWSCredentialsImpl own = new AWSCredentialsImpl(
                CredentialsScope.GLOBAL, "load-aws", LoopbackCloud.ACCESS_KEY, LoopbackCloud.SECRET_KEY, "");
        to.addProperty(
                new FolderCredentialsProperty(new DomainCredentials[] {new DomainCredentials(null, List.of(own))}));
    }

    private static List<String> groups(LoopbackCloud cloud) {
        return cloud.direct().describeSecurityGroups().securityGroups().stream()
                .map(SecurityGroup::groupName)
                .toList();
    }

    private static void lostGroup(LoopbackCloud cloud, String name, String controller, String leaseEnd) {
        List<Tag> tags =
                List.of(tag("swarm", name), tag("id", name), tag("controller", controller), tag("lease-end", leaseEnd));
        cloud.direct()
                .createSecurityGroup(request -> request.groupName(name)
                        .description(name)
                        .tagSpecifications(TagSpecification.builder()
                                .resourceType(ResourceType.SECURITY_GROUP)
                                .tags(tags)
                                .build()));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key("locust-swarm:" + key).value(value).build();
    }

    private static Ec2MachinesDescriptor form() {
        return (Ec2MachinesDescriptor) Jenkins.get().getDescriptorOrDie(Ec2Machines.class);
    }

    private static void assertNoSecret(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .hasSize(4)
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain("PRIVATE KEY")
                            .doesNotContain(LoopbackCloud.SECRET_KEY));
        }
    }
}
