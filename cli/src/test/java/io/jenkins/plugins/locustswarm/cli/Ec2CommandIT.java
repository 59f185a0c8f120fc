package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandProcess;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab.Locust;
import io.jenkins.plugins.locustswarm.cli.fixture.VenvOfTests;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.CloudMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;

/** The command with a configuration for EC2: through the API, SSH and real Locust. */
class Ec2CommandIT {

    @Started
    private static LoopbackCloud cloud;

    @Started
    private KanduApi api;

    @NewLab(locust = Locust.ON_MACHINES)
    private CommandLab lab;

    @BeforeEach
    void configure() throws InterruptedException {
        cloud.show(VenvOfTests.real(), VenvOfTests.SEEN);
        lab.write("loopback.cfg", cloud.configuration());
    }

    private CommandLab.Result runs(String... arguments) {
        CommandLab.Result result = lab.run(arguments);
        assertThat(result.code()).as(result.err() + result.out()).isZero();
        assertThat(result.err() + result.out()).doesNotContain(LoopbackCloud.SECRET_KEY);
        return result;
    }

    private CommandLab.Result runsLoad(String... arguments) {
        CommandLab.Result result = lab.run(arguments);
        lab.assertWentWell(result);
        assertThat(result.err() + result.out()).doesNotContain(LoopbackCloud.SECRET_KEY);
        return result;
    }

    private void assertNothingIsLeft() {
        assertThat(cloud.left()).isEmpty();
        assertThat(lab.swarms()).isEmpty();
    }

    @Test
    void aWholeTestOnMachinesMadeForItLeavesOnlyResults() throws Exception {
        CommandLab.Result test = runsLoad(
                "test",
                "-c",
                "loopback.cfg",
                "-s",
                "2",
                "-f",
                "typical_load.py",
                "-H",
                api.baseUrl(),
                "-u",
                "4",
                "-r",
                "4",
                "-t",
                "5",
                "-e",
                "MAX_WAIT=200");
        assertThat(test.out()).contains("Workers: 2 of 2");
        assertThat(test.err()).contains("Cost: 0.0").contains(" machine-hours, about 0.0");
        Cost cost = SummaryJson.readFrom(lab.path("locust-results")).cost();
        assertThat(cost.machineHours()).isPositive();
        assertThat(cost.estimate()).isPositive();
        assertThat(cost.currency()).isEqualTo("USD");
        assertThat(runsLoad("report", "locust-results").out()).contains("Cost until the results were collected: ");
        assertNothingIsLeft();
        try (Stream<Path> files = Files.walk(lab.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("loopback.cfg")) {
                    assertThat(Files.readString(file)).as(file.toString()).doesNotContain(LoopbackCloud.SECRET_KEY);
                }
            }
        }
    }

    @Test
    void aSwarmStepByStepIsListedWithItsCostAlsoForOthers() {
        runs("up", "all", "-c", "loopback.cfg", "-s", "1");
        assertThat(runs("list", "-c", "loopback.cfg").out())
                .contains("machine-hours, about")
                .hasLineCount(2);
        assertThat(runs("list", "-c", "loopback.cfg", "--json").out()).contains("\"usDollars\" : 0.0");
        cloud.faults().fail("DescribeInstances", 1000, 403, "UnauthorizedOperation");
        CommandLab.Result withoutEc2 = lab.run("list", "-c", "loopback.cfg");
        cloud.faults().clear();
        assertThat(withoutEc2.code()).isEqualTo(3);
        assertThat(withoutEc2.out()).contains("default");
        CommandLab stranger = new CommandLab(lab.path("stranger")).write("loopback.cfg", cloud.configuration());
        CommandLab.Result list = stranger.run("list", "-c", "loopback.cfg");
        assertThat(list.out()).contains("default").contains("no record here").contains("machine-hours");
        assertThat(stranger.run("reap", "-c", "loopback.cfg").code()).isZero();
        assertThat(cloud.left()).isNotEmpty();

        cloud.faults().fail("TerminateInstances", 1000, 403, "UnauthorizedOperation");
        CommandLab.Result refused = lab.run("down", "slaves", "-c", "loopback.cfg");
        cloud.faults().clear();
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.err()).contains("UnauthorizedOperation").containsSubsequence("may be left: i-", "Repeat: ");
        assertThat(refused.err()).contains("Repeat: locust-swarm down slaves --swarm default -c ");
        runs("down", "all", "-c", "loopback.cfg");
        assertNothingIsLeft();
    }

    @Test
    void theStepsOfTheOriginalToolStartALoadOnLocustsWebPage() throws Exception {
        runs("up", "master", "-c", "loopback.cfg");
        runs("up", "slaves", "-c", "loopback.cfg", "-s", "2");

        runs("run", "master", "-c", "loopback.cfg", "-f", "typical_load.py", "-H", api.baseUrl());
        CommandLab.Result run =
                runs("run", "slaves", "-c", "loopback.cfg", "-f", "typical_load.py", "-H", api.baseUrl());
        String page = "http://" + cloud.launched().get(0).address() + ":8089";
        assertThat(run.out()).isEqualTo("Locust's web page: " + page + "\n");
        assertThat(web(HttpRequest.newBuilder(URI.create(page)))).contains("Locust");
        awaitWorkers(page, 2);
        HttpRequest.Builder start = HttpRequest.newBuilder(URI.create(page + "/swarm"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("user_count=4&spawn_rate=4"));
        assertThat(web(start)).contains("Swarming started");
        Deadline deadline = Deadline.in(Duration.ofMinutes(2));
        while (api.requestsServed().isEmpty() && !deadline.passed()) {
            deadline.pause(Duration.ofMillis(50));
        }
        assertThat(api.requestsServed()).isNotEmpty();
        assertThat(runs("status", "-c", "loopback.cfg").out()).contains("Locust's web page is on port 8089");

        runs("killall", "master", "-c", "loopback.cfg");
        runs("killall", "slaves", "-c", "loopback.cfg");
        assertThat(cloud.launched())
                .allSatisfy(machine -> assertThat(
                                machine.machine().exec("pgrep -f bin/locust").out())
                        .isEmpty());
        runs("run", "master", "-c", "loopback.cfg", "-f", "viral_load.py", "-H", api.baseUrl(), "-t", "5");
        assertThat(runsLoad("run", "slaves", "-c", "loopback.cfg", "-f", "viral_load.py", "-H", api.baseUrl())
                        .out())
                .contains("Workers: 2 of 2");

        runs("down", "master", "-c", "loopback.cfg");
        assertThat(runs("status", "-c", "loopback.cfg").out()).doesNotContain("master ");
        runs("down", "slaves", "-c", "loopback.cfg");
        assertNothingIsLeft();
    }

    /** Without any, Locust's page takes the wish for a load and does not begin with it. */
    private static void awaitWorkers(String page, int count) throws Exception {
        Deadline deadline = Deadline.in(Duration.ofMinutes(2));
        JsonNode workers;
        do {
            workers = new ObjectMapper()
                    .readTree(web(HttpRequest.newBuilder(URI.create(page + "/stats/requests"))))
                    .path("workers");
            deadline.pause(Duration.ofMillis(100));
        } while (workers.size() < count && !deadline.passed());
        assertThat(workers).hasSize(count);
    }

    private static String web(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void whatIsPastItsLeaseIsReapedFromEc2WithoutARecord() throws Exception {
        runs("up", "all", "-c", "loopback.cfg", "-s", "1", "--lease", "1h");
        Files.delete(lab.path("home/swarms/default/record.json"));
        endLease();
        assertThat(runs("list", "-c", "loopback.cfg").out()).contains("expired ", " ago");
        cloud.faults().fail("DeleteSecurityGroup", 1000, 403, "UnauthorizedOperation");
        CommandLab.Result refused = lab.run("reap", "-c", "loopback.cfg");
        cloud.faults().clear();
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.err()).contains("Repeat: locust-swarm reap -c 'loopback.cfg'");
        runs("reap", "-c", "loopback.cfg");
        assertNothingIsLeft();
    }

    /** Moves the end of the lease in the tags into the past. */
    private static void endLease() {
        List<String> tagged = Stream.concat(
                        cloud.left().stream().filter(id -> id.startsWith("i-") || id.startsWith("sg-")),
                        cloud.direct().describeKeyPairs().keyPairs().stream().map(KeyPairInfo::keyPairId))
                .toList();
        cloud.direct()
                .createTags(r -> r.resources(tagged)
                        .tags(SwarmTags.leaseEnd(Instant.now().minusSeconds(60))));
    }

    @Test
    void aShortRunOnASwarmWithALongLeaseLeavesTheLease() {
        runs("up", "all", "-c", "loopback.cfg", "-s", "1", "--lease", "5h");
        List<String> before = leases();
        runsLoad("run", "all", "-c", "loopback.cfg", "-f", "typical_load.py", "-H", api.baseUrl(), "-t", "5");
        assertThat(leases()).isEqualTo(before).isNotEmpty();
        assertThat(runs("list", "-c", "loopback.cfg").out()).contains("4 h 5");
        runs("down", "all", "-c", "loopback.cfg");
        assertNothingIsLeft();
    }

    /** What the tags of everything that is there say of the end of the lease. */
    private static List<String> leases() {
        return cloud
                .direct()
                .describeTags(r -> r.filters(
                        f -> f.name("resource-id")
                                .values(cloud.left().stream()
                                        .filter(id -> id.startsWith("i-") || id.startsWith("sg-"))
                                        .toList()),
                        f -> f.name("key").values("locust-swarm:lease-end")))
                .tags()
                .stream()
                .map(tag -> tag.resourceId() + " " + tag.value())
                .sorted()
                .toList();
    }

    @Test
    void aTestThatIsInterruptedWhileMachinesStartLeavesNothing() throws Exception {
        try (CommandProcess command = lab.start(
                "test", "-c", "loopback.cfg", "-s", "2", "-f", "typical_load.py", "-H", api.baseUrl(), "-t", "60")) {
            command.waitUntilItSays("Bringing up swarm").signal("INT");
            assertThat(command.exitCode()).as(command.err()).isEqualTo(130);
        }
        assertNothingIsLeft();
    }

    @Test
    void aTestWhoseMasterMachineDiesEndsAtOnceAndLeavesNothing() throws Exception {
        try (CommandProcess command = lab.start(
                "test", "-c", "loopback.cfg", "-s", "1", "-f", "typical_load.py", "-H", api.baseUrl(), "-t", "30m")) {
            command.waitUntilItSays("s of 30 min: ");
            CloudMachine master = cloud.launched().get(0);
            master.kill();
            Instant died = Instant.now();
            assertThat(command.exitCode()).as(command.err()).isEqualTo(3);
            assertThat(Duration.between(died, Instant.now())).isLessThan(Duration.ofMinutes(5));
            assertThat(command.err())
                    .contains("The master of swarm ")
                    .contains(" (" + master.id() + ") is gone: EC2 reports ")
                    .contains("The run of typical_load.py ended with it");
        }
        assertNothingIsLeft();
    }

    @Test
    void aTestThatLosesASlaveToASpotInterruptionSaysSo() throws Exception {
        try (CommandProcess command = lab.start(
                "test", "-c", "loopback.cfg", "-s", "2", "-f", "typical_load.py", "-H", api.baseUrl(), "-t", "25")) {
            command.waitUntilItSays("s of 25 s: ");
            CloudMachine slave = cloud.launched().get(2);
            slave.takeBack("Server.SpotInstanceTermination: Spot instance termination");
            assertThat(command.exitCode()).as(command.err()).isEqualTo(1);
            assertThat(command.out())
                    .contains("1 of 2 worker processes was lost during the load")
                    .containsPattern("worker-[12] \\(" + slave.id() + "\\) was interrupted by EC2")
                    .contains("Server.SpotInstanceTermination: Spot instance termination.");
        }
        assertNothingIsLeft();
    }

    @Test
    void incompleteCredentialsAreReportedAndNotShown() {
        lab.write("none.cfg", "[aws]\naccess_key_id = AKIAEXAMPLE\naws_region = us-east-1\n");
        CommandLab.Result result =
                lab.run("test", "-c", "none.cfg", "-f", "typical_load.py", "-H", api.baseUrl(), "-t", "5");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("access_key_id and secret_access_key must be set together");
        assertNothingIsLeft();
    }
}
