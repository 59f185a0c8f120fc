package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import java.net.InetAddress;
import java.net.ServerSocket;
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

    private void assertRefused(String words, String... more) {
        String[] all = new String[4 + more.length];
        System.arraycopy(new String[] {"run", "slaves", "-f", "typical_load.py"}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        CommandLab.Result result = lab.run(all);
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains(words);
    }

    @Test
    void slavesThatJoinTheWebPageOfTheirMasterHaveItsOptions() throws Exception {
        String port = freePort();
        lab.succeeds("up", "all", "-s", "2");
        CommandLab.Result master = lab.succeeds(
                "run",
                "master",
                "-f",
                "typical_load.py",
                "-H",
                api.baseUrl(),
                "--web-port",
                port,
                "--processes",
                "2",
                "-e",
                "TENANT=blue",
                "--",
                "--tags",
                "checkout");
        assertThat(master.err())
                .contains("run slaves --file='typical_load.py' -e TENANT=... --swarm default -- --tags 'checkout'\n"
                        + "Write the values that the master got in place of the dots.\n");
        String[] same = {"-e", "TENANT=blue", "--", "--tags", "checkout"};
        assertRefused("--processes (4, the master: 2)", "--processes", "4");
        assertRefused("--run-time (600 s, the master: none)", "-t", "10m");
        assertRefused("It has TENANT.", "--", "--tags", "checkout");
        assertRefused("was started with 2 arguments after --", "-e", "TENANT=blue");
        assertRefused("write them in place of the dots", "-e", "TENANT=...", "--", "--tags", "checkout");
        String[] all = {"run", "slaves", "-f", "typical_load.py", same[0], same[1], same[2], same[3], same[4]};

        assertThat(lab.succeeds(all).out()).isEqualTo("Locust's web page: http://127.0.0.1:" + port + "\n");

        assertThat(lab.succeeds("status", "--json").out()).contains("\"workersReady\" : 4");
        lab.succeeds("killall", "all");
        lab.succeeds("down", "all");
        lab.assertNothingIsLeft();
    }

    @Test
    void slavesThatJoinARunWithARunTimeHaveItsProcesses() {
        lab.succeeds("up", "all", "-s", "1");
        CommandLab.Result master = lab.variable("TENANT", "blue")
                .succeeds(
                        "run",
                        "master",
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
                        "--processes",
                        "2",
                        "-e",
                        "TENANT",
                        "-e",
                        "MAX_WAIT=100");
        assertThat(master.err()).contains("-e TENANT -e MAX_WAIT=... --swarm default\n");
        CommandLab.Result slaves =
                lab.run("run", "slaves", "-f", "typical_load.py", "-e", "TENANT", "-e", "MAX_WAIT=100");
        lab.assertWentWell(slaves);
        assertThat(slaves.out()).contains("Workers: 2 of 2");
        lab.succeeds("down", "all");
        lab.assertNothingIsLeft();
    }
}
