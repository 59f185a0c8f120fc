package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.ApiCall;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.ImageCreation;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is removed when an image cannot be made. */
class Ec2ImageDiscardIT {

    @Started
    private static LoopbackCloud cloud;

    @TempDir
    private Path folder;

    private ImageLab lab;

    @BeforeEach
    void makeLab() {
        lab = new ImageLab(cloud, folder);
    }

    /** Fails to make an image, takes the machine down, and returns whether EC2 may still begin a snapshot. */
    private boolean discarded(String message) throws InterruptedException {
        try (CloudSwarm swarm = lab.planned("image-1");
                ImageCreation creation = new ImageCreation(cloud.settings().build(), cloud.access())) {
            lab.up(swarm);
            assertThatThrownBy(() -> lab.create(creation, swarm))
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining(message);
            swarm.destroy();
            return creation.discard();
        }
    }

    private void abortWhileEc2MakesTheImage() {
        cloud.faults().imagesTake(Duration.ofDays(1)).onCall(call -> {
            if (call.action().equals("CreateImage")) {
                cloud.faults().fail("DescribeImages", 1, 403, "UnauthorizedOperation");
            }
        });
    }

    @Test
    void aFailedImageIsReportedWithEc2sReasonAndDiscarded() throws InterruptedException {
        cloud.faults().imagesTake(Duration.ofMillis(300)).imagesFail("Server.InternalError: internal error");
        assertThat(discarded("it reports failed, Server.InternalError: internal error. Try again."))
                .isFalse();
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void afterARefusalThereIsNothingToLookFor() throws InterruptedException {
        cloud.faults().fail("CreateImage", 1, 403, "UnauthorizedOperation");
        assertThat(discarded("could not create image locust-swarm-image-1-")).isFalse();
        assertThat(cloud.left()).isEmpty();
        assertThat(cloud.calls().stream().map(ApiCall::action)).doesNotContain("DescribeSnapshots", "DeregisterImage");
    }

    @Test
    void aSnapshotThatEc2BeginsAfterTheAbortIsRemoved() throws InterruptedException {
        abortWhileEc2MakesTheImage();
        cloud.faults().unseenImages(Duration.ofMillis(500)).unseenSnapshots(Duration.ofSeconds(2));
        assertThat(discarded("UnauthorizedOperation")).isFalse();
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aSnapshotThatMayStillAppearIsAnnounced() throws InterruptedException {
        abortWhileEc2MakesTheImage();
        cloud.faults().unseenSnapshots(Duration.ofDays(1));
        assertThat(discarded("UnauthorizedOperation")).isTrue();
    }

    @Test
    void anImageThatIsNotShownYetIsRemovedByItsId() throws InterruptedException {
        abortWhileEc2MakesTheImage();
        cloud.faults().unseenImages(Duration.ofDays(1));
        assertThat(discarded("UnauthorizedOperation")).isFalse();
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void anImageThatCannotBeRemovedWhileEc2MakesItIsRemovedLater() throws InterruptedException {
        abortWhileEc2MakesTheImage();
        cloud.faults().fail("DeregisterImage", 2, 400, "InvalidAMIID.Unavailable");
        assertThat(discarded("UnauthorizedOperation")).isFalse();
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void withoutThePermissionToLookForSnapshotsThoseOfTheImageAreRemoved() throws InterruptedException {
        abortWhileEc2MakesTheImage();
        cloud.faults().fail("DescribeSnapshots", 5, 403, "UnauthorizedOperation");
        assertThat(discarded("UnauthorizedOperation")).isFalse();
        assertThat(cloud.left()).isEmpty();
    }
}
