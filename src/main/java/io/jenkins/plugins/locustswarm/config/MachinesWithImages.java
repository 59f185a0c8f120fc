package io.jenkins.plugins.locustswarm.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.ImageSettings;
import org.kohsuke.stapler.DataBoundSetter;

/** Machines that can be launched with an image that was made from one of them. */
public abstract class MachinesWithImages extends SwarmMachines {

    private boolean withoutImages;
    private @CheckForNull Integer imageMaxAge;

    /** Whether machines are launched with an image that has the same requirements. */
    public boolean isUseImages() {
        return !withoutImages;
    }

    @DataBoundSetter
    public void setUseImages(boolean value) {
        withoutImages = !value;
    }

    /** The age of images in days up to which they are used, and after which they are removed; 30 if absent. */
    @CheckForNull
    public Integer getImageMaxAge() {
        return imageMaxAge;
    }

    @DataBoundSetter
    public void setImageMaxAge(@CheckForNull Integer value) {
        imageMaxAge = value;
    }

    /** @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the age is invalid */
    ImageSettings imageSettings() {
        return new ImageSettings(isUseImages(), imageMaxAge == null ? ImageSettings.DEFAULT_MAX_AGE : imageMaxAge);
    }
}
