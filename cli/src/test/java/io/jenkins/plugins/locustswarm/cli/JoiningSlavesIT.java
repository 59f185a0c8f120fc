package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code run slaves} after {@code run master}, on real Locust processes. */
class JoiningSlavesIT {

    @Started
    private static KanduApi api;

    @NewLab
    private CommandLab lab;

    private static String freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    /** The arguments of a master with two processes on each slave. */
    private String[] master(String... more) {
        String host = api.baseUrl();
        return with(List.of("run", "master", "-f", "typical_load.py", "-H", host, "--processes", "2"), more);
    }

    /** The arguments of slaves that join it. */
    private static String[] slaves(String... more) {
        return with(List.of("run", "slaves", "-f", "typical_load.py"), more);
    }

    private static String[] with(List<String> arguments, String... more) {
        return Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new);
    }

    private void assertRefused(String words, String... more) {
        CommandLab.Result result = lab.run(slaves(more));
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains(words);
    }

    @Test
    void slavesThatJoinTheWebPageOfTheirMasterHaveItsOptions() throws Exception {
        String port = freePort();
        lab.succeeds("up", "all", "-s", "2");
        CommandLab.Result master =
                lab.succeeds(master("--web-port", port, "-e", "TENANT=blue", "--", "--tags", "checkout"));
        assertThat(master.err())
                .contains("run slaves --file='typical_load.py' -e TENANT=... --swarm default -- --tags 'checkout'\n"
                        + "Write the values that the master got in place of the dots.\n");
        assertRefused("--processes (4, the master: 2)", "--processes", "4");
        assertRefused("--run-time (600 s, the master: none)", "-t", "10m");
        assertRefused("It has TENANT.", "--", "--tags", "checkout");
        assertRefused("was started with 2 arguments after --", "-e", "TENANT=blue");
        assertRefused("write them in place of the dots", "-e", "TENANT=...", "--", "--tags", "checkout");

        CommandLab.Result joined = lab.succeeds(slaves("-e", "TENANT=blue", "--", "--tags", "checkout"));

        assertThat(joined.out()).isEqualTo("Locust's web page: http://127.0.0.1:" + port + "\n");

        assertThat(lab.succeeds("status", "--json").out()).contains("\"workersReady\" : 4");
        lab.succeeds("killall", "all");
        lab.succeeds("down", "all");
        lab.assertNothingIsLeft();
    }

    @Test
    void slavesThatJoinARunWithARunTimeHaveItsProcesses() {
        lab.succeeds("up", "all", "-s", "1");
        CommandLab.Result master = lab.variable("TENANT", "blue")
                .succeeds(master("-u", "4", "-r", "4", "-t", "5", "-e", "TENANT", "-e", "MAX_WAIT=100"));
        assertThat(master.err()).contains("-e TENANT -e MAX_WAIT=... --swarm default\n");
        CommandLab.Result slaves = lab.run(slaves("-e", "TENANT", "-e", "MAX_WAIT=100"));
        lab.assertWentWell(slaves);
        assertThat(slaves.out()).contains("Workers: 2 of 2");
        lab.succeeds("down", "all");
        lab.assertNothingIsLeft();
    }
}
