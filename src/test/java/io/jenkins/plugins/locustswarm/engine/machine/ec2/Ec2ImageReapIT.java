package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.Ec2Images;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.SwarmImage;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.ImageSettings;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reaper removes images that are too old or were not finished, and snapshots without their image. */
class Ec2ImageReapIT {

    @Started
    private static LoopbackCloud cloud;

    @TempDir
    private Path folder;

    private ImageLab lab;
    private Ec2Images images;

    @BeforeEach
    void makeLab() {
        lab = new ImageLab(cloud, folder);
        images = lab.images();
    }

    @AfterEach
    void closeImages() {
        images.close();
    }

    private static Instant inDays(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }

    @Test
    void anImageIsRemovedWithItsSnapshotOnceItIsTooOld() throws InterruptedException {
        SwarmImage image = lab.make();
        assertThat(images.reap(CloudSwarm.own(), inDays(29), Progress.SILENT)).isEmpty();
        assertThat(images.reap(CloudSwarm.ownOf("controller-2"), inDays(31), Progress.SILENT))
                .isEmpty();
        assertThat(images.reapable(CloudSwarm.own(), inDays(31))).hasSize(1);
        assertThat(cloud.left()).hasSize(2);
        assertThat(images.reap(CloudSwarm.own(), inDays(31), Progress.SILENT))
                .singleElement()
                .satisfies(removed -> assertThat(removed.sentence())
                        .isEqualTo("Image " + image.id() + " of ann, which is 31 days old"));
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aReaperWithAnotherMaximumAgeLeavesItAlone() throws InterruptedException {
        lab.make();
        Ec2Settings brief = cloud.settings().images(new ImageSettings(true, 1)).build();
        try (Ec2Images other = new Ec2Images(brief, cloud.access())) {
            assertThat(other.reap(CloudSwarm.own(), inDays(29), Progress.SILENT))
                    .isEmpty();
        }
    }

    @Test
    void aSnapshotWhoseImageIsGoneIsRemoved() throws InterruptedException {
        SwarmImage image = lab.make();
        cloud.direct().deregisterImage(request -> request.imageId(image.id()));
        assertThat(images.reap(CloudSwarm.own(), Instant.now(), Progress.SILENT))
                .isEmpty();
        assertThat(images.reap(CloudSwarm.own(), inDays(1), Progress.SILENT)).hasSize(1);
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aSnapshotThatAnotherImageUsesIsLeftAloneWithoutWaiting() throws InterruptedException {
        SwarmImage image = lab.make();
        cloud.direct().deregisterImage(request -> request.imageId(image.id()));
        cloud.faults().fail("DeleteSnapshot", 100, 400, "InvalidSnapshot.InUse");
        assertThat(images.reap(CloudSwarm.own(), inDays(1), lab.progress())).isEmpty();
        assertThat(lab.said())
                .contains("Snapshot " + image.snapshots().get(0) + " is in use by another image, so it is left alone.");
        assertThat(cloud.calls().stream().filter(call -> call.action().equals("DeleteSnapshot")))
                .hasSize(1);
    }

    @Test
    void aSnapshotIsNotWithoutItsImageWhenThePolicyHidesImages() throws InterruptedException {
        lab.make();
        cloud.faults().fail("DescribeImages", 1, 403, "UnauthorizedOperation");
        assertThat(images.reap(CloudSwarm.own(), inDays(29), Progress.SILENT)).isEmpty();
        assertThat(cloud.left()).hasSize(2);
    }

    @Test
    void aSnapshotThatIsStillInUseIsDeletedLater() throws InterruptedException {
        lab.make();
        cloud.faults().fail("DeleteSnapshot", 2, 400, "InvalidSnapshot.InUse");
        assertThat(images.reap(CloudSwarm.own(), inDays(31), Progress.SILENT)).hasSize(1);
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void whatIsRefusedIsNamedAndRemovedTheNextTime() throws InterruptedException {
        SwarmImage image = lab.make();
        cloud.faults().fail("DeregisterImage", 1, 403, "UnauthorizedOperation");
        assertThatThrownBy(() -> images.reap(CloudSwarm.own(), inDays(31), Progress.SILENT))
                .isInstanceOfSatisfying(
                        MachinesLeftException.class,
                        e -> assertThat(e.left())
                                .containsExactly(image.id(), image.snapshots().get(0)))
                .hasMessageContaining("UnauthorizedOperation");
        cloud.faults().fail("DeleteSnapshot", 1, 403, "UnauthorizedOperation");
        assertThatThrownBy(() -> images.reap(CloudSwarm.own(), inDays(31), Progress.SILENT))
                .isInstanceOf(MachinesLeftException.class)
                .hasMessageContaining(image.snapshots().get(0));
        assertThat(images.reap(CloudSwarm.own(), inDays(31), Progress.SILENT)).hasSize(1);
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void whatIsGoneAlreadyIsNoFailureAlsoForAPolicyThatGoesByTags() throws InterruptedException {
        SwarmImage image = lab.make();
        cloud.faults().permitByTags();
        AtomicBoolean gone = new AtomicBoolean();
        cloud.faults().onCall(call -> {
            if (call.action().equals("DeregisterImage") && !gone.getAndSet(true)) {
                cloud.direct().deregisterImage(request -> request.imageId(image.id()));
                cloud.direct()
                        .deleteSnapshot(
                                request -> request.snapshotId(image.snapshots().get(0)));
            }
        });
        assertThat(images.reap(CloudSwarm.own(), inDays(31), Progress.SILENT)).hasSize(1);
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void withoutThePermissionForImagesThereIsNothingToRemove() throws InterruptedException {
        lab.make();
        cloud.faults().fail("DescribeImages", 1, 403, "UnauthorizedOperation");
        cloud.faults().fail("DescribeSnapshots", 1, 403, "UnauthorizedOperation");
        assertThat(images.reap(CloudSwarm.own(), inDays(31), Progress.SILENT)).isEmpty();
    }

    /** Whatever the process has done when it dies, the reapers remove it. */
    @ParameterizedTest
    @CsvSource({
        "RunInstances,false",
        "RunInstances,true",
        "CreateImage,false",
        "CreateImage,true",
        "DescribeImages,false"
    })
    void nothingIsLeftOfAProcessThatWasKilledInTheMiddle(String action, boolean carriedOut)
            throws InterruptedException {
        Ec2Settings.Builder settings = cloud.settings();
        settings.timing(cloud.settings().build().timing().withOutage(Duration.ofMillis(1)));
        try (CloudSwarm swarm = lab.planned("image-1", settings.build())) {
            AtomicBoolean dead = new AtomicBoolean();
            cloud.faults().onCall(call -> {
                if (call.action().equals(action) && !dead.getAndSet(true) && carriedOut) {
                    cloud.faults().loseReply(action, 1);
                } else if (dead.get()) {
                    cloud.faults().down(Duration.ofDays(1));
                }
            });
            assertThatThrownBy(() -> lab.make(swarm, settings.build())).isInstanceOf(SwarmException.class);
            cloud.faults().clear();
        }
        assertThat(cloud.left()).isNotEmpty();
        try (Ec2Reaper reaper = new Ec2Reaper(cloud.settings().build(), cloud.access())) {
            reaper.reap(CloudSwarm.own(), inDays(31), Progress.SILENT);
            images.reap(CloudSwarm.own(), inDays(31), Progress.SILENT);
        }
        assertThat(cloud.left()).isEmpty();
    }
}
