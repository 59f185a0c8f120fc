package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.Ed25519Key;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the user data of an instance, a {@code #cloud-config}. It is written as JSON, which is valid YAML, so that no value
 * can be read as anything but a value. The timer comes first: {@code bootcmd} runs before everything else that can fail,
 * and again at every boot.
 */
final class UserData {

    private UserData() {}

    /**
     * Returns the document.
     *
     * @param lease how long the instance may live after its first boot
     * @param clientKey SSH key that may log in besides the EC2 key pair
     */
    static String text(String swarmId, Duration lease, Ed25519Key hostKey, @CheckForNull Ed25519Key clientKey) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("bootcmd", List.of(MachineTimer.bootCommand(swarmId, lease)));
        // cloud-init writes the texts as they are, and a file of a key without its last newline runs into the next one
        // on the
        // console, where administrators read host keys
        String publicKey = hostKey.publicLine("locust-swarm") + "\n";
        config.put("ssh_keys", Map.of("ed25519_private", hostKey.privateText(), "ed25519_public", publicKey));
        if (clientKey != null) {
            config.put("ssh_authorized_keys", List.of(clientKey.publicLine("locust-swarm")));
        }
        try {
            return "#cloud-config\n" + JsonMapper.builder().build().writeValueAsString(config) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Strings, lists and maps always have a JSON form", e);
        }
    }

    /** Returns the document in the encoding of RunInstances. */
    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
