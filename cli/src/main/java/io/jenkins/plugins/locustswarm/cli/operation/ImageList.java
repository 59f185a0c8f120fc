package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.config.Ec2Config;
import io.jenkins.plugins.locustswarm.cli.config.ProviderName;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.Ec2Images;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.SwarmImage;
import io.jenkins.plugins.locustswarm.engine.text.RunLine;
import io.jenkins.plugins.locustswarm.engine.text.Table;
import io.jenkins.plugins.locustswarm.engine.text.Table.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The images of an account and region, as {@code list} shows them. */
final class ImageList {

    private final Instant now;
    private final List<SwarmImage> images;

    private ImageList(List<SwarmImage> images, Instant now) {
        this.images = images;
        this.now = now;
    }

    static ImageList none(Instant now) {
        return new ImageList(List.of(), now);
    }

    /** Asks EC2. */
    static ImageList of(Config config, Instant now) throws InterruptedException {
        Ec2Config ec2 = new Ec2Config(config);
        try (Ec2Images images = new Ec2Images(ec2.settings(), ec2.access())) {
            return new ImageList(images.list(), now);
        }
    }

    boolean isEmpty() {
        return images.isEmpty();
    }

    /** Returns the images for JSON, with the fields of a swarm as far as they apply. */
    List<Map<String, Object>> fields() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (SwarmImage image : images) {
            Map<String, Object> fields = new LinkedHashMap<>();
            Instant createdAt = image.createdAt();
            fields.put("name", image.id());
            fields.put("owner", image.owner());
            fields.put("provider", ProviderName.EC2.toString());
            fields.put("phase", "image");
            fields.put("createdAt", createdAt == null ? null : createdAt.toString());
            fields.put("machines", List.of());
            fields.put("base", image.base());
            fields.put("locust", image.locust().isEmpty() ? null : image.locust());
            fields.put("state", image.state());
            fields.put("gib", image.gib());
            fields.put("snapshots", image.snapshots());
            all.add(fields);
        }
        return all;
    }

    String table(int width) {
        Table table = new Table(
                Column.words("Image"),
                Column.words("Age"),
                Column.names("Owner"),
                Column.words("Locust"),
                Column.names("Base image"),
                Column.words("State"),
                Column.words("Size"));
        for (SwarmImage image : images) {
            table.row(
                    image.id(),
                    image.createdAt() == null ? "-" : RunLine.time(image.age(now)),
                    image.owner(),
                    image.locust().isEmpty() ? "-" : image.locust(),
                    image.base(),
                    image.state(),
                    image.gib() + " GiB");
        }
        return table.render(width);
    }
}
