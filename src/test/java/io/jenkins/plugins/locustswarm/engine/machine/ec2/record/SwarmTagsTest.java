package io.jenkins.plugins.locustswarm.engine.machine.ec2.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Launches;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

class SwarmTagsTest {

    @Test
    void everyResourceCarriesSwarmOwnerControllerAndLease() {
        List<Tag> tags = SwarmTags.of(Launches.swarm(1));
        assertThat(tags.stream().collect(Collectors.toMap(Tag::key, Tag::value)))
                .containsEntry("locust-swarm:swarm", "load")
                .containsEntry("locust-swarm:id", "0a1b2c3d4e5f")
                .containsEntry("locust-swarm:owner", "ann")
                .containsEntry("locust-swarm:controller", "controller-1")
                .containsEntry("locust-swarm:lease-end", "2026-05-01T13:00:00Z")
                .containsEntry("Name", "locust-swarm load")
                .containsEntry("team", "a'b$(c)");
    }

    @Test
    void usersMayNameTheirMachines() {
        SwarmRecord swarm = SwarmRecord.planned(
                        "load", "ann", "c", "ec2", Map.of("Name", "ours"), Instant.EPOCH, Instant.EPOCH)
                .withResource(Ec2Resources.ID, "1");
        assertThat(SwarmTags.value(SwarmTags.of(swarm), "Name")).contains("ours");
        assertThat(SwarmTags.value(SwarmTags.of(swarm), SwarmTags.OWNER)).contains("ann");
        assertThat(SwarmTags.value(SwarmTags.of(swarm), "Colour")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "aws:x", "AWS:x", "locust-swarm:id"})
    void anInvalidTagNameIsRefused(String name) {
        assertThatThrownBy(() -> SwarmTags.check(Map.of(name, "x"))).isInstanceOf(BadInputException.class);
    }

    @Test
    void aTagValueWithALineBreakOrTooLongIsRefused() {
        assertThatThrownBy(() -> SwarmTags.check(Map.of("team", "a\nb"))).hasMessageContaining("The tag team");
        assertThatThrownBy(() -> SwarmTags.check(Map.of("team", "x".repeat(257))))
                .hasMessageContaining("256");
    }

    @Test
    void tooManyTagsAreRefused() {
        Map<String, String> many = IntStream.range(0, 45).boxed().collect(Collectors.toMap(i -> "tag" + i, i -> "x"));
        assertThatThrownBy(() -> SwarmTags.check(many)).hasMessageContaining("45 tags");
    }

    @Test
    void asManyAndAsLongTagsAsEc2TakesAreAllowed() {
        Map<String, String> most = IntStream.range(0, 43).boxed().collect(Collectors.toMap(i -> "tag" + i, i -> "x"));
        most.put("n".repeat(128), "v".repeat(256));
        assertThatCode(() -> SwarmTags.check(most)).doesNotThrowAnyException();
        assertThatThrownBy(() -> SwarmTags.check(Map.of("n".repeat(129), "v")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("must have 1 to 128 characters");
    }

    @Test
    void allResourcesOfACallGetTheTags() {
        SwarmRecord swarm = Launches.swarm(1);
        assertThat(SwarmTags.on(swarm, ResourceType.INSTANCE, ResourceType.VOLUME))
                .extracting(TagSpecification::resourceType)
                .containsExactly(ResourceType.INSTANCE, ResourceType.VOLUME);
        assertThat(SwarmTags.on(swarm, ResourceType.INSTANCE, ResourceType.VOLUME))
                .allSatisfy(tagged -> assertThat(tagged.tags()).isEqualTo(SwarmTags.of(swarm)));
    }

    @Test
    void resourcesAreFoundByTheIdOfTheirSwarm() {
        assertThat(SwarmTags.filter("0a1b"))
                .isEqualTo(Filter.builder()
                        .name("tag:locust-swarm:id")
                        .values("0a1b")
                        .build());
        assertThat(SwarmTags.anySwarm())
                .isEqualTo(Filter.builder()
                        .name("tag-key")
                        .values("locust-swarm:id")
                        .build());
    }

    @Test
    void quotesDollarsAndOtherScriptsAreOnlyText() {
        assertThatCode(() -> SwarmTags.check(Map.of("team $(id)", "a'b\"c;`d` \u00e4\u00f6 \u4e2d")))
                .doesNotThrowAnyException();
    }

    @Test
    void anOwnerThatIsTooLongForATagIsCut() {
        assertThat(SwarmTags.fitting("x".repeat(300))).hasSize(256);
        assertThat(SwarmTags.fitting("job\nwith a break")).isEqualTo("job?with a break");
    }

    @Test
    void anUnreadableLeaseIsIgnored() {
        assertThat(SwarmTags.leaseEnds(List.of(
                        SwarmTags.leaseEnd(Launches.NOON),
                        Tag.builder().key(SwarmTags.LEASE_END).value("soon").build(),
                        Tag.builder().key("other").value("2026-05-01T13:00:00Z").build())))
                .containsExactly(Launches.NOON);
    }
}
