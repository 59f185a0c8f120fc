package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.fixture.LoopbackMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole way over SSH with real Locust: bootstrap.sh as root, Locust as the login user, a broken connection. */
class SwarmOnHostsIT extends HostsTest {

    private static final Set<Role> ALL = EnumSet.allOf(Role.class);

    private final AtomicLong served = new AtomicLong();
    private HttpServer target;

    @BeforeEach
    void startTarget() throws IOException {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        target.createContext("/", exchange -> {
            served.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        target.start();
    }

    @AfterEach
    void stopTarget() {
        target.stop(0);
    }

    @Test
    void aSwarmComesUpRunsAndGoesDown() throws Exception {
        start(2);
        RecordKeeper keeper = keeper("load", "ann", 1, 1);
        Path results = folder.resolve("results");
        RunSummary summary;
        AtomicInteger refused = new AtomicInteger();
        try (Swarm swarm = new Swarm(keeper, refusing(refused), progress())) {
            swarm.up(new SwarmPlan(ALL, 1, 1, FolderSnapshot.of(bootstrap()), Duration.ofMinutes(9)));
            swarm.run(
                    RunPlan.of("browse.py")
                            .host("http://127.0.0.1:" + target.getAddress().getPort())
                            .users(5)
                            .spawnRate(5.0)
                            .runTime(Duration.ofSeconds(8))
                            .build(),
                    ALL);
            assertThat(machines)
                    .allSatisfy(machine -> assertThat(usersOfLocust(machine)).containsOnly("load"));
            machines.forEach(LoopbackMachine::cut);
            swarm.await();
            refused.set(2);
            machines.forEach(LoopbackMachine::cut);
            summary = swarm.collect(results);
            assertThat(refused).as("connections still to be refused").hasValue(0);
            swarm.down(ALL);
        }
        assertThat(summary.total().requests()).isPositive().isLessThanOrEqualTo(served.get());
        assertThat(summary.total().failures()).isZero();
        assertThat(results).isDirectoryContaining("glob:**/locust_stats.csv");
        assertThat(machines).allSatisfy(machine -> {
            assertThat(usersOfLocust(machine)).isEmpty();
            assertThat(machine.exec("ls -A /home/load/.locust-swarm").out()).isEqualTo("venv\nvenv.lock\n");
        });
    }

    /** The machines, of which so many next connections are refused. */
    private MachineProvider refusing(AtomicInteger refused) {
        HostsProvider hosts = provider();
        return (MachineProvider) Proxy.newProxyInstance(
                MachineProvider.class.getClassLoader(),
                new Class<?>[] {MachineProvider.class},
                (proxy, method, args) -> {
                    if (method.getName().equals("connect") && refused.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                        throw new ShellException("The test refuses a connection.");
                    }
                    try {
                        return method.invoke(hosts, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Set<String> usersOfLocust(LoopbackMachine machine) {
        return Set.copyOf(machine.exec("ps -e -o user=,args= | awk '/[b]in\\/locust/ { print $1 }' | sort -u")
                .out()
                .lines()
                .toList());
    }

    private Path bootstrap() throws IOException {
        Path bootstrap = Files.createDirectory(folder.resolve("bootstrap"));
        Files.copy(Repository.path("bootstrap/bootstrap.sh"), bootstrap.resolve("bootstrap.sh"));
        bootstrap.resolve("bootstrap.sh").toFile().setExecutable(true);
        Files.writeString(bootstrap.resolve("browse.py"), """
                from locust import FastHttpUser, constant, task

                class Browser(FastHttpUser):
                    wait_time = constant(0.1)

                    @task
                    def look(self):
                        self.client.get("/", name="/")
                """);
        return bootstrap;
    }
}
