package io.jenkins.plugins.locustswarm.engine.machine.ec2.image;

import java.util.Map;
import java.util.TreeMap;

/**
 * The images of a swarm, as its record has them from the first launch on.
 *
 * @param requirements digest of the requirements that the images were chosen for
 * @param made the ids of images, by the image that they replace; empty if the swarm has none
 */
record ChosenImages(String requirements, Map<String, String> made) {

    static final String RESOURCE = "ec2.images";

    ChosenImages {
        made = Map.copyOf(made);
    }

    static ChosenImages parse(String text) {
        String[] parts = text.split(" ");
        Map<String, String> made = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
            int end = parts[i].lastIndexOf('=');
            made.put(parts[i].substring(0, end), parts[i].substring(end + 1));
        }
        return new ChosenImages(parts[0], made);
    }

    String text() {
        StringBuilder text = new StringBuilder(requirements);
        new TreeMap<>(made)
                .forEach((base, id) -> text.append(' ').append(base).append('=').append(id));
        return text.toString();
    }
}
