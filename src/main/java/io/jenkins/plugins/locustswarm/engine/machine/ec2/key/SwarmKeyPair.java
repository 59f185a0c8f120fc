package io.jenkins.plugins.locustswarm.engine.machine.ec2.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2CallException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** The EC2 key pair of a swarm: the public half of its client key, or an existing key pair of the user. */
public final class SwarmKeyPair {

    private final Ec2Api api;
    private final Ec2Settings settings;

    public SwarmKeyPair(Ec2Api api, Ec2Settings settings) {
        this.api = api;
        this.settings = settings;
    }

    /**
     * Imports the key pair unless it exists.
     *
     * @return its name, for the launch of instances
     */
    public String ensure(RecordKeeper keeper, SwarmKeys keys) throws InterruptedException {
        if (settings.keyName().isPresent()) {
            return settings.keyName().get();
        }
        Ec2Resources made = new Ec2Resources(keeper.get());
        if (made.keyPair().isPresent()) {
            return made.keyPair().get();
        }
        String name = made.resourceName().orElseThrow();
        SdkBytes material =
                SdkBytes.fromByteArray(keys.client().publicLine(name).getBytes(US_ASCII));
        SwarmRecord swarm = keeper.update(record -> new Ec2Resources(record).withAsked(Ec2Resources.KEY_PAIR));
        try {
            api.call(
                    "import key pair " + name,
                    client -> client.importKeyPair(request -> request.keyName(name)
                            .publicKeyMaterial(material)
                            .tagSpecifications(SwarmTags.on(swarm, ResourceType.KEY_PAIR))));
        } catch (Ec2CallException e) {
            if (!e.code().equals("InvalidKeyPair.Duplicate")) {
                if (e.isRejection() && !made.isAsked(Ec2Resources.KEY_PAIR)) {
                    keeper.update(record -> new Ec2Resources(record).withoutAsked(Ec2Resources.KEY_PAIR));
                }
                throw e;
            }
            // an earlier call imported it and its reply was lost, since the name is unique to this swarm
        }
        keeper.update(record -> record.withResource(Ec2Resources.KEY_PAIR, name));
        return name;
    }
}
