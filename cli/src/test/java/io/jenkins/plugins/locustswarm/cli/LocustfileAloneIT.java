package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The first load test of a new user, who has a locustfile, and no bootstrap directory. On real Locusts. */
class LocustfileAloneIT {

    /** Begins a locustfile that makes requests to nowhere, named by the variable {@code name}. */
    private static final String HEAD = """
            from locust import User, constant, events, task

            class Caller(User):
                wait_time = constant(0.1)

                @task
                def call(self):
                    self.environment.events.request.fire(request_type="CALL", name=name(self), response_time=1,
                        response_length=0, response=None, context={}, exception=None)

            """;

    @NewLab(bootstrap = false)
    private CommandLab lab;

    @AfterEach
    void nothingIsLeft() {
        lab.assertNothingIsLeft();
    }

    private CommandLab.Result test(String... more) {
        List<String> words = new ArrayList<>(
                List.of("test", "-s", "1", "-u", "2", "-r", "2", "-t", "5s", "-H", "http://127.0.0.1:1"));
        words.addAll(List.of(more));
        return lab.run(words.toArray(String[]::new));
    }

    @Test
    void aLocustfileAloneIsRun() {
        lab.write("perf/load.py", HEAD + "def name(user):\n    return 'alone'\n");
        CommandLab.Result result = test("-f", "perf/load.py");
        lab.assertWentWell(result);
        assertThat(result.out()).contains("CALL  alone");
        assertThat(result.err())
                .containsPattern(
                        "Each machine gets the folder perf: 1 file with [\\d.]+ (bytes|kB), and the built-in bootstrap\\.sh\\.");
    }

    @Test
    void modulesAndDataBesideTheLocustfileAreFound() {
        lab.write("perf/locustfile.py", "import common.users\n" + HEAD + """
                        def name(user):
                            return common.users.first() + open("data/users.csv").read()
                        """)
                .write("perf/common/__init__.py", "")
                .write("perf/common/users.py", "def first():\n    return 'ann and '\n")
                .write("perf/data/users.csv", "bob")
                .write("perf/data/old.csv", "")
                .write("perf/.gitignore", "old.csv\n");
        CommandLab.Result result = test("-f", lab.path("perf/locustfile.py").toString());
        lab.assertWentWell(result);
        assertThat(result.out()).contains("CALL  ann and bob");
        assertThat(result.err())
                .contains("Files that an ignore file names are not sent to the machines: data/old.csv.");
    }

    @Test
    void theRequirementsBesideTheLocustfileAreInstalledAndTheLocustThatTheyName() {
        lab.write("locustfile.py", "import colorama\n" + HEAD + """
                        import locust
                        def name(user):
                            return colorama.__version__ + " on " + locust.__version__
                        """)
                .write("requirements.txt", "colorama==0.4.6\nlocust==2.46.0\n");
        lab.venv(lab.path("venv")); // the environment of the tests does not change
        CommandLab.Result result = test("-f", "locustfile.py");
        lab.assertWentWell(result);
        assertThat(result.out()).contains("CALL  0.4.6 on 2.46.0");
    }

    @Test
    void aMissingModuleIsNamedWithTheFileToPutItIn() {
        lab.write("perf/locustfile.py", "import no_such_module.part\n" + HEAD);
        CommandLab.Result result = test("-f", "perf/locustfile.py");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err())
                .contains("The Python module no_such_module is missing on the machines: add its package to "
                        + lab.path("perf/requirements.txt")
                        + ", or, if it is a file of your own, put it beside the locustfile.");
    }

    @Test
    void anArgumentThatTheLocustfileRequiresIsNamedWithTheWayToPassIt() {
        lab.write("locustfile.py", HEAD + """
                        @events.init_command_line_parser.add_listener
                        def add(parser):
                            parser.add_argument("--tenant", required=True)

                        def name(user):
                            return user.environment.parsed_options.tenant
                        """);
        CommandLab.Result without = test("-f", "locustfile.py");
        assertThat(without.code()).isEqualTo(3);
        assertThat(without.err())
                .contains(
                        "The locustfile requires the argument --tenant: pass it to Locust (on the command line after --");
        CommandLab.Result with = test("-f", "locustfile.py", "--", "--tenant", "blue");
        lab.assertWentWell(with);
        assertThat(with.out()).contains("CALL  blue");
    }

    @Test
    void severalLocustfilesAndADirectoryAreRunAsLocustTakesThem() {
        String second = HEAD.replace("Caller", "Second");
        lab.write("perf/a.py", HEAD + "def name(user):\n    return 'first'\n")
                .write("perf/more/b.py", second + "def name(user):\n    return 'second'\n");
        CommandLab.Result files = test("-f", "perf/a.py,perf/more/b.py");
        lab.assertWentWell(files);
        assertThat(files.out()).contains("CALL  first", "CALL  second");
        CommandLab.Result directory = test("-f", "perf");
        lab.assertWentWell(directory);
        assertThat(directory.out()).contains("CALL  first", "CALL  second");
        assertThat(directory.err()).contains("Starting perf on the master", "Collecting the results of perf.");
        assertThat(lab.path("locust-results/junit.xml")).content().contains("<testsuite name=\"perf\"");
    }

    @Test
    void theFolderOfALargeRepositoryIsRefusedWithItsLargestEntries() {
        lab.write("locustfile.py", HEAD);
        for (int i = 0; i < 5_001; i++) {
            lab.write("web/src/" + i + ".js", "");
        }
        CommandLab.Result result = test("-f", "locustfile.py");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("is too large to be sent to every machine", "web/ (5,001 files", ".locustswarmignore");
    }

    @Test
    void aLocustfileOutsideOfTheBootstrapDirectoryIsRunWithBoth() {
        lab.write("machine/bootstrap.sh", "#!/bin/bash\n")
                .bootstrapScript("exit 0")
                .write("bootstrap/shared.py", "WHERE = 'bootstrap'\n")
                .write("perf/shared.py", "WHERE = 'perf'\n")
                .write("perf/locustfile.py", "import shared\n" + HEAD + "def name(user):\n    return shared.WHERE\n");
        CommandLab.Result result = test("-f", "perf/locustfile.py");
        lab.assertWentWell(result);
        assertThat(result.out()).contains("CALL  bootstrap");
        assertThat(result.err())
                .contains("Each machine gets the folder perf and the bootstrap directory bootstrap: 3 files")
                .contains(
                        "Warning: shared.py of the folder perf is not sent, because the bootstrap directory bootstrap");
    }

    @Test
    void aSwarmThatIsUpRunsTheLocustfileItWasBroughtUpWith() {
        lab.write("perf/locustfile.py", HEAD + "def name(user):\n    return 'step by step'\n");
        lab.succeeds("up", "all", "-s", "1", "-f", "perf/locustfile.py");
        CommandLab.Result run = lab.run("run", "all", "-f", "perf/locustfile.py", "-u", "1", "-t", "5s");
        lab.assertWentWell(run);
        assertThat(run.out()).contains("CALL  step by step");
        assertThat(run.err()).doesNotContain("Warning: the machines were brought up with other files");
        lab.succeeds("down", "all");
    }

    @Test
    void aRunLoadsTheFileThatIsNamedOfTheFolderThatTheMachinesGot() {
        lab.write("perf/top.py", HEAD + "def name(user):\n    return 'at the top'\n")
                .write("perf/sub/top.py", HEAD + "def name(user):\n    return 'below it'\n")
                .write("other/top.py", HEAD + "def name(user):\n    return 'never sent'\n");
        lab.succeeds("up", "all", "-s", "1", "-f", "perf");
        CommandLab.Result other = lab.run("run", "all", "-f", "other/top.py", "-t", "5s");
        assertThat(other.code()).as(other.err() + other.out()).isEqualTo(2);
        assertThat(other.err())
                .contains("The locustfile other/top.py is not in the folder " + lab.path("perf") + ", whose files");
        CommandLab.Result run = lab.run("run", "all", "-f", "perf/sub/top.py", "-t", "5s");
        lab.assertWentWell(run);
        assertThat(run.out()).contains("CALL  below it").doesNotContain("at the top");
        assertThat(run.err()).doesNotContain("Warning: the machines were brought up with other files");
        CommandLab.Result nowhere = lab.run("run", "all", "-f", "nowhere.py", "-t", "5s");
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).contains("The swarm has no file " + lab.path("perf/nowhere.py") + ": bring");
        lab.succeeds("down", "all");
    }
}
