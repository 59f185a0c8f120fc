package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.Ed25519Key;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a machine is told at its launch: one {@code #cloud-config}. It is written as JSON, which every YAML reader
 * takes, so that no value can become anything but a value. The clock comes first: {@code bootcmd} runs before
 * everything else that can fail, and again at every boot.
 */
final class UserData {

    private UserData() {}

    /**
     * The document.
     *
     * @param lease how long the machine may live from its first boot on
     * @param clientKey who may log in; null when EC2's key pair is enough
     */
    static String text(String swarmId, Duration lease, Ed25519Key hostKey, Ed25519Key clientKey) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("bootcmd", List.of(MachineClock.bootCommand(swarmId, lease)));
        config.put(
                "ssh_keys",
                Map.of("ed25519_private", hostKey.privateText(), "ed25519_public", hostKey.publicLine("locust-swarm")));
        if (clientKey != null) {
            config.put("ssh_authorized_keys", List.of(clientKey.publicLine("locust-swarm")));
        }
        try {
            return "#cloud-config\n" + JsonMapper.builder().build().writeValueAsString(config) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts always have a JSON form", e);
        }
    }

    /** The document as RunInstances takes it. */
    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
