package io.jenkins.plugins.locustswarm.benchmarks.engine.ec2;

import io.jenkins.plugins.locustswarm.benchmarks.row.Goal;
import io.jenkins.plugins.locustswarm.benchmarks.row.Row;
import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
import io.jenkins.plugins.locustswarm.benchmarks.run.Bench;
import io.jenkins.plugins.locustswarm.benchmarks.run.Benchmark;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.ApiCall;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts the EC2 API calls of a large swarm whose machines take about as long to start as on EC2. */
public final class ApiCallsBenchmark implements Benchmark {

    private static final int MACHINES = 100;

    @Override
    public Topic topic() {
        return Topic.API_CALLS;
    }

    @Override
    public List<Row> measure(Bench bench) throws Exception {
        try (LoopbackCloud cloud = LoopbackCloud.start()) {
            cloud.machines().slowAsEc2();
            Ec2Settings settings = cloud.settings()
                    .timing(Ec2Timing.DEFAULT.withBoot(Duration.ofMinutes(4)))
                    .build();
            try (LoopbackSwarm swarm = new LoopbackSwarm(cloud, settings, bench.folder("calls"), MACHINES)) {
                swarm.up();
                swarm.down(line -> {});
            }
            return List.of(Row.figure(
                            topic(),
                            "API calls for a swarm of " + MACHINES + ", up and down",
                            "count",
                            Goal.atMost(25),
                            "calls",
                            List.of((double) cloud.calls().size()))
                    .noted(
                            "EC2's API on loopback; machines run 20 s after their launch, take logins 20 s later, and are"
                                    + " terminated 40 s after they were told to. " + counts(cloud.calls()) + "."));
        }
    }

    private static String counts(List<ApiCall> calls) {
        return calls.stream()
                .collect(Collectors.groupingBy(ApiCall::action, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(action -> action.getKey() + " " + action.getValue())
                .collect(Collectors.joining(", "));
    }
}
