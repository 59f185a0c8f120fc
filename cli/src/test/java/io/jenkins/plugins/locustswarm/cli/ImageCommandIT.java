package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandProcess;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab.Locust;
import io.jenkins.plugins.locustswarm.cli.fixture.VenvOfTests;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.ApiCall;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command image, and what list and reap say about images. */
class ImageCommandIT {

    private static final String CONFIGURATION = "loopback.cfg";

    @Started
    private static LoopbackCloud cloud;

    @NewLab(locust = Locust.ON_MACHINES)
    private CommandLab lab;

    @BeforeEach
    void configure() throws InterruptedException {
        cloud.show(VenvOfTests.real(), VenvOfTests.SEEN);
        lab.write(CONFIGURATION, cloud.configuration());
    }

    private CommandLab.Result runs(String... arguments) {
        CommandLab.Result result = lab.run(arguments);
        assertThat(result.code()).as(result.err() + result.out()).isZero();
        return result;
    }

    private String image() {
        return cloud.left().stream()
                .filter(id -> id.startsWith("ami-"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> launchedWith() {
        return cloud.calls().stream()
                .filter(call -> call.action().equals("RunInstances"))
                .map(call -> call.get("ImageId"))
                .toList();
    }

    @Test
    void anImageIsMadeListedUsedAndRemoved() {
        CommandLab.Result made = runs("image", "-c", CONFIGURATION);
        assertThat(made.out())
                .contains("Image " + image() + " (")
                .contains("base " + Ec2Settings.DEFAULT_IMAGE + ", 15 GiB)")
                .contains("AWS bills its snapshot by the GB-month, at most 15 GiB")
                .contains("until it is 30 days old (image_max_age)");
        assertThat(lab.swarms()).isEmpty();
        assertThat(cloud.left()).hasSize(2);

        assertThat(runs("image", "-c", CONFIGURATION).err())
                .contains("A matching image already exists; --again makes another one.");
        CommandLab.Result list = runs("list", "-c", CONFIGURATION);
        assertThat(list.err()).contains("There are no swarms.");
        assertThat(list.out()).contains(image()).contains("available").contains("15 GiB");
        assertThat(runs("list", "-c", CONFIGURATION, "--json").out())
                .contains("\"phase\" : \"image\"")
                .contains("\"name\" : \"" + image() + "\"");

        runs("up", "master", "-c", CONFIGURATION);
        assertThat(launchedWith()).containsExactly(Ec2Settings.DEFAULT_IMAGE, image());
        runs("down", "all", "-c", CONFIGURATION);
        assertThat(runs("reap", "-c", CONFIGURATION, "--dry-run").out()).isEmpty();
        assertThat(cloud.left()).hasSize(2);
    }

    @Test
    void aFailureToListImagesHidesNoSwarm() {
        runs("up", "master", "-c", CONFIGURATION, "--swarm", "load");
        cloud.faults().fail("DescribeImages", 1, 400, "InvalidParameterValue");
        CommandLab.Result list = lab.run("list", "-c", CONFIGURATION);
        assertThat(list.code()).as(list.err()).isEqualTo(3);
        assertThat(list.out()).contains("load");
        assertThat(list.err()).contains("InvalidParameterValue");
        runs("down", "all", "-c", CONFIGURATION, "--swarm", "load");
    }

    @Test
    void aFailureToFindLostSwarmsKeepsNoImageFromBeingReaped() {
        cloud.faults().imagesTake(Duration.ofMillis(500)).imagesFail("Server.InternalError");
        cloud.faults().fail("DeregisterImage", 1, 403, "UnauthorizedOperation");
        lab.run("image", "-c", CONFIGURATION);
        assertThat(cloud.left()).isNotEmpty();
        cloud.faults().fail("DescribeInstances", 1, 400, "InvalidParameterValue");
        CommandLab.Result reaped = lab.run("reap", "-c", CONFIGURATION);
        assertThat(reaped.code()).as(reaped.err()).isNotZero();
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void anImageThatFailsIsNamedAndLeavesNothing() {
        cloud.faults().imagesTake(Duration.ofMillis(500)).imagesFail("Server.InternalError");
        CommandLab.Result failed = lab.run("image", "-c", CONFIGURATION);
        assertThat(failed.code()).as(failed.err()).isEqualTo(3);
        assertThat(failed.err()).contains("it reports failed, Server.InternalError. Try again.");
        assertThat(cloud.left()).isEmpty();
        assertThat(lab.swarms()).isEmpty();
    }

    @Test
    void withoutThePolicyForImagesNoMachineIsLaunched() {
        cloud.faults().fail("DescribeSnapshots", 1, 403, "UnauthorizedOperation");
        CommandLab.Result refused = lab.run("image", "-c", CONFIGURATION);
        assertThat(refused.code()).as(refused.err()).isEqualTo(3);
        assertThat(refused.err())
                .contains("An image needs more permissions than a swarm, and the credentials do not have them: add the"
                        + " policy for images in " + Ec2Api.DOCUMENTATION + "#permissions.");
        assertThat(launchedWith()).isEmpty();
        assertThat(lab.swarms()).isEmpty();
    }

    @Test
    void aRefusalToMakeTheImageIsNotAnImageThatMayBeLeft() {
        cloud.faults().fail("CreateImage", 1, 403, "UnauthorizedOperation");
        CommandLab.Result refused = lab.run("image", "-c", CONFIGURATION);
        assertThat(refused.code()).as(refused.err()).isEqualTo(3);
        assertThat(refused.err()).contains("could not create image").doesNotContain("may be left");
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void anInterruptBeforeTheImageLeavesNothing() throws Exception {
        try (CommandProcess command = lab.start("image", "-c", CONFIGURATION)) {
            command.waitUntilItSays("Launched 1 x").signal("INT");
            assertThat(command.exitCode()).as(command.err()).isEqualTo(130);
            assertThat(command.err()).doesNotContain("snapshot");
        }
        assertThat(cloud.left()).isEmpty();
        assertThat(lab.swarms()).isEmpty();
        assertThat(cloud.calls().stream().map(ApiCall::action)).doesNotContain("CreateImage", "DeregisterImage");
    }

    @Test
    void anInterruptBeforeEc2HasBegunASnapshotSaysThatOneMayAppear() throws Exception {
        cloud.faults().imagesTake(Duration.ofMinutes(5)).unseenSnapshots(Duration.ofMinutes(5));
        try (CommandProcess command = lab.start("image", "-c", CONFIGURATION)) {
            command.waitUntilItSays("EC2 is making image").signal("INT");
            assertThat(command.exitCode()).as(command.err()).isEqualTo(130);
            assertThat(command.err()).contains("EC2 may still create a snapshot for the image");
        }
        assertThat(cloud.left()).noneMatch(id -> id.startsWith("ami-"));
    }

    @Test
    void whatCannotBeRemovedIsNamedAndLeftToReap() {
        cloud.faults().imagesTake(Duration.ofMillis(500)).imagesFail("Server.InternalError");
        cloud.faults().fail("DeregisterImage", 1, 403, "UnauthorizedOperation");
        CommandLab.Result failed = lab.run("image", "-c", CONFIGURATION);
        assertThat(failed.code()).as(failed.err()).isEqualTo(4);
        assertThat(failed.err()).contains("may be left: " + image()).contains("locust-swarm reap -c 'loopback.cfg'");
        assertThat(lab.swarms()).isEmpty();
        assertThat(runs("reap", "-c", CONFIGURATION, "--dry-run").out())
                .contains("Would remove: Image " + image() + " of ")
                .contains(", which EC2 reports as failed (Server.InternalError).");
        runs("reap", "-c", CONFIGURATION);
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void anInterruptedImageLeavesNothing() throws Exception {
        cloud.faults().imagesTake(Duration.ofMinutes(5));
        try (CommandProcess command = lab.start("image", "-c", CONFIGURATION)) {
            command.waitUntilItSays("EC2 is making image").signal("INT");
            assertThat(command.exitCode()).as(command.err()).isEqualTo(130);
        }
        assertThat(cloud.left()).isEmpty();
        assertThat(lab.swarms()).isEmpty();
    }

    @Test
    void aKilledImageCanBeTakenDownAndIsCompleteWithoutTheCommand() throws Exception {
        cloud.faults().imagesTake(Duration.ofSeconds(5));
        try (CommandProcess command = lab.start("image", "-c", CONFIGURATION)) {
            command.waitUntilItSays("EC2 is making image").signal("KILL");
            command.exitCode();
        }
        List<String> swarms = lab.swarms();
        assertThat(swarms).singleElement().asString().startsWith("image-");
        runs("down", "all", "-c", CONFIGURATION, "--swarm", swarms.get(0));
        assertThat(cloud.left()).hasSize(2);
        assertThat(cloud.calls().stream().map(ApiCall::action)).doesNotContain("DeregisterImage");
    }

    @Test
    void badInputIsRefusedInASentence() {
        CommandLab.Result local = lab.run("image");
        assertThat(local.code()).isEqualTo(2);
        assertThat(local.err()).contains("An image can be made on EC2 only: name a configuration with provider = ec2");
        for (String age : List.of("0", "4000", "soon")) {
            lab.write("age.cfg", cloud.configuration().replace("[aws]\n", "[aws]\nimage_max_age = " + age + "\n"));
            CommandLab.Result refused = lab.run("image", "-c", "age.cfg");
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err())
                    .contains("image_max_age")
                    .containsAnyOf("it must be a number of days from 1 to 3650", "is not a whole number");
        }
        assertThat(cloud.calls()).isEmpty();
    }
}
