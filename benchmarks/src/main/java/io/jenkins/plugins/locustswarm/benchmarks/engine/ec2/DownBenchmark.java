package io.jenkins.plugins.locustswarm.benchmarks.engine.ec2;

import io.jenkins.plugins.locustswarm.benchmarks.row.Goal;
import io.jenkins.plugins.locustswarm.benchmarks.row.Rounds;
import io.jenkins.plugins.locustswarm.benchmarks.row.Row;
import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
import io.jenkins.plugins.locustswarm.benchmarks.run.Bench;
import io.jenkins.plugins.locustswarm.benchmarks.run.Benchmark;
import io.jenkins.plugins.locustswarm.benchmarks.run.Timed;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Measures how long the machines of a swarm continue to cost money after its teardown is requested. */
public final class DownBenchmark implements Benchmark {

    private static final int MACHINES = 20;

    /** The network latency of a region on the same continent, plus the time that EC2 takes for a mutating call. */
    private static final Duration FAR = Duration.ofMillis(200);

    private static final String NOTE = "EC2's API on loopback, each call made " + FAR.toMillis()
            + " ms slower. A machine is gone as soon as EC2 has answered that it is shutting down: it costs"
            + " nothing any more. The round trip is one call for all machines of an equal swarm, by the same AWS SDK.";

    @Override
    public Topic topic() {
        return Topic.DOWN;
    }

    @Override
    public List<Row> measure(Bench bench) throws Exception {
        List<Double> until = new ArrayList<>();
        try (LoopbackCloud cloud = LoopbackCloud.start();
                Ec2Client client = client(cloud)) {
            downSeconds(bench, cloud, until); // warm
            roundTrip(bench, cloud, client);
            until.clear();
            Rounds rounds = Rounds.alternating(
                    bench.rounds(), () -> downSeconds(bench, cloud, until), () -> roundTrip(bench, cloud, client));
            return List.of(
                    row("request to all " + MACHINES + " machines gone", Goal.atMost(2), rounds),
                    row(
                            "request to `down` done: key pair and security group deleted too",
                            Goal.none(),
                            new Rounds(until, rounds.peer())));
        }
    }

    private Row row(String what, Goal goal, Rounds rounds) {
        return Row.ratio(topic(), "down: " + what, "TerminateInstances, one round trip", goal, "s", rounds)
                .noted(NOTE);
    }

    private static Ec2Client client(LoopbackCloud cloud) {
        return Ec2Client.builder()
                .region(Region.of(LoopbackCloud.REGION))
                .endpointOverride(cloud.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(LoopbackCloud.ACCESS_KEY, LoopbackCloud.SECRET_KEY)))
                .build();
    }

    /**
     * The time until the engine reports that EC2 has accepted the termination.
     *
     * @param until gets the time until all of it was done
     */
    private static double downSeconds(Bench bench, LoopbackCloud cloud, List<Double> until) throws Exception {
        try (LoopbackSwarm swarm = up(bench, cloud)) {
            List<Double> gone = new ArrayList<>();
            long start = System.nanoTime();
            until.add(Timed.seconds(() -> swarm.down(line -> {
                check(line.equals("Terminating " + MACHINES + " instances."), line);
                gone.add((System.nanoTime() - start) / 1e9);
            })));
            check(gone.size() == 1 && cloud.left().isEmpty(), cloud.left().toString());
            return gone.get(0);
        } finally {
            cloud.reset();
        }
    }

    private static void check(boolean holds, String words) {
        if (!holds) {
            throw new IllegalStateException(words);
        }
    }

    private static double roundTrip(Bench bench, LoopbackCloud cloud, Ec2Client client) throws Exception {
        try (LoopbackSwarm swarm = up(bench, cloud)) {
            List<String> ids = swarm.instanceIds();
            return Timed.seconds(() -> client.terminateInstances(request -> request.instanceIds(ids)));
        } finally {
            cloud.reset();
        }
    }

    private static LoopbackSwarm up(Bench bench, LoopbackCloud cloud) throws Exception {
        cloud.machines().disk("4m").boot(Duration.ZERO).shuttingDown(Duration.ZERO);
        LoopbackSwarm swarm = new LoopbackSwarm(cloud, cloud.settings().build(), bench.folder("down"), MACHINES).up();
        cloud.faults().onCall(call -> pause());
        return swarm;
    }

    private static void pause() {
        try {
            Thread.sleep(FAR.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the cloud is being closed
        }
    }
}
