package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.CloudMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.Ec2Images;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.SwarmImage;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.ImageSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An image of a machine on which bootstrap.sh has run: how it is made, what it contains, and when it is used. */
class Ec2ImageIT {

    /** What an image must not contain, and no process that writes it. */
    private static final String SECRETS = """
            ls -d /opt/locust-swarm/lease /opt/locust-swarm/timer.pid /home/ubuntu/locust-swarm \\
                /home/*/.ssh/authorized_keys /root/.ssh/authorized_keys /etc/ssh/ssh_host_* \\
                /var/lib/cloud/instances /root/.bash_history 2>/dev/null
            pgrep -f locust-swarm-timer
            cat /etc/machine-id
            """;

    @Started
    private static LoopbackCloud cloud;

    @TempDir
    private Path folder;

    private ImageLab lab;

    @BeforeEach
    void makeLab() {
        lab = new ImageLab(cloud, folder);
    }

    @Test
    void aMachineOfALaterSwarmFindsWhatIsInstalled() throws InterruptedException {
        SwarmImage image = lab.make();
        assertThat(image.isAvailable()).isTrue();
        assertThat(image.owner()).isEqualTo("ann");
        assertThat(image.controllerId()).isEqualTo(CloudSwarm.CONTROLLER);
        assertThat(image.base()).isEqualTo(Ec2Settings.DEFAULT_IMAGE);
        assertThat(image.locust()).isEqualTo("2.47.0");
        assertThat(image.profile()).isEqualTo("nightly");
        assertThat(image.gib()).isPositive();
        assertThat(cloud.left())
                .containsExactlyInAnyOrder(image.id(), image.snapshots().get(0));
        assertThat(lab.said()).contains("master: installs Locust").doesNotContain("master: found Locust");

        lab.write("locustfile.py", "# another one");
        try (CloudSwarm swarm = lab.up("load", cloud.settings().build())) {
            assertThat(lab.launchedWith()).isEqualTo(image.id());
            assertThat(lab.said())
                    .contains("master: found Locust")
                    .anyMatch(line -> line.startsWith("Launching with image " + image.id())
                            && line.endsWith(", which has Locust 2.47.0."));
            assertThat(swarm.run("master", "cat ~/locust-swarm/bootstrap/locustfile.py")
                            .out())
                    .isEqualToIgnoringNewLines("# another one");
            assertThat(swarm.run("master", "sudo cat /opt/locust-swarm/lease").out())
                    .startsWith(ImageLab.swarmId(swarm) + " ");
            swarm.destroy();
        }
        assertThat(cloud.left()).hasSize(2);
    }

    @Test
    void imagesAreLookedForAtTheSameTimeAsInstanceTypesAndSubnets() throws InterruptedException {
        Set<String> lookups = Set.of("DescribeImages", "DescribeInstanceTypes", "DescribeSubnets");
        CountDownLatch all = new CountDownLatch(lookups.size());
        List<String> waitedInVain = new CopyOnWriteArrayList<>();
        cloud.faults().onCall(call -> {
            if (lookups.contains(call.action())) {
                all.countDown();
                if (!isOpen(all)) {
                    waitedInVain.add(call.action());
                }
            }
        });
        try (CloudSwarm swarm = lab.up("load", cloud.settings().build())) {
            swarm.destroy();
        }
        assertThat(waitedInVain).isEmpty();
    }

    private static boolean isOpen(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theMachineHasNoSecretsAndNoTimerFilesLeftWhenTheImageIsMade() throws InterruptedException {
        List<String> found = new CopyOnWriteArrayList<>();
        List<String> timers = new CopyOnWriteArrayList<>();
        cloud.machines()
                .atBoot("mkdir -p /var/lib/cloud/instances/i-1 /root/.ssh && echo secret"
                        + " | tee /var/lib/cloud/instances/i-1/user-data.txt /root/.ssh/authorized_keys"
                        + " /root/.bash_history >/etc/ssh/ssh_host_ed25519_key");
        cloud.faults().onCall(call -> {
            if (call.action().equals("CreateImage")) {
                CloudMachine machine = cloud.instance(call.get("InstanceId"));
                found.add(machine.machine().exec(SECRETS).out());
                timers.add(machine.machine()
                        .exec("pgrep -fc locust-swarm-last-timer")
                        .out());
            }
        });
        lab.make();
        assertThat(found).containsExactly("");
        assertThat(timers).containsExactly("1\n");
    }

    @Test
    void whatIsInstalledInCachesAndScriptsOfTheImageStay() throws InterruptedException {
        List<String> found = new CopyOnWriteArrayList<>();
        cloud.machines()
                .atBoot("mkdir -p /root/.cache/pip /root/.cache/ms-playwright/chromium /var/lib/cloud/scripts/per-boot"
                        + " && touch /var/lib/cloud/scripts/per-boot/own.sh");
        cloud.faults().onCall(call -> {
            if (call.action().equals("CreateImage")) {
                found.add(cloud.instance(call.get("InstanceId"))
                        .machine()
                        .exec("ls -d /root/.cache/* /var/lib/cloud/scripts/per-boot/*")
                        .out());
            }
        });
        lab.make();
        assertThat(found).containsExactly("/root/.cache/ms-playwright\n/var/lib/cloud/scripts/per-boot/own.sh\n");
    }

    @Test
    void aPasswordInRequirementsIsNowhereInTheImage() throws IOException, InterruptedException {
        lab.write("requirements.txt", "--index-url https://ann:secret-of-the-index@pypi.example.com/simple\nlocust\n");
        String disk = Files.readString(cloud.disk(lab.make().id()), StandardCharsets.ISO_8859_1);
        assertThat(disk.contains("site-packages/locust-2.47.0.dist-info")).isTrue();
        assertThat(disk.contains("secret-of-the-index")).isFalse();
    }

    @Test
    void otherRequirementsOrAnotherBaseImageDoNotUseIt() throws InterruptedException {
        SwarmImage image = lab.make();
        Ec2Settings.Builder settings = cloud.settings();
        lab.up("disabled", settings.images(new ImageSettings(false, 30)).build());
        assertThat(lab.launchedWith()).isEqualTo(Ec2Settings.DEFAULT_IMAGE);
        lab.write("requirements.txt", "locust\nfaker");
        lab.up("other", cloud.settings().build());
        assertThat(lab.launchedWith()).isEqualTo(Ec2Settings.DEFAULT_IMAGE);
        assertThat(image.id()).isNotEqualTo(lab.launchedWith());
    }

    @Test
    void withoutThePermissionToLookTheSwarmIsLaunchedAsBefore() throws InterruptedException {
        lab.make();
        cloud.faults().fail("DescribeImages", 1, 403, "UnauthorizedOperation");
        lab.up("load", cloud.settings().build());
        assertThat(lab.launchedWith()).isEqualTo(Ec2Settings.DEFAULT_IMAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidAMIID.NotFound", "InvalidAMIID.Unavailable", "InvalidSnapshot.NotFound"})
    void anImageThatIsGoneAtTheLaunchIsReplacedByItsBaseImage(String code) throws InterruptedException {
        SwarmImage image = lab.make();
        cloud.faults().fail("RunInstances", 1, 400, code);
        lab.up("load", cloud.settings().build());
        assertThat(lab.launchedWith()).isEqualTo(Ec2Settings.DEFAULT_IMAGE);
        assertThat(launchTokens()).doesNotHaveDuplicates();
        assertThat(lab.said())
                .anyMatch(line -> line.startsWith("warning: Launching without image " + image.id() + ": ")
                        && line.contains(code));
    }

    @Test
    void anImageThatIsGoneWhenALaunchIsRepeatedIsReplacedByItsBaseImage() throws InterruptedException {
        lab.make();
        Ec2Settings settings = cloud.settings()
                .timing(cloud.settings().build().timing().withOutage(Duration.ofMillis(1)))
                .build();
        cloud.faults().loseCall("RunInstances", 100);
        try (CloudSwarm swarm = lab.swarm("load", settings)) {
            assertThatThrownBy(() -> lab.up(swarm)).isInstanceOf(BringUpException.class);
            cloud.faults().clear();
            cloud.faults().fail("RunInstances", 1, 400, "InvalidAMIID.NotFound");
            lab.up(swarm);
            assertThat(lab.launchedWith()).isEqualTo(Ec2Settings.DEFAULT_IMAGE);
            swarm.destroy();
        }
    }

    @Test
    void aSubnetWithoutCapacityIsNoReasonToDoWithoutTheImage() throws InterruptedException {
        SwarmImage image = lab.make();
        cloud.faults().fail("RunInstances", 1, 400, "VcpuLimitExceeded");
        try (CloudSwarm swarm = lab.swarm("load", cloud.settings().build())) {
            lab.up(swarm);
            assertThat(lab.launchedWith()).isEqualTo(image.id());
            swarm.destroy();
        }
    }

    private static List<String> launchTokens() {
        return cloud.calls().stream()
                .filter(call -> call.action().equals("RunInstances"))
                .map(call -> call.get("ClientToken"))
                .toList();
    }

    @Test
    void laterMachinesOfASwarmGetTheImageOfTheFirstOnes() throws InterruptedException {
        try (CloudSwarm swarm = lab.up("load", cloud.settings().build())) {
            SwarmImage image = lab.make();
            lab.addWorker(swarm);
            assertThat(lab.launchedWith()).isEqualTo(Ec2Settings.DEFAULT_IMAGE).isNotEqualTo(image.id());
            swarm.destroy();
        }
    }

    @Test
    void anImageForOneOfTheProcessorsOnlyIsNotUsedSinceAllMachinesNeedTheSameLocust() throws InterruptedException {
        lab.make();
        Ec2Settings mixed =
                cloud.settings().instanceTypes(List.of("t3.micro", "c7g.large")).build();
        try (CloudSwarm swarm = lab.up("load", mixed)) {
            assertThat(lab.launchedWith()).isEqualTo(Ec2Settings.DEFAULT_IMAGE);
            assertThat(lab.said())
                    .contains(
                            "Launching without an image, because there is none for c7g.large, and all machines need the"
                                    + " same Locust.");
            swarm.destroy();
        }
    }

    @Test
    void aFailureToLookForImagesIsAWarning() throws InterruptedException {
        lab.make();
        cloud.faults().fail("DescribeImages", 1, 400, "InvalidParameterValue");
        lab.up("load", cloud.settings().build());
        assertThat(lab.launchedWith()).isEqualTo(Ec2Settings.DEFAULT_IMAGE);
        assertThat(lab.said()).anyMatch(line -> line.startsWith("warning: Launching without an image: EC2 in "));
    }

    @Test
    void anImageThatFitsIsFoundBeforeAnotherOneIsMade() throws InterruptedException {
        SwarmImage image = lab.make();
        try (Ec2Images images = lab.images()) {
            assertThat(images.find(CloudSwarm.own(), image.requirements(), Instant.now()))
                    .contains(image);
            assertThat(images.find(CloudSwarm.own(), "other", Instant.now())).isEmpty();
            assertThat(images.find(CloudSwarm.ownOf("controller-2"), image.requirements(), Instant.now()))
                    .isEmpty();
        }
    }

    @Test
    void anImageThatEc2ShowsLateAndFinishesLaterIsWaitedFor() throws InterruptedException {
        cloud.faults().unseenImages(Duration.ofSeconds(1)).imagesTake(Duration.ofSeconds(2));
        assertThat(lab.make().isAvailable()).isTrue();
    }

    @Test
    void aCallWhoseReplyIsLostMakesOneImage() throws InterruptedException {
        cloud.faults().loseReply("CreateImage", 1).unseenImages(Duration.ofMillis(500));
        SwarmImage image = lab.make();
        assertThat(cloud.left())
                .containsExactlyInAnyOrder(image.id(), image.snapshots().get(0));
    }

    @Test
    void anImageThatIsNeverShownIsGivenUp() throws InterruptedException {
        cloud.faults().unseenImages(Duration.ofDays(1));
        try (CloudSwarm swarm = lab.planned("image-1")) {
            assertThatThrownBy(() -> lab.make(swarm, cloud.settings().build()))
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("EC2 does not show image ami-");
            swarm.destroy();
        }
    }

    @Test
    void anImageIsRemovedByItsInstallationOnly() throws InterruptedException {
        SwarmImage image = lab.make();
        try (Ec2Images images = lab.images()) {
            assertThatThrownBy(() -> images.remove(image.id(), CloudSwarm.ownOf("controller-2")))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("There is no image " + image.id() + " of this installation");
            images.remove(image.id(), CloudSwarm.own());
        }
        assertThat(cloud.left()).isEmpty();
    }
}
