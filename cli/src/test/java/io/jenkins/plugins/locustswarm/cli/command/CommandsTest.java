package io.jenkins.plugins.locustswarm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab.Locust;
import io.jenkins.plugins.locustswarm.cli.home.Home;
import io.jenkins.plugins.locustswarm.engine.fixture.OnPath;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that bring nothing up: help, invalid arguments, an empty home. */
class CommandsTest {

    private static final String[] TEST = {"test", "-f", "typical_load.py", "-H", "http://127.0.0.1:1"};

    @NewLab(locust = Locust.NONE)
    private CommandLab lab;

    private void assertTestRefused(String sentence, String... more) {
        String[] all = new String[TEST.length + more.length];
        System.arraycopy(TEST, 0, all, 0, TEST.length);
        System.arraycopy(more, 0, all, TEST.length, more.length);
        lab.refuses(sentence, all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo", "init", "test", "up", "run", "killall", "down", "list", "status", "reap", "image", "report",
                "trend", "compare"
            })
    void everyCommandHasHelpAndTheVersion(String command) {
        CommandLab.Result result = lab.run(command, "--help");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Usage: locust-swarm " + command);
        assertThat(lab.run("--help").out()).contains("  " + command + " ");
        assertThat(lab.run(command, "--version").out()).isEqualTo(lab.run("-V").out());
    }

    @Test
    void theHelpNamesTheExitCodes() {
        assertThat(lab.run("--help").out())
                .contains("4     machines may be left")
                .contains("130   interrupted");
        assertThat(lab.run("--version").out()).startsWith("locust-swarm ");
    }

    @Test
    void noCommandOrAnUnknownOneIsRefused() {
        lab.refuses("A command is missing.");
        lab.refuses("There is no command tset. Did you mean test?", "tset");
    }

    @Test
    void anUnknownOptionIsRefusedWithTheOneThatWasMeant() {
        assertTestRefused("There is no option --user. Did you mean --users?", "--user", "5");
        lab.refuses("See locust-swarm up --help.", "up", "all", "--frobnicate");
    }

    @Test
    void anOptionOfLocustIsRefusedWithTheWayToPassIt() {
        assertTestRefused(": --tags is an option of Locust: write it after --, at the end.\n", "--tags", "x");
        assertTestRefused(": --json-file is an option of Locust: write it after --", "--json-file=x");
        assertTestRefused(": --csv is an option of Locust that the swarm sets itself: leave it out.\n", "--csv", "x");
        assertTestRefused(": -L is an option of Locust that the swarm sets itself", "-L", "DEBUG");
        lab.refuses(": There is no option --tags.\nSee", "up", "all", "--tags", "x");
    }

    @Test
    void nothingIsSuggestedForASingleLetterOrAnotherWord() {
        assertTestRefused(": There is no option -n.\nSee", "-n", "5");
        assertTestRefused(": There is no option --vus.\nSee", "--vus", "5");
        lab.refuses(": There is no command bring.\nSee", "bring");
    }

    @Test
    void anArgumentWithoutItsOptionIsRefusedWithTheOption() {
        String host = "http://127.0.0.1:1";
        lab.refuses(
                ": " + host + " is not the value of an option: name the host with -H.\n", "test", "-f", "a.py", host);
        lab.refuses(": a.py is not the value of an option: name the locustfile with -f.\n", "demo", "a.py");
    }

    @Test
    void aMissingLocustfileOrAWrongRoleIsRefused() {
        lab.refuses("Missing required option: '--file=FILE'", "test", "-H", "http://127.0.0.1:1");
        lab.refuses("\"workers\" is not one of master, slaves and all", "up", "workers");
        lab.refuses("Missing required parameter: 'master|slaves|all'", "down");
        lab.refuses("Name the machines to start Locust on", "run", "-f", "typical_load.py");
        lab.refuses("--resume starts nothing", "run", "--resume", "all");
        lab.refuses("leave out --stop-when", "run", "--resume", "--stop-when", "rps < 1 for 30s");
        lab.refuses("leave out --note", "run", "--resume", "--note", "new JVM");
    }

    @Test
    void anInvalidNumberOrTimeIsRefused() {
        assertTestRefused("The value of --users must be a whole number, not many.\n", "-u", "many");
        assertTestRefused("The value of --users must be a whole number, not 1.5.\n", "-u", "1.5");
        assertTestRefused("The value of --spawn-rate must be a number, not fast.\n", "-r", "fast");
        assertTestRefused("-5 users cannot be run", "-u", "-5");
        assertTestRefused("0 users cannot be run", "-u", "0");
        assertTestRefused("A spawn rate of 0.0", "-r", "0");
        assertTestRefused("\"ten minutes\" is not a valid time", "-t", "ten minutes");
        assertTestRefused("A run time of 0 s cannot be run", "-t", "0");
        assertTestRefused("\"-5\" is not a valid time", "-t", "-5");
        assertTestRefused("0 is not a valid number of slaves", "-s", "0");
        assertTestRefused("-3 is not a valid number of slaves", "-s", "-3");
        assertTestRefused("3 is not a valid minimum for 2 slaves", "-s", "2", "--min-slaves", "3");
        assertTestRefused("0 worker processes", "--processes", "0");
        assertTestRefused("The lease (--lease) cannot be 0", "--lease", "0");
    }

    @Test
    void anInvalidHostIsRefused() {
        lab.refuses("The host is empty", "test", "-f", "typical_load.py", "-H", "");
        lab.refuses("contains a user name or a password", "test", "-f", "typical_load.py", "-H", "ann:secret@stage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-load.py", "-s.py", "-t", "--users", "-f.py", "--.py"})
    void aLocustfileWhoseNameBeginsWithAHyphenIsAFile(String file) {
        String missing =
                "There is no locustfile " + file + " in the bootstrap directory bootstrap or the current folder";
        lab.refuses(missing, "test", "--file=" + file);
        lab.refuses(
                "There is no locustfile ./" + file + " in the bootstrap directory bootstrap or the current folder",
                "test",
                "-f",
                "./" + file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-load.py", "-s.py", "-f.py"})
    void aLocustfileWhoseNameIsNotAnOptionNeedsNoEqualsSign(String file) {
        lab.refuses(
                "There is no locustfile " + file + " in the bootstrap directory bootstrap or the current folder",
                "test",
                "-f",
                file);
    }

    @Test
    void anOptionInThePlaceOfAValueIsRefused() {
        assertTestRefused(
                "The option -o has no value: -t is the next option. If it is the value, write --output=-t.",
                "-o",
                "-t",
                "5s");
        assertTestRefused("The option --host has no value: --users=5 is the next option", "--host", "--users=5");
        assertTestRefused("Missing required parameter for option '--output'", "-o");
    }

    @Test
    void aMissingLocustfileIsRefusedWithASuggestion() {
        lab.refuses("Did you mean typical_load.py?", "test", "-f", "typcal_load.py", "-H", "http://127.0.0.1:1");
        lab.refuses(
                "In the bootstrap directory bootstrap there are kandu.py, signups.py,",
                "test",
                "-f",
                "other.py",
                "-H",
                "http://127.0.0.1:1");
    }

    @Test
    void aMistypedLocustfileIsLookedForInItsFolder() {
        lab.write("perf/locustfile.py", "").write("checkout.py", "");
        lab.refuses("Did you mean perf/locustfile.py?", "test", "-f", "perf/locustfle.py");
        lab.refuses(
                "There are checkout.py. In the bootstrap directory bootstrap there are", "test", "-f", "nothing.py");
    }

    @Test
    void aLocustfileThatLocustCannotLoadIsRefused() {
        lab.write("mine.txt", "");
        lab.refuses("mine.txt is not a Python file", "test", "-f", "mine.txt", "-H", "http://127.0.0.1:1");
        lab.refuses("is a URL: download the file", "test", "-f", "https://x/y.py", "-H", "http://127.0.0.1:1");
        lab.refuses("The locustfile is missing", "test", "-f", " , ", "-H", "http://127.0.0.1:1");
    }

    @Test
    void aBootstrapDirectoryThatCannotBeUsedIsRefused() throws IOException {
        assertTestRefused("is not a folder", "-d", "nowhere");
        lab.write("weak/typical_load.py", "").write("weak/bootstrap.sh", "");
        assertTestRefused("is not executable: run chmod +x", "-d", "weak");
    }

    @Test
    void anUnwritableFolderForResultsIsRefusedBeforeAnythingIsMade() {
        lab.write("file", "");
        assertTestRefused("Results cannot be written to " + lab.path("file"), "-o", "file");
        assertTestRefused("Name another folder with -o.", "-o", "/proc/results");
    }

    @Test
    void aGateOrBaselineThatCannotBeUsedIsRefused() {
        assertTestRefused("\"fast\" is not a valid gate", "--gate", "fast");
        assertTestRefused("There is no summary.json", "--gate", "p95 < 110% of baseline", "--baseline", ".");
    }

    @Test
    void aLocustfileThatLocustCannotRunIsRefusedBeforeAnythingIsMade() {
        assumeTrue(OnPath.has("python3"), "needs Python");
        lab.write("broken.py", "class Shopper(HttpUser)\n    pass\n");
        lab.refuses(
                "The locustfile broken.py has a syntax error in line 1",
                "test",
                "-f",
                "broken.py",
                "-H",
                "http://127.0.0.1:1");
        lab.refuses("The locustfile broken.py has a syntax error in line 1", "up", "all", "-f", "broken.py");
        assertThat(lab.folder().resolve("results")).doesNotExist();
    }

    @Test
    void aVariableThatCannotBeSetIsRefused() {
        assertTestRefused("\"1A\" is not a valid name", "-e", "1A=x");
        assertTestRefused("The variable SECRET (-e) is not set here", "-e", "SECRET");
    }

    @Test
    void anArgumentIsNotReadAsAFileOfArguments() {
        lab.write("words", "--slaves 1000000");
        assertTestRefused("@words is not the value of an option", "@words");
        assertTestRefused("\"@words\" is not a valid gate", "--gate", "@words");
    }

    @Test
    void argumentsForLocustThatTheSwarmSetsAreRefused() {
        assertTestRefused("The argument --csv cannot be passed to Locust", "--", "--csv", "x");
        lab.refuses("Only demo, test and run pass arguments to Locust", "up", "all", "--", "--tags", "x");
    }

    @Test
    void aConfigurationThatCannotBeUsedIsRefused() {
        assertTestRefused("there is no such file", "-c", "none.cfg");
        lab.write("bad.cfg", "[swarm]\nprovider = mars\n");
        assertTestRefused("[swarm] provider is not one of local, hosts and ec2", "-c", "bad.cfg");
        lab.write("number.cfg", "[swarm]\nslaves = many\n");
        assertTestRefused("[swarm] slaves is not a whole number", "-c", "number.cfg");
    }

    @Test
    void aSwarmNameThatCannotBeUsedIsRefused() {
        assertTestRefused("\"../x\" is not a valid swarm name", "--swarm", "../x");
    }

    @Test
    void aMissingSwarmIsNamed() {
        lab.refuses("There is no swarm default. There are no swarms at all", "status");
        lab.refuses("There is no swarm nightly.", "killall", "all", "--swarm", "nightly");
        lab.refuses("There is no swarm default.", "run", "--resume");
        lab.refuses("There is no swarm default.", "run", "all", "-f", "typical_load.py");
        CommandLab.Result down = lab.run("down", "all");
        assertThat(down.code()).isZero();
        assertThat(down.err()).contains("There is no swarm default.").contains("Nothing was taken down.");
    }

    @Test
    void aSwarmOfAnotherNameIsNotPassedOverByDownOrKillall() {
        record("test-abc234");
        for (String command : List.of("down all", "killall slaves")) {
            CommandLab.Result refused = lab.run(command.split(" "));
            assertThat(refused.code()).as(refused.err()).isEqualTo(2);
            assertThat(refused.err())
                    .isEqualTo("locust-swarm: There is no swarm default. The only swarm is test-abc234. Name it with:"
                            + " locust-swarm " + command + " --swarm test-abc234\n");
        }
        CommandLab.Result named = lab.run("down", "all", "--swarm", "nightly");
        assertThat(named.code()).as(named.err()).isZero();
        assertThat(named.err()).startsWith("Nothing was taken down. There is no swarm nightly. The only swarm is");
        record("test-def567");
        assertThat(lab.run("down", "master").err())
                .endsWith(
                        "The swarms are test-abc234, test-def567. Name one with: locust-swarm down master --swarm NAME\n");
    }

    private void record(String name) {
        Instant now = Instant.now();
        new Home(lab.home()).records().save(SwarmRecord.planned(name, "ann", "here", "local", Map.of(), now, now));
    }

    @Test
    void anEmptyHomeListsNoSwarms() {
        assertThat(lab.run("list").err()).isEqualTo("There are no swarms.\n");
        assertThat(lab.run("list", "--json").out()).isEqualTo("[ ]\n");
        assertThat(lab.run("reap").code()).isZero();
    }

    @Test
    void aBrokenRecordIsNamedAndOthersAreListed() throws IOException {
        lab.write("home/swarms/broken/record.json", "{\"format\": 1");
        lab.write("home/swarms/foreign/record.json", "[]");
        CommandLab.Result list = lab.run("list");
        assertThat(list.code()).isEqualTo(2);
        assertThat(list.err())
                .contains("broken/record.json cannot be read")
                .contains("foreign/record.json cannot be read");
        assertThat(lab.run("status", "--swarm", "broken").code()).isEqualTo(2);
        assertThat(lab.run("down", "all", "--swarm", "broken").code()).isEqualTo(2);
        assertThat(lab.path("home/swarms/broken/record.json")).exists();
    }
}
