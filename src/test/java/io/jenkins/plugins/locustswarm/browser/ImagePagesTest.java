package io.jenkins.plugins.locustswarm.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.FormValidation;
import io.jenkins.plugins.darktheme.DarkThemeSystemManagerFactory;
import io.jenkins.plugins.locustswarm.cleanup.ToyBootstrap;
import io.jenkins.plugins.locustswarm.config.Ec2Machines;
import io.jenkins.plugins.locustswarm.config.Ec2MachinesDescriptor;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.fixture.CloudProfile;
import io.jenkins.plugins.locustswarm.swarms.BackgroundLog;
import io.jenkins.plugins.locustswarm.swarms.image.ImageFiles;
import io.jenkins.plugins.locustswarm.swarms.image.ImageInventory;
import io.jenkins.plugins.thememanager.ThemeManagerPageDecorator;
import java.nio.file.Path;
import java.time.Duration;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.openqa.selenium.WebElement;

/** The pages about machines on EC2, with an image that was made from one. */
@WithJenkins
class ImagePagesTest {

    private static final String PROFILE = "default";

    @TempDir
    private Path folder;

    @Test
    void theListOfImagesAndTheProfileAreAccessibleAndFitEverySize(JenkinsRule jenkins) throws Exception {
        ThemeManagerPageDecorator.get().setTheme(new DarkThemeSystemManagerFactory());
        String root = jenkins.getURL().toExternalForm();
        try (Chromium browser = Chromium.start();
                LoopbackCloud cloud = LoopbackCloud.start()) {
            CloudProfile.set(PROFILE, cloud);
            makeImage();
            PageCheck check = new PageCheck(browser);
            assertThat(check.faults("management images", root + "manage/locust-swarms/", false))
                    .isEmpty();
            assertThat(browser.all("#locust-images tbody tr")).hasSize(1);
            assertThat(browser.all("#locust-images td.locust-swarms-base"))
                    .singleElement()
                    .extracting(WebElement::getText)
                    .isEqualTo(Ec2Settings.DEFAULT_IMAGE);
            assertThat(check.faults("settings ec2", root + "manage/configure", true))
                    .isEmpty();
        }
    }

    private void makeImage() throws Exception {
        ImageFiles.keep(PROFILE, FolderSnapshot.of(ToyBootstrap.in(folder)));
        Ec2MachinesDescriptor form = (Ec2MachinesDescriptor) Jenkins.get().getDescriptorOrDie(Ec2Machines.class);
        FormValidation begun = form.doMakeImage(PROFILE);
        assertThat(begun.kind).as(begun.getMessage()).isEqualTo(FormValidation.Kind.OK);
        Deadline deadline = Deadline.in(Duration.ofMinutes(3));
        while (ImageInventory.get().all().isEmpty()
                || BackgroundLog.get().newestFirst().isEmpty()) {
            assertThat(deadline.passed())
                    .as("no image: " + BackgroundLog.get().newestFirst())
                    .isFalse();
            deadline.pause(Duration.ofMillis(100));
        }
    }
}
