package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.Ed25519Key;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UserDataTest {

    @Test
    void bothHalvesOfTheHostKeyEndWithANewline() throws IOException {
        Ed25519Key key = Ed25519Key.make();
        String text = UserData.text("id-1", Duration.ofHours(1), key, null);

        JsonNode keys = JsonMapper.builder()
                .build()
                .readTree(text.substring(text.indexOf('\n')))
                .path("ssh_keys");
        assertThat(keys.path("ed25519_public").asText()).isEqualTo(key.publicLine("locust-swarm") + "\n");
        assertThat(keys.path("ed25519_private").asText()).endsWith("-----\n");
    }
}
