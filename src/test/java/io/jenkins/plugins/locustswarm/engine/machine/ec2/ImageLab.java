package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.Ec2Images;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.ImageCreation;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.SwarmImage;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Images of machines in the loopback cloud, with a bootstrap.sh that installs a locust in no time. */
final class ImageLab {

    private static final String BOOTSTRAP = """
            #!/bin/bash
            set -e
            if [[ -e $LOCUST_SWARM_VENV/bin/locust ]]; then
                echo "found Locust"
                exit
            fi
            echo "installs Locust"
            mkdir -p "$LOCUST_SWARM_VENV"/bin "$LOCUST_SWARM_VENV"/lib/python3.11/site-packages/locust-2.47.0.dist-info
            printf '#!/bin/sh\\necho locust 2.47.0\\n' >"$LOCUST_SWARM_VENV/bin/locust"
            chmod +x "$LOCUST_SWARM_VENV/bin/locust"
            cat requirements.txt 2>/dev/null |
                tee "$LOCUST_SWARM_VENV/.locust-swarm-dependencies" >"$LOCUST_SWARM_VENV/.locust-swarm-errors"
            """;

    private final LoopbackCloud cloud;
    private final Path folder;
    private final List<String> said = new CopyOnWriteArrayList<>();

    ImageLab(LoopbackCloud cloud, Path folder) {
        this.cloud = cloud;
        this.folder = folder;
        write("bootstrap.sh", BOOTSTRAP);
        write("locustfile.py", "# one");
    }

    ImageLab write(String name, String text) {
        try {
            Path file = Files.createDirectories(folder.resolve("bootstrap")).resolve(name);
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Progress progress() {
        return new RecordedProgress(said);
    }

    /** What the bring-ups and creations have reported. */
    List<String> said() {
        return said;
    }

    private SwarmPlan plan(Set<Role> roles) {
        FolderSnapshot files = FolderSnapshot.of(folder.resolve("bootstrap"));
        return new SwarmPlan(roles, 1, 1, files, Duration.ofMinutes(1));
    }

    /** Plans a swarm of a master, from which an image can be made. */
    CloudSwarm planned(String name, Ec2Settings settings) {
        return CloudSwarm.planned(cloud, folder.resolve("records"), name, 0, 0, ImageCreation.settings(settings));
    }

    CloudSwarm planned(String name) {
        return planned(name, cloud.settings().build());
    }

    /** Brings a master up that may be launched with an image. */
    CloudSwarm up(String name, Ec2Settings settings) throws InterruptedException {
        CloudSwarm swarm = swarm(name, settings);
        up(swarm);
        return swarm;
    }

    /** Plans a swarm of a master that may be launched with an image. */
    CloudSwarm swarm(String name, Ec2Settings settings) {
        return CloudSwarm.planned(cloud, folder.resolve("records"), name, 0, 0, settings);
    }

    void up(CloudSwarm swarm) throws InterruptedException {
        try (Swarm engine = new Swarm(swarm.keeper(), swarm.provider(), new RecordedProgress(said))) {
            engine.up(plan(Set.of(Role.MASTER)));
        }
    }

    /** Adds a worker to a swarm that is up. */
    void addWorker(CloudSwarm swarm) throws InterruptedException {
        try (Swarm engine = new Swarm(swarm.keeper(), swarm.provider(), new RecordedProgress(said))) {
            engine.up(plan(Set.of(Role.WORKER)));
        }
    }

    /** Makes an image of a swarm that is planned or up. */
    SwarmImage make(CloudSwarm swarm, Ec2Settings settings) throws InterruptedException {
        up(swarm);
        try (ImageCreation creation = new ImageCreation(settings, cloud.access())) {
            return create(creation, swarm);
        }
    }

    SwarmImage create(ImageCreation creation, CloudSwarm swarm) throws InterruptedException {
        return creation.create(swarm.record(), swarm.provider(), "nightly", new RecordedProgress(said));
    }

    /** Makes an image, and takes the machine down. */
    SwarmImage make() throws InterruptedException {
        Ec2Settings settings = cloud.settings().build();
        try (CloudSwarm swarm = planned("image-1", settings)) {
            SwarmImage image = make(swarm, settings);
            swarm.destroy();
            return image;
        }
    }

    /** The images of the account. */
    Ec2Images images() {
        return new Ec2Images(cloud.settings().build(), cloud.access());
    }

    static String swarmId(CloudSwarm swarm) {
        return new Ec2Resources(swarm.record()).id().orElseThrow();
    }

    /** What the swarm launched last was launched with. */
    String launchedWith() {
        List<String> images = new ArrayList<>();
        cloud.calls().stream()
                .filter(call -> call.action().equals("RunInstances"))
                .forEach(call -> images.add(call.get("ImageId")));
        return images.get(images.size() - 1);
    }
}
