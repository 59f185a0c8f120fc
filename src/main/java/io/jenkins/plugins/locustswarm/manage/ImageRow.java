package io.jenkins.plugins.locustswarm.manage;

import hudson.Util;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.SwarmImage;
import io.jenkins.plugins.locustswarm.engine.text.Printable;
import io.jenkins.plugins.locustswarm.swarms.image.ImageInventory;
import java.time.Instant;
import java.util.List;

/** An image on the management page. */
public final class ImageRow {

    private final SwarmImage image;
    private final String profile;

    ImageRow(ImageInventory.Entry entry) {
        this.image = entry.image();
        this.profile = image.profile().isEmpty() ? entry.profile() : image.profile();
    }

    public String getId() {
        return image.id();
    }

    public String getProfile() {
        return profile;
    }

    public String getState() {
        if (image.isAvailable()) {
            return Messages.ImageRow_Available();
        }
        if (image.isPending()) {
            return Messages.ImageRow_Pending();
        }
        return image.why().isEmpty() ? image.state() : image.state() + ": " + Printable.line(image.why());
    }

    public long getAgeMillis() {
        return image.age(Instant.now()).toMillis();
    }

    public String getAge() {
        return image.createdAt() == null ? "" : Util.getTimeSpanString(Math.max(0, getAgeMillis()));
    }

    /** Returns the size in GiB. */
    public int getGib() {
        return image.gib();
    }

    /** Returns the version of Locust; empty if it is not known. */
    public String getLocust() {
        return image.locust();
    }

    /** Returns the base image, which can be a long path, in parts after which a line may be broken. */
    public List<String> getBaseParts() {
        return List.of(image.base().split("(?<=/)"));
    }
}
