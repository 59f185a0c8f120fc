package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.ApiCall;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.Ec2Images;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The policies in docs/aws.md are enough, and hold nothing that is not used. */
class AwsPolicyIT {

    @Started
    private static LoopbackCloud cloud;

    @TempDir
    private Path folder;

    /** The operations of EC2 that the policy after this comment allows. */
    private static Set<String> policy(String comment) throws IOException {
        Set<String> actions = new TreeSet<>();
        for (JsonNode statement : statements(comment)) {
            JsonNode action = statement.get("Action");
            for (JsonNode one : action.isArray()
                    ? action
                    : JsonMapper.builder().build().createArrayNode().add(action)) {
                if (one.asText().startsWith("ec2:")) {
                    actions.add(one.asText().substring("ec2:".length()));
                }
            }
        }
        return actions;
    }

    private static JsonNode statements(String comment) throws IOException {
        String text = Files.readString(Repository.path("docs/aws.md"));
        int start = text.indexOf("```json", text.indexOf("<!-- " + comment + " -->")) + "```json".length();
        return JsonMapper.builder()
                .build()
                .readTree(text.substring(start, text.indexOf("```", start)))
                .get("Statement");
    }

    private static Set<String> called() {
        Set<String> called = new TreeSet<>();
        cloud.calls().stream().map(ApiCall::action).forEach(called::add);
        return called;
    }

    @Test
    void thePolicyIsEnoughForEverythingAndEveryActionInItIsUsed() throws Exception {
        Set<String> policy = policy("policy");
        cloud.faults().permitOnly(policy);
        String image = cloud.direct()
                .describeImages(r -> r.owners("amazon"))
                .images()
                .get(0)
                .imageId();
        Ec2Settings settings = cloud.settings().image(image).build();
        try (CloudSwarm swarm =
                        CloudSwarm.planned(cloud, folder, 1, 1, settings).create();
                Ec2Reaper reaper = new Ec2Reaper(settings, cloud.access())) {
            swarm.provider()
                    .extendLease(swarm.keeper(), swarm.record().leaseEnds().plusSeconds(60));
            assertThat(reaper.list(Instant.now())).hasSize(1);
            String mutual = swarm.createReferringGroup(cloud);
            cloud.faults().fail("DeleteSecurityGroup", 1, 400, "DependencyViolation");
            swarm.destroy();
            assertThat(cloud.left()).containsExactly(mutual);
        }
        // only the default image depends on the instance type
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder.resolve("default"), 0)) {
            swarm.create().destroy();
        }
        assertThat(called()).isEqualTo(policy);
    }

    @Test
    void thePolicyForSwarmsCannotPassSomethingOffAsAnImage() throws Exception {
        for (JsonNode statement : statements("policy")) {
            boolean isLater = !statement.toString().contains("ec2:CreateAction");
            if (statement.get("Action").toString().contains("ec2:CreateTags") && isLater) {
                assertThat(statement.get("Resource").toString())
                        .isEqualTo("[\"arn:aws:ec2:*:*:instance/*\",\"arn:aws:ec2:*:*:security-group/*\"]");
            }
        }
    }

    @Test
    void thePolicyForImagesAddsWhatTheyNeedAndEveryActionInItIsUsed() throws Exception {
        Set<String> added = policy("image policy");
        Set<String> all = new TreeSet<>(policy("policy"));
        all.addAll(added);
        cloud.faults().permitOnly(all).permitByTags();
        ImageLab lab = new ImageLab(cloud, folder);
        lab.make();
        try (Ec2Images images = lab.images()) {
            assertThat(images.reap(CloudSwarm.own(), Instant.now().plus(Duration.ofDays(31)), Progress.SILENT))
                    .hasSize(1);
        }
        assertThat(cloud.left()).isEmpty();
        added.remove("CreateTags"); // EC2 checks it in the call that makes the image
        assertThat(called()).containsAll(added);
    }

    @Test
    void theReadOnlyPolicyIsEnoughToListAndForNothingElse() throws Exception {
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 0).create()) {
            assertThat(swarm.record().machines()).hasSize(1);
        }
        Set<String> policy = policy("read-only policy");
        cloud.faults().permitOnly(policy);
        int before = cloud.calls().size();
        try (Ec2Reaper reaper = new Ec2Reaper(cloud.settings().build(), cloud.access())) {
            assertThat(reaper.list(Instant.now())).hasSize(1);
            assertThat(reaper.reap(CloudSwarm.own(), Instant.now(), Progress.SILENT))
                    .isEmpty();
        }
        Set<String> called = new TreeSet<>();
        cloud.calls().subList(before, cloud.calls().size()).forEach(call -> called.add(call.action()));
        assertThat(called).isEqualTo(policy);
    }
}
