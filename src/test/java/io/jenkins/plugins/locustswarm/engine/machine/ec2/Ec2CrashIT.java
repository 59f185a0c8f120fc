package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The process ends at each of its API calls, before the call arrives or after it was carried out: the next process,
 * which has the files alone, takes everything down, or goes on to the swarm that was asked for.
 */
class Ec2CrashIT {

    @Started
    private static LoopbackCloud cloud;

    @TempDir
    private Path folder;

    private interface Work {
        void run() throws InterruptedException;
    }

    /** From that call on nothing gets through any more, which for the cloud is the end of the process. */
    private static void cutAt(int number, boolean carriedOut, Work work) throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        cloud.faults().onCall(call -> {
            int now = calls.incrementAndGet();
            if (now == number && carriedOut) {
                cloud.faults().loseReply(call.action(), 1);
            } else if (now >= number) {
                cloud.faults().down(Duration.ofDays(1));
            }
        });
        try {
            work.run();
        } catch (SwarmException e) {
            assertThat(e.getMessage()).contains("could not be reached");
        } finally {
            cloud.faults().clear();
        }
    }

    private CloudSwarm planned() {
        Ec2Settings.Builder settings = cloud.settings();
        settings.timing(cloud.settings().build().timing().withOutage(Duration.ofMillis(1)));
        return CloudSwarm.planned(cloud, folder, 1, 1, settings.build());
    }

    @ParameterizedTest
    @CsvSource({
        "1,false", "2,false", "3,false", "4,false", "5,false", "6,false", "7,false", "2,true", "3,true", "4,true",
        "5,true", "6,true"
    })
    void nothingIsLeftAfterACrashWhileComingUp(int call, boolean carriedOut) throws InterruptedException {
        try (CloudSwarm swarm = planned()) {
            cutAt(call, carriedOut, swarm::create);
        }
        try (CloudSwarm found = CloudSwarm.found(cloud, folder, "load")) {
            found.destroy();
            assertThat(cloud.left()).isEmpty();
            assertThat(found.vault().load("load")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"1,false", "2,false", "3,false", "4,false", "5,false", "6,false", "2,true", "3,true", "4,true", "5,true"
    })
    void theSwarmComesUpOnceAfterACrashWhileComingUp(int call, boolean carriedOut) throws InterruptedException {
        try (CloudSwarm swarm = planned()) {
            cutAt(call, carriedOut, swarm::create);
        }
        try (CloudSwarm found = CloudSwarm.found(cloud, folder, "load")) {
            found.create();
            assertThat(found.runOnAll("echo here")).containsExactly("here\n", "here\n");
            assertThat(cloud.left()).hasSize(2 + 2);
            found.destroy();
            assertThat(cloud.left()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"1,false", "2,false", "3,false", "4,false", "5,false", "6,false", "2,true", "3,true", "5,true"})
    void nothingIsLeftAfterACrashWhileGoingDown(int call, boolean carriedOut) throws InterruptedException {
        try (CloudSwarm swarm = planned().create()) {
            cutAt(call, carriedOut, swarm::destroy);
        }
        try (CloudSwarm found = CloudSwarm.found(cloud, folder, "load")) {
            found.destroy();
            assertThat(cloud.left()).isEmpty();
            assertThat(found.record().machines()).isEmpty();
        }
    }
}
