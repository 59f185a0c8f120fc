package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locustfiles and their surroundings as users have them, on real Locusts. */
class LocustfilesOfUsersIT {

    /** Makes requests to nowhere, named after the host and an argument of its own. */
    private static final String LOCUSTFILE = """
            import time
            from locust import User, constant, events, task

            @events.init_command_line_parser.add_listener
            def add(parser):
                parser.add_argument("--user", default="nobody")

            class Caller(User):
                wait_time = constant(0.1)

                @task
                def call(self):
                    name = self.host + " as " + self.environment.parsed_options.user
                    self.environment.events.request.fire(request_type="CALL", name=name, response_time=1,
                        response_length=0, response=None, context={}, exception=None)
            """;

    @NewLab
    private CommandLab lab;

    @BeforeEach
    void writeLocustfiles() {
        lab.write("bootstrap/-load.py", LOCUSTFILE).write("bootstrap/load.py", LOCUSTFILE);
    }

    private CommandLab.Result test(String... more) {
        List<String> words = new ArrayList<>(List.of("test", "-s", "1", "-u", "1", "-r", "1", "-t", "5s"));
        words.addAll(List.of(more));
        return lab.run(words.toArray(String[]::new));
    }

    @Test
    void anArgumentOfTheLocustfileThatIsAPrefixOfASwarmFlagReachesTheLocustfile() {
        CommandLab.Result result = test("--file=-load.py", "-H", "http://load_target:8765", "--", "--user", "ann");
        lab.assertWentWell(result);
        assertThat(result.out()).contains("http://load_target:8765 as ann");
        assertThat(result.err()).doesNotContain("Warning", " 0 users", "0.0 requests/s");
    }

    @Test
    void aPrefixOfASwarmFlagIsRefusedUnlessTheLocustfileDefinesIt() {
        CommandLab.Result result = test("-f", "load.py", "-H", "http://a", "--", "--spawn-r", "5");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("The argument --spawn-r, which Locust reads as --spawn-rate, cannot be passed to Locust");
        assertThat(lab.swarms()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:50051", "-odd"})
    void anyTextIsAHostAndALikelyMistakeIsAWarning(String host) {
        CommandLab.Result result = test("-f", "load.py", "--host=" + host);
        lab.assertWentWell(result);
        assertThat(result.out()).contains(host + " as nobody");
        assertThat(result.err())
                .containsOnlyOnce(
                        "Warning: The host \"" + host + "\" does not begin with a scheme: an HttpUser needs one")
                .containsSubsequence("Warning: The host", "Bootstrapping 2 machines");
    }

    @ParameterizedTest
    @ValueSource(strings = {"locust.conf", "my.conf"})
    void aFileThatSetsProcessesIsNamed(String file) {
        lab.write("bootstrap/" + file, "# how many\nprocesses = 4\n");
        CommandLab.Result result = test("-f", "load.py", "-H", "http://a", "--", "--config", "my.conf");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err())
                .contains(file + ", which Locust reads on ", " sets processes: remove it there")
                .doesNotContain("--master");
        assertThat(lab.swarms()).isEmpty();
    }

    @Test
    void aPyprojectThatSetsProcessesIsNamedAndThatOfAnotherToolIsNot() {
        lab.write("bootstrap/pyproject.toml", "[tool.locust]\nusers = 3\n[tool.other]\nprocesses = 4\n");
        CommandLab.Result result = test("-f", "load.py", "-H", "http://a");
        lab.assertWentWell(result);

        lab.write("bootstrap/pyproject.toml", "[tool.locust]\n  processes = 4\n");
        result = test("-f", "load.py", "-H", "http://a");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("pyproject.toml, which Locust reads on ");
    }

    @Test
    void aConfigurationThatLocustCannotReadIsNamedWithItsWords() {
        lab.write("bootstrap/locust.conf", "users = many\n");
        CommandLab.Result result = lab.run("test", "-s", "1", "-t", "3s", "-f", "load.py", "-H", "http://a");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err())
                .contains("It also read ", "bootstrap/locust.conf.", "invalid")
                .contains("'many'");
    }
}
