package io.jenkins.plugins.locustswarm.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.FreeStyleBuild;
import hudson.model.Item;
import hudson.model.TaskListener;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import io.jenkins.plugins.locustswarm.config.Ec2Machines;
import io.jenkins.plugins.locustswarm.config.Ec2MachinesDescriptor;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.config.ProfileImages;
import io.jenkins.plugins.locustswarm.config.SwarmMachines;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.fixture.LoopbackMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.ApiCall;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.SwarmImage;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.fixture.CloudProfile;
import io.jenkins.plugins.locustswarm.fixture.WebClients;
import io.jenkins.plugins.locustswarm.swarms.BackgroundLog;
import io.jenkins.plugins.locustswarm.swarms.OpenSwarm;
import io.jenkins.plugins.locustswarm.swarms.SwarmOwner;
import io.jenkins.plugins.locustswarm.swarms.SwarmPool;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import io.jenkins.plugins.locustswarm.swarms.SwarmWork;
import io.jenkins.plugins.locustswarm.swarms.Swarms;
import io.jenkins.plugins.locustswarm.swarms.TeardownCause;
import io.jenkins.plugins.locustswarm.swarms.image.ImageFiles;
import io.jenkins.plugins.locustswarm.swarms.image.ImageInventory;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockFolder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Images of the machines of a profile: the button of its form, the management page, and the reaper. */
@WithJenkins
class ImagesOfProfilesTest {

    private static LoopbackCloud cloud;

    @TempDir
    private Path folder;

    private JenkinsRule jenkins;
    private FolderSnapshot bootstrap;

    @BeforeAll
    static void startCloud() throws Exception {
        LoopbackMachine.assumePossible();
        cloud = LoopbackCloud.start();
    }

    @AfterAll
    static void endCloud() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @BeforeEach
    void addProfile(JenkinsRule rule) throws Exception {
        jenkins = rule;
        cloud.reset();
        CloudProfile.set("default", cloud);
        bootstrap = FolderSnapshot.of(ToyBootstrap.in(folder));
    }

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        awaitRefresh();
        assertThat(cloud.left()).isEmpty();
        assertThat(SwarmRecords.get().names()).isEmpty();
    }

    private static Ec2MachinesDescriptor form() {
        return (Ec2MachinesDescriptor) Jenkins.get().getDescriptorOrDie(Ec2Machines.class);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofSeconds(120));
        while (!condition.getAsBoolean()) {
            assertThat(deadline.passed()).as("two minutes are enough").isFalse();
            deadline.pause(Duration.ofMillis(100));
        }
    }

    /** What is reported is followed by a refresh of the list, whose calls must not be those of the next test. */
    private static void awaitRefresh() throws InterruptedException {
        Instant now = Instant.now();
        ImageInventory.get().refreshSoon();
        await(() -> {
            Instant readAt = ImageInventory.get().reading().readAt();
            return readAt != null && readAt.isAfter(now);
        });
    }

    private static List<String> reported() {
        return BackgroundLog.get().newestFirst().stream()
                .map(BackgroundLog.Entry::sentence)
                .toList();
    }

    private static void awaitReport(String part) throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofSeconds(120));
        while (reported().stream().noneMatch(sentence -> sentence.contains(part))) {
            assertThat(deadline.passed())
                    .as("no \"%s\" in %s", part, reported())
                    .isFalse();
            deadline.pause(Duration.ofMillis(100));
        }
    }

    private SwarmImage make() throws InterruptedException {
        ImageFiles.keep("default", bootstrap);
        FormValidation begun = form().doMakeImage("default");
        assertThat(begun.kind).as(begun.getMessage()).isEqualTo(FormValidation.Kind.OK);
        FormValidation busy = form().doMakeImage("default");
        assertThat(busy.getMessage()).contains("An image for the profile default is already being created.");
        awaitReport("was created for the profile default");
        await(() -> !ImageInventory.get().all().isEmpty());
        return ImageInventory.get().all().get(0).image();
    }

    private WebClient as(String user) throws Exception {
        return WebClients.withoutScripts(jenkins)
                .withThrowExceptionOnFailingStatusCode(false)
                .login(user);
    }

    private static int remove(WebClient client, String id) throws Exception {
        URL url = new URL(client.getContextPath() + "manage/locust-swarms/removeImage?id=" + id);
        WebRequest request = new WebRequest(url, HttpMethod.POST);
        client.addCrumb(request);
        return client.getPage(request).getWebResponse().getStatusCode();
    }

    private SwarmRecord up(FreeStyleBuild build) throws Exception {
        SwarmRecord planned = Builds.plan(build);
        return SwarmPool.get()
                .submit(SwarmWork.BRING_UP, planned.name(), () -> {
                    try (OpenSwarm open = Swarms.get().open(planned.name(), bootstrap, Progress.SILENT)) {
                        open.swarm()
                                .up(new SwarmPlan(EnumSet.of(Role.MASTER), 1, 1, bootstrap, Duration.ofMinutes(10)));
                        return open.record();
                    }
                })
                .get(3, TimeUnit.MINUTES);
    }

    @Test
    void theButtonMakesAnImageThatIsListedUsedAndDeleted() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("auditor"));
        SwarmImage image = make();
        assertThat(SwarmRecords.get().names()).isEmpty();
        assertThat(cloud.left())
                .containsExactlyInAnyOrder(image.id(), image.snapshots().get(0));

        HtmlPage page = as("auditor").goTo("manage/locust-swarms/");
        assertThat(page.getElementById("locust-images").asNormalizedText())
                .contains(image.id())
                .contains("available")
                .contains("default")
                .contains("15 GiB")
                .doesNotContain("Delete");
        assertThat(page.asNormalizedText()).contains("AWS bills the snapshot of each image by the GB-month");
        assertThat(as("admin").goTo("manage/locust-swarms/").asNormalizedText()).contains("Delete");

        Builds builds = new Builds(jenkins);
        FreeStyleBuild build = builds.start(jenkins.createFreeStyleProject("load"), jenkins.jenkins);
        up(build);
        assertThat(cloud.calls().stream()
                        .filter(call -> call.action().equals("RunInstances"))
                        .map(call -> call.get("ImageId")))
                .endsWith(image.id());
        builds.end(build);

        assertThat(remove(as("auditor"), image.id())).isEqualTo(403);
        assertThat(remove(as("admin"), "ami-unknown")).isEqualTo(404);
        assertThat(remove(as("admin"), image.id())).isEqualTo(200);
        awaitReport("Image " + image.id() + " was removed with its snapshots.");
        await(() -> ImageInventory.get().all().isEmpty());
        assertThat(as("admin").goTo("manage/locust-swarms/").getElementById("locust-images"))
                .isNull();
    }

    @Test
    void thePageSaysWhenAndWhyImagesCouldNotBeRead() throws Exception {
        cloud.faults().fail("DescribeImages", 1, 403, "UnauthorizedOperation");
        ImageInventory.get().refreshSoon();
        await(() -> !ImageInventory.get().reading().failures().isEmpty());
        String text =
                WebClients.withoutScripts(jenkins).goTo("manage/locust-swarms/").asNormalizedText();
        assertThat(text)
                .contains("The images of the profile default could not be listed: ")
                .contains("UnauthorizedOperation")
                .contains("No images were found.");

        ImageInventory.get().refreshSoon();
        await(() -> ImageInventory.get().reading().failures().isEmpty());
        assertThat(WebClients.withoutScripts(jenkins)
                        .goTo("manage/locust-swarms/")
                        .getElementById("locust-images-read")
                        .asNormalizedText())
                .startsWith("No images were found.");
    }

    @Test
    void aChangeDuringARefreshIsReadByAnotherOne() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        cloud.faults().onCall(call -> {
            if (call.action().equals("DescribeImages") && reads.incrementAndGet() == 1) {
                ImageInventory.get().refreshSoon();
            }
        });
        ImageInventory.get().refreshSoon();
        await(() -> reads.get() == 2);
        assertThat(reads).hasValue(2);
    }

    @Test
    void aFolderWithTheNameOfTheWorkDecidesNeitherTheAccountNorWhoSeesTheSwarm() throws Exception {
        MockFolder folder = jenkins.createFolder("image for the profile default");
        SwarmMachines machines = ProfileImages.of(
                        LocustSwarmConfiguration.get().getProfiles().get(0))
                .machines();
        SwarmRecord record = Swarms.get().planForImage("default", machines, Duration.ofMinutes(10));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("ann"));
        SwarmOwner owner = SwarmOwner.of(record);
        try (ACLContext ann = ACL.as(User.getById("ann", true))) {
            assertThat(owner.isVisible()).isFalse();
        }
        assertThat(owner.jobName()).isEmpty();
        assertThat(owner.run()).isEmpty();
        folder.renameTo("renamed");
        assertThat(SwarmRecords.get().load(record.name()).orElseThrow().resources())
                .doesNotContainKey(SwarmOwner.RUN);
        assertThat(TeardownCause.reaper(owner))
                .hasToString("by the reaper, because the image for the profile default is no longer being created");
        Swarms.get().release(record.name());
        SwarmReaper.get().execute(TaskListener.NULL);
        await(() -> SwarmRecords.get().names().isEmpty());
    }

    @Test
    void withoutASavedProfileOrItsRequirementsNoImageIsMade() {
        assertThat(form().doMakeImage("other").getMessage()).contains("Save the profile first");
        assertThat(form().doMakeImage("default").getMessage())
                .contains("No swarm of the profile default has come up yet");
        assertThat(cloud.calls()).isEmpty();
    }

    @Test
    void requirementsThatAreTooLargeToKeepAreNamedAndForgottenWithSmallerOnes() throws Exception {
        Path large = Files.createDirectories(folder.resolve("large"));
        Files.write(large.resolve("requirements.txt"), new byte[5_000_001]);
        ImageFiles.keep("default", FolderSnapshot.of(large));
        assertThat(form().doMakeImage("default").getMessage())
                .contains("The requirements of the newest swarm of the profile default are larger than 5 MB");
        ImageFiles.keep("default", bootstrap);
        cloud.faults().fail("DescribeSnapshots", 1, 403, "UnauthorizedOperation");
        assertThat(form().doMakeImage("default").kind).isEqualTo(FormValidation.Kind.OK);
        awaitReport("An image needs more permissions than a swarm");
        await(() -> SwarmRecords.get().names().isEmpty());
        assertThat(cloud.calls().stream().map(ApiCall::action)).doesNotContain("RunInstances");
    }

    @Test
    void theButtonSendsTheNameOfItsProfile() throws Throwable {
        SwarmProfile first = LocustSwarmConfiguration.get().getProfiles().get(0);
        LocustSwarmConfiguration.get()
                .setProfiles(List.of(
                        first,
                        new SwarmProfile("nightly", ProfileImages.of(first).machines())));
        HtmlPage page = WebClients.withoutStyles(jenkins).goTo("manage/configure");
        page.getElementsByTagName("button").stream()
                .filter(button -> button.asNormalizedText().equals("Create an image"))
                .skip(1)
                .findFirst()
                .orElseThrow()
                .click();
        WebClients.awaitScripts(
                page,
                () -> assertThat(page.asNormalizedText())
                        .contains("No swarm of the profile nightly has come up yet")
                        .doesNotContain("No swarm of the profile default has come up yet"));
    }

    @Test
    void whatIsLeftOfAnImageThatFailedIsRemovedByTheReaper() throws Exception {
        cloud.faults().imagesTake(Duration.ofMillis(500)).imagesFail("Server.InternalError");
        cloud.faults().fail("DeregisterImage", 1, 403, "UnauthorizedOperation");
        ImageFiles.keep("default", bootstrap);
        assertThat(form().doMakeImage("default").kind).isEqualTo(FormValidation.Kind.OK);
        awaitReport("No image was created for the profile default: ");
        assertThat(reported()).anyMatch(sentence -> sentence.contains("it reports failed, Server.InternalError."));
        assertThat(cloud.left()).isNotEmpty();

        ExtensionList.lookupSingleton(LostSwarmReaper.class).execute(TaskListener.NULL);
        assertThat(reported()).anyMatch(sentence -> sentence.contains("which EC2 reports as failed"));
    }

    @Test
    void theReaperLeavesAMachineAloneOfWhichAnImageIsBeingMade() throws Exception {
        cloud.faults().imagesTake(Duration.ofSeconds(5));
        ImageFiles.keep("default", bootstrap);
        assertThat(form().doMakeImage("default").kind).isEqualTo(FormValidation.Kind.OK);
        await(() -> cloud.calls().stream().anyMatch(call -> call.action().equals("CreateImage")));
        List<String> names = SwarmRecords.get().names();
        assertThat(names).singleElement().asString().startsWith("image-");
        SwarmReaper.get().execute(TaskListener.NULL);
        awaitReport("was created for the profile default");
        assertThat(reported()).noneMatch(sentence -> sentence.contains(names.get(0)));
        await(() -> !ImageInventory.get().all().isEmpty());
        remove(
                WebClients.withoutScripts(jenkins),
                ImageInventory.get().all().get(0).image().id());
        awaitReport("was removed with its snapshots.");
    }
}
