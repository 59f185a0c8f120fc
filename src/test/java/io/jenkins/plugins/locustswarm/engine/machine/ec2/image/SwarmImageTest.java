package io.jenkins.plugins.locustswarm.engine.machine.ec2.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.ImageSettings;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Which images are used, and which are removed. */
class SwarmImageTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final Installation OWN = Installation.of(List.of("controller-1"), List::of);

    private static SwarmImage image(String state, Instant createdAt) {
        return image(state, createdAt, null);
    }

    private static SwarmImage image(String state, Instant createdAt, Duration maxAge) {
        return new SwarmImage(
                "ami-1",
                "0a1b",
                "ann",
                "controller-1",
                "",
                "ami-base",
                "digest",
                maxAge,
                "2.47.0",
                state,
                state.equals("failed") ? "Server.InternalError" : "",
                createdAt,
                8,
                58,
                List.of("snap-1"));
    }

    private static boolean fits(SwarmImage image, Ec2Settings.Builder settings) {
        return image.fits("ami-base", "digest", settings.build(), NOON);
    }

    private static List<String> removed(SwarmImage image, Snapshot... snapshots) {
        return ImageRemains.of(List.of(image), List.of(snapshots), OWN, ImageSettings.DEFAULT, NOON).stream()
                .map(ImageRemains::sentence)
                .toList();
    }

    private static Instant daysAgo(int days) {
        return NOON.minus(Duration.ofDays(days));
    }

    @Test
    void anImageWithTheSameBaseAndRequirementsIsUsed() {
        SwarmImage image = image("available", daysAgo(29));
        assertThat(fits(image, Ec2Settings.builder())).isTrue();
        assertThat(image.fits("ami-other", "digest", Ec2Settings.builder().build(), NOON))
                .isFalse();
        assertThat(image.fits("ami-base", "other", Ec2Settings.builder().build(), NOON))
                .isFalse();
    }

    @Test
    void anImageThatIsTooOldIsNotUsedAndIsRemoved() {
        SwarmImage image = image("available", daysAgo(31));
        assertThat(fits(image, Ec2Settings.builder())).isFalse();
        assertThat(fits(image, Ec2Settings.builder().images(new ImageSettings(true, 60))))
                .isTrue();
        assertThat(removed(image)).containsExactly("Image ami-1 of ann, which is 31 days old");
        assertThat(removed(image("available", daysAgo(29)))).isEmpty();
    }

    @Test
    void anImageIsRemovedByTheAgeOfTheProfileThatMadeItAndNotOfAnotherOne() {
        SwarmImage image = image("available", daysAgo(31), Duration.ofDays(60));
        assertThat(removed(image)).isEmpty();
        assertThat(fits(image, Ec2Settings.builder().images(new ImageSettings(true, 365))))
                .isTrue();
        assertThat(fits(image, Ec2Settings.builder())).isFalse();
        SwarmImage other = image("available", daysAgo(8), Duration.ofDays(7));
        assertThat(removed(other)).containsExactly("Image ami-1 of ann, which is 8 days old");
        assertThat(fits(other, Ec2Settings.builder())).isFalse();
    }

    @Test
    void anImageThatIsLargerThanTheRootVolumeIsNotUsed() {
        SwarmImage image = image("available", daysAgo(1));
        assertThat(fits(image, Ec2Settings.builder().rootVolumeGib(8))).isTrue();
        assertThat(fits(image, Ec2Settings.builder().rootVolumeGib(7))).isFalse();
    }

    @Test
    void onlyTheRootVolumeOfAnImageIsComparedWithTheSizeOfRootVolumes() {
        SwarmImage image = SwarmImage.of(Image.builder()
                .imageId("ami-1")
                .rootDeviceName("/dev/sda1")
                .blockDeviceMappings(volume("/dev/sda1", 8), volume("/dev/sdb", 50))
                .build());
        assertThat(image.rootGib()).isEqualTo(8);
        assertThat(image.gib()).isEqualTo(58);
    }

    private static BlockDeviceMapping volume(String device, int gib) {
        return BlockDeviceMapping.builder()
                .deviceName(device)
                .ebs(ebs -> ebs.volumeSize(gib))
                .build();
    }

    @Test
    void aFailedImageIsNotUsedAndIsRemovedWithEc2sReason() {
        SwarmImage image = image("failed", daysAgo(0));
        assertThat(fits(image, Ec2Settings.builder())).isFalse();
        assertThat(removed(image))
                .containsExactly("Image ami-1 of ann, which EC2 reports as failed (Server.InternalError)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"disabled", "transient", "deregistered"})
    void anImageInAnotherStateIsNotUsedAndNotRemovedBeforeItIsTooOld(String state) {
        assertThat(fits(image(state, daysAgo(1)), Ec2Settings.builder())).isFalse();
        assertThat(removed(image(state, daysAgo(1)), snapshot("snap-1", "0a1b", daysAgo(1))))
                .isEmpty();
    }

    @Test
    void anImageIsLeftAloneWhileItIsBeingMade() {
        assertThat(fits(image("pending", daysAgo(0)), Ec2Settings.builder())).isFalse();
        assertThat(removed(image("pending", NOON.minus(Duration.ofMinutes(119)))))
                .isEmpty();
        assertThat(removed(image("pending", NOON.minus(Duration.ofMinutes(121)))))
                .containsExactly("Image ami-1 of ann, which was never finished");
    }

    @Test
    void anImageOfAnotherInstallationIsNeverRemoved() {
        Installation other = Installation.of(List.of("controller-2"), List::of);
        assertThat(ImageRemains.of(
                        List.of(image("available", daysAgo(400))), List.of(), other, ImageSettings.DEFAULT, NOON))
                .isEmpty();
    }

    @Test
    void anIdThatDoesNotFitIntoATagIsRecognizedAllTheSame() {
        String id = "controller-" + "1".repeat(300);
        SwarmImage image = SwarmImage.of(Image.builder()
                .imageId("ami-1")
                .tags(tag("locust-swarm:controller", id.substring(0, 256)))
                .build());
        assertThat(image.isOf(Installation.of(List.of(id), List::of))).isTrue();
        assertThat(image.isOf(OWN)).isFalse();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void aSnapshotWithoutItsImageIsRemovedOnceItIsTooOldForAnImageThatIsBeingMade() {
        SwarmImage image = image("available", daysAgo(1));
        assertThat(removed(image, snapshot("snap-1", "0a1b", daysAgo(1)))).isEmpty();
        assertThat(removed(image, snapshot("snap-2", "0c1d", NOON.minus(Duration.ofMinutes(119)))))
                .isEmpty();
        assertThat(removed(image, snapshot("snap-2", "0c1d", daysAgo(1))))
                .containsExactly("Snapshot snap-2, whose image is gone");
    }

    private static Snapshot snapshot(String id, String swarm, Instant startedAt) {
        return Snapshot.builder()
                .snapshotId(id)
                .startTime(startedAt)
                .tags(
                        Tag.builder().key("locust-swarm:id").value(swarm).build(),
                        Tag.builder()
                                .key("locust-swarm:controller")
                                .value("controller-1")
                                .build())
                .build();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 3651})
    void anAgeThatIsNoNumberOfDaysIsRefused(int days) {
        assertThatThrownBy(() -> new ImageSettings(true, days))
                .isInstanceOf(BadInputException.class)
                .hasMessage("image_max_age is " + days + ": it must be a number of days from 1 to 3650.");
    }

    @Test
    void tooManyTagsForAnImageAreRefused() {
        Map<String, String> tags =
                IntStream.range(0, 41).boxed().collect(Collectors.toMap(number -> "tag" + number, number -> "value"));
        assertThatThrownBy(() -> ImageTags.check(tags))
                .isInstanceOf(BadInputException.class)
                .hasMessage("There are 41 tags: an image can have 40 besides those of Locust Swarm. Remove some.");
    }
}
