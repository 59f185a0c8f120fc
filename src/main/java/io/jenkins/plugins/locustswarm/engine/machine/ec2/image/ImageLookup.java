package io.jenkins.plugins.locustswarm.engine.machine.ec2.image;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2CallException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.ParallelTasks;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.MachineImages;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds images with which the machines of a swarm can be launched, in place of the images of the settings. */
public final class ImageLookup {

    private final Ec2Api api;
    private final Ec2Settings settings;

    public ImageLookup(Ec2Api api, Ec2Settings settings) {
        this.api = api;
        this.settings = settings;
    }

    /** Returns the ids of images that were made from machines and that the machines of this swarm are launched with. */
    public static Collection<String> madeImages(SwarmRecord swarm) {
        return new Ec2Resources(swarm)
                .get(ChosenImages.RESOURCE)
                .map(text -> new TreeSet<>(ChosenImages.parse(text).made().values()))
                .orElseGet(TreeSet::new);
    }

    /**
     * Finds the images for a launch. At its first launch, a swarm gets the newest image that fits for each base image:
     * one that its installation made from a machine with the same base image and the same requirements, and that is not
     * too old. Its later machines get the same, so that all have the same packages. Returns the base images if there is
     * none, or if the policy does not allow to look.
     */
    public MachineImages find(RecordKeeper keeper, Progress progress) throws InterruptedException {
        SwarmRecord swarm = keeper.get();
        String requirements = swarm.requirements();
        if (!settings.images().use() || requirements == null) {
            return MachineImages.find(settings, api);
        }
        Optional<ChosenImages> known = new Ec2Resources(swarm)
                .get(ChosenImages.RESOURCE)
                .map(ChosenImages::parse)
                .filter(chosen -> chosen.requirements().equals(requirements));
        if (known.isPresent()) {
            return MachineImages.find(settings, api).withMade(known.get().made());
        }
        ParallelTasks.Both<MachineImages, List<SwarmImage>> found =
                ParallelTasks.both(() -> MachineImages.find(settings, api), () -> images(swarm, progress));
        MachineImages bases = found.first();
        ChosenImages chosen = new ChosenImages(requirements, choose(bases, found.second(), requirements, progress));
        keeper.update(record -> record.withResource(ChosenImages.RESOURCE, chosen.text()));
        return bases.withMade(chosen.made());
    }

    /** Returns an image for each base image, or none at all: the machines of a swarm need the same Locust. */
    private Map<String, String> choose(
            MachineImages bases, List<SwarmImage> all, String requirements, Progress progress) {
        Instant now = Instant.now();
        Map<String, SwarmImage> chosen = new TreeMap<>();
        List<String> without = new ArrayList<>();
        for (String type : settings.instanceTypes()) {
            String base = bases.base(type);
            Optional<SwarmImage> newest = all.stream()
                    .filter(image -> image.fits(base, requirements, settings, now))
                    .findFirst();
            newest.ifPresentOrElse(image -> chosen.put(base, image), () -> without.add(type));
        }
        if (chosen.isEmpty()) {
            return Map.of();
        }
        if (!without.isEmpty()) {
            progress.phase("Launching without an image, because there is none for " + String.join(", ", without)
                    + ", and all machines need the same Locust.");
            return Map.of();
        }
        if (chosen.values().stream().map(SwarmImage::locust).distinct().count() > 1) {
            progress.phase(
                    "Launching without an image, because the images of the instance types have different versions of"
                            + " Locust: create new ones.");
            return Map.of();
        }
        chosen.values()
                .forEach(image -> progress.phase("Launching with image " + image.id() + " of " + image.createdAt()
                        + (image.locust().isEmpty() ? "." : ", which has Locust " + image.locust() + ".")));
        Map<String, String> made = new TreeMap<>();
        chosen.forEach((base, image) -> made.put(base, image.id()));
        return made;
    }

    /** Returns the images of the swarm's installation, the newest first. */
    private List<SwarmImage> images(SwarmRecord swarm, Progress progress) throws InterruptedException {
        try {
            return new ImageQueries(api)
                    .images().stream()
                            .filter(image -> image.controllerId().equals(SwarmTags.fitting(swarm.controllerId())))
                            .toList();
        } catch (Ec2CallException e) {
            if (e.code().isEmpty()) { // EC2 could not be reached
                throw e;
            }
            if (!e.isRefusal()) {
                progress.warning("Launching without an image: " + e.getMessage());
            }
            return List.of();
        }
    }
}
