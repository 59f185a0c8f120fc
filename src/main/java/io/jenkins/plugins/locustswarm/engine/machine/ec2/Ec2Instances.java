package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Looks at instances: one call, whatever the number of machines. By filter, so that an unknown id is no error. */
final class Ec2Instances {

    private final Ec2Api api;

    Ec2Instances(Ec2Api api) {
        this.api = api;
    }

    /** All that carry the swarm's tag, by id; terminated ones are among them for about an hour. */
    Map<String, Ec2Machine> ofSwarm(String swarmId) throws InterruptedException {
        return byId(matching(SwarmTags.filter(swarmId)));
    }

    /** Those of these ids that EC2 knows. */
    Map<String, Ec2Machine> withIds(Collection<String> ids) throws InterruptedException {
        return byId(matching(Filter.builder().name("instance-id").values(ids).build()));
    }

    private List<Ec2Machine> matching(Filter filter) throws InterruptedException {
        DescribeInstancesRequest request =
                DescribeInstancesRequest.builder().filters(filter).build();
        return api.call(
                "look at machines",
                client -> client.describeInstancesPaginator(request).reservations().stream()
                        .flatMap(reservation -> reservation.instances().stream())
                        .map(Ec2Machine::of)
                        .toList());
    }

    private static Map<String, Ec2Machine> byId(List<Ec2Machine> machines) {
        return machines.stream().collect(Collectors.toMap(Ec2Machine::id, Function.identity(), (one, two) -> one));
    }
}
