package io.jenkins.plugins.locustswarm.engine.machine.ec2.image;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2CallException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.MachineImages;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds images with which the machines of a swarm can be launched, in place of the images of the settings. */
public final class ImageLookup {

    private final Ec2Api api;
    private final Ec2Settings settings;

    public ImageLookup(Ec2Api api, Ec2Settings settings) {
        this.api = api;
        this.settings = settings;
    }

    /**
     * Returns the newest image that fits, for each base image. An image fits if the installation of the swarm made it of a
     * machine with the same base image and the same requirements, and if it is not too old. Returns the same images if there
     * is none, or if the policy does not allow to look.
     */
    public MachineImages replace(MachineImages bases, SwarmRecord swarm, Progress progress)
            throws InterruptedException {
        String requirements = swarm.requirements();
        if (!settings.images().use() || requirements == null) {
            return bases;
        }
        Map<String, String> made = new TreeMap<>();
        List<SwarmImage> all = images();
        for (String type : settings.instanceTypes()) {
            String base = bases.base(type);
            if (!made.containsKey(base)) {
                newest(all, base, requirements, swarm.controllerId()).ifPresent(image -> {
                    made.put(base, image.id());
                    progress.phase("Launching with image " + image.id() + " of " + image.createdAt()
                            + (image.locust().isEmpty() ? "." : ", which has Locust " + image.locust() + "."));
                });
            }
        }
        return bases.withMade(made);
    }

    private Optional<SwarmImage> newest(List<SwarmImage> all, String base, String requirements, String controllerId) {
        Instant now = Instant.now();
        return all.stream()
                .filter(image -> image.controllerId().equals(SwarmTags.fitting(controllerId)))
                .filter(image -> image.fits(base, requirements, settings, now))
                .findFirst();
    }

    private List<SwarmImage> images() throws InterruptedException {
        try {
            return new ImageQueries(api).images();
        } catch (Ec2CallException e) {
            if (e.code().isEmpty()) { // EC2 could not be reached
                throw e;
            }
            return List.of();
        }
    }
}
