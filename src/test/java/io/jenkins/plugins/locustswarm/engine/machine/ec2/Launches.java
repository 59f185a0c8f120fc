package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Machine;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.SwarmKeys;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.LaunchRequest;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.MachineImages;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.LaunchAttempt;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/** Records and launches for tests that need no EC2. */
public final class Launches {

    public static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private Launches() {}

    /** A swarm with an id and that many workers, none of which was launched. */
    public static SwarmRecord swarm(int workers) {
        return SwarmRecord.planned(
                        "load", "ann", "controller-1", "ec2", Map.of("team", "a'b$(c)"), NOON, NOON.plusSeconds(3600))
                .withMasterAsked()
                .withWorkersAsked(workers, workers)
                .withResource(Ec2Resources.ID, "0a1b2c3d4e5f");
    }

    public static Ec2Machine machine(String id, int index) {
        return new Ec2Machine(id, "t3.micro", NOON, index, "pending", "", "us-east-1a", null, null);
    }

    public static RunInstancesRequest request(Ec2Settings settings, SwarmRecord swarm) {
        SwarmKeys keys = SwarmKeys.make();
        return new LaunchRequest(
                        settings,
                        new MachineImages(settings, Map.of()),
                        "sg-1",
                        "key",
                        "/dev/sda1",
                        keys.host(),
                        keys.client())
                .of(swarm, new LaunchAttempt("token", settings.instanceTypes().get(0), "subnet-1", 6, NOON));
    }
}
