package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The key pairs of the simulated EC2. Its owner synchronizes it. */
final class SimulatedKeyPairs {

    private record KeyPair(List<Tag> tags, long created) {}

    private final SimulatedTime time;
    private final Duration shownAfter;
    private final Map<String, KeyPair> byName = new LinkedHashMap<>();

    /** @param shownAfter how long EC2 does not show a new key pair */
    SimulatedKeyPairs(SimulatedTime time, Duration shownAfter) {
        this.time = time;
        this.shownAfter = shownAfter;
    }

    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    void create(ImportKeyPairRequest request) {
        if (byName.containsKey(request.keyName())) {
            throw Refusals.of(400, "InvalidKeyPair.Duplicate");
        }
        List<Tag> tags = SimulatedInstances.tags(request.tagSpecifications(), ResourceType.KEY_PAIR);
        byName.put(request.keyName(), new KeyPair(tags, System.nanoTime()));
    }

    /** @throws software.amazon.awssdk.services.ec2.model.Ec2Exception if EC2 does not know the key pair, or not yet */
    void require(String name) {
        KeyPair pair = byName.get(name);
        if (pair == null || !isShown(pair)) {
            throw Refusals.of(400, "InvalidKeyPair.NotFound");
        }
    }

    private boolean isShown(KeyPair pair) {
        return time.since(pair.created()).compareTo(shownAfter) >= 0;
    }

    /** EC2 reports success for a key pair that does not exist, or that it does not show yet. */
    void delete(String name) {
        KeyPair pair = byName.get(name);
        if (pair != null && isShown(pair)) {
            byName.remove(name);
        }
    }

    List<KeyPairInfo> shown(List<Filter> filters) {
        Filters wanted = new Filters(filters);
        return byName.entrySet().stream()
                .filter(pair -> isShown(pair.getValue()))
                .filter(pair -> wanted.match(pair.getValue().tags(), "key-name", List.of(pair.getKey())))
                .map(pair -> KeyPairInfo.builder()
                        .keyName(pair.getKey())
                        .tags(pair.getValue().tags())
                        .build())
                .toList();
    }
}
