package io.jenkins.plugins.locustswarm.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The locustfiles of bootstrap/ with a real Locust against the sample API. */
class LocustfilesIT {

    private static final int USERS = 10;

    /** What each locustfile asks for, by the names in Locust's statistics, without ids. */
    private static final Map<String, List<String>> NAMES = Map.of(
            "signups.py", List.of("POST /meta/register"),
            "viral_load.py", List.of("GET /kandus/[id]", "POST /plays", "POST /flags"),
            "typical_load.py",
                    List.of(
                            "GET /assets/[id]",
                            "GET /kandus",
                            "GET /kandus/[id]",
                            "POST /plays",
                            "POST /kandus",
                            "POST /meta/register"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"signups.py", "viral_load.py", "typical_load.py"})
    void eachLocustfileLoadsItsEndpointsUnderNamesWithoutIds(String locustfile) throws Exception {
        loads(LocustVenv.current(), locustfile);
    }

    @Test
    void theyRunWithTheOldestLocustToo() throws Exception {
        loads(LocustVenv.old(), "typical_load.py");
    }

    private void loads(Path venv, String locustfile) throws Exception {
        try (KanduApi api = KanduApi.start()) {
            ShellResult result = locust(venv, locustfile, api, Map.of("MAX_WAIT", "20"));
            assertThat(result.exitCode()).as(result.toString()).isZero();

            StatsCsv stats = StatsCsv.read(folder.resolve("out_stats.csv"));
            assertThat(stats.aggregated().failures()).isZero();
            assertThat(stats.names())
                    .extracting(row -> row.type() + " " + row.name())
                    .containsExactlyInAnyOrderElementsOf(NAMES.get(locustfile));
            assertThat(api.requestsServed()).containsOnlyKeys(NAMES.get(locustfile));
            for (NameStats row : stats.names()) {
                // Without workers, Locust's last second is in its table and not in its CSV.
                assertThat(row.requests())
                        .as(row.name())
                        .isBetween(1L, api.requestsServed().get(row.type() + " " + row.name()));
            }
        }
    }

    @Test
    void anAnswerThatIsAnErrorCountsAsFailed() throws Exception {
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (KanduApi api = KanduApi.start(loopback, Faults.NONE.failEvery(4))) {
            ShellResult result = locust(LocustVenv.current(), "typical_load.py", api, Map.of("MAX_WAIT", "20"));
            assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
            NameStats all = StatsCsv.read(folder.resolve("out_stats.csv")).aggregated();
            assertThat(all.failureRatio()).isBetween(0.2, 0.3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 1.0, 3.0",
        "5000, '', 5.0, 5.0",
        "2000, '', 2.0, 3.0",
        "'', 0, 0.0, 0.0",
        "'', 2000, 1.0, 2.0",
        "100, 200, 0.1, 0.2",
        "'', '  ', 1.0, 3.0",
    })
    void waitingTimesComeFromMinWaitAndMaxWaitInMilliseconds(String min, String max, double least, double most)
            throws InterruptedException {
        ShellResult result = kandu(min, max);
        assertThat(result.exitCode()).as(result.toString()).isZero();
        String[] seen = result.out().trim().split(" ");
        double span = most - least;
        assertThat(Double.parseDouble(seen[0])).isBetween(least, least + span / 4);
        assertThat(Double.parseDouble(seen[1])).isBetween(most - span / 4, most);
    }

    @ParameterizedTest
    @CsvSource({
        "300, 200, MIN_WAIT=300 is longer than MAX_WAIT=200: make it 200 or less.",
        "1.5, '', 'MIN_WAIT=1.5 is not a valid wait time: use whole milliseconds, from 0 to 3600000.'",
        "'', -1, 'MAX_WAIT=-1 is not a valid wait time: use whole milliseconds, from 0 to 3600000.'",
        "'', 5s, 'MAX_WAIT=5s is not a valid wait time: use whole milliseconds, from 0 to 3600000.'",
        "'', 3600001, 'MAX_WAIT=3600001 is not a valid wait time: use whole milliseconds, from 0 to 3600000.'",
    })
    void anInvalidWaitingTimeEndsLocustWithOneSentence(String min, String max, String sentence)
            throws InterruptedException {
        ShellResult result = kandu(min, max);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEqualTo(sentence + "\n");
    }

    /** The shortest and the longest of many waiting times, in seconds. */
    private static ShellResult kandu(String min, String max) throws InterruptedException {
        return new LocalShell("here")
                .run(Script.of("cd \"$1\" && MIN_WAIT=\"$3\" MAX_WAIT=\"$4\" \"$2\" -B -c '"
                                + "import kandu\n"
                                + "times = [kandu.KanduUser.wait_time(None) for _ in range(300)]\n"
                                + "print(min(times), max(times))'")
                        .arguments(
                                bootstrap(),
                                LocustVenv.current().resolve("bin/python").toString(),
                                min,
                                max));
    }

    private ShellResult locust(Path venv, String locustfile, KanduApi api, Map<String, String> environment)
            throws InterruptedException, IOException {
        List<String> words = new ArrayList<>(List.of(bootstrap(), "PYTHONDONTWRITEBYTECODE=1"));
        environment.forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(List.of(
                venv.resolve("bin/locust").toString(),
                "--headless",
                "--locustfile",
                locustfile,
                "--host",
                api.baseUrl(),
                "--users",
                Integer.toString(USERS),
                "--spawn-rate",
                Integer.toString(USERS),
                "--run-time",
                "6s",
                "--csv",
                folder.resolve("out").toString()));
        return new LocalShell("here")
                .run(Script.of("cd \"$1\" && shift && exec env \"$@\"")
                        .arguments(words)
                        .deadline(Duration.ofMinutes(2)));
    }

    private static String bootstrap() {
        return Repository.path("bootstrap").toString();
    }
}
