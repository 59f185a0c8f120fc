package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.OnPath;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script ./locust-swarm in a repository of its own, with a java and a mvn that only say what they were asked. */
class LauncherTest {

    private static final List<String> TOOLS =
            List.of("bash", "env", "dirname", "readlink", "find", "mkdir", "mv", "cat", "flock", "sleep", "rm", "ls");
    private static final String ENGINE = "src/main/java/io/jenkins/plugins/locustswarm/engine/";
    private static final String MVN = """
            #!/usr/bin/env bash
            echo "mvn $* in ${PWD##*/}" >>"$CALLS"
            [[ ! -e $CALLS.wait ]] || until [[ -e $CALLS.go ]]; do sleep 0.05; done
            [[ ! -e $CALLS.fail ]] || { echo "[ERROR] a semicolon is missing"; exit 1; }
            for argument; do [[ $argument != -Dbuild.dir=* ]] || folder=${argument#*=}; done
            mkdir -p "$folder/lib" "$folder/classes" && echo jar >"$folder/locust-swarm.jar"
            """;
    private static final String JAVA = """
            #!/usr/bin/env bash
            if [[ $1 == -version ]]; then echo 'openjdk version "%s" 2024-01-01' >&2; exit; fi
            case " $* " in
                *" -Xshare:off "*) phase=training option=-XX:DumpLoadedClassList= ;;
                *" -Xshare:dump "*) phase=dump option=-XX:SharedArchiveFile= ;;
            esac
            for argument; do
                if [[ -n ${option:-} && $argument == "$option"* ]]; then
                    echo classes >"${argument#*=}"
                    [[ ! -e $CALLS.$phase-fails ]]
                    exit
                fi
            done
            printf '<%%s>' "$@"
            if [[ ${!#} == stay ]]; then until [[ -e $CALLS.leave ]]; do sleep 0.05; done; fi
            exit 4
            """;

    @TempDir
    Path root;

    private Path repository;
    private Path bin;

    @BeforeEach
    void setUp() throws IOException {
        repository = Files.createDirectories(root.resolve("a repository"));
        Files.copy(Repository.path("locust-swarm"), repository.resolve("locust-swarm"));
        write(repository.resolve("cli/pom.xml"), "<project/>");
        write(repository.resolve("cli/src/main/java/Cli.java"), "");
        write(repository.resolve(ENGINE + "Swarm.java"), "");
        write(repository.resolve("src/main/resources/engine.sh"), "");
        bin = Files.createDirectories(root.resolve("bin"));
        for (String tool : TOOLS) {
            Files.createSymbolicLink(bin.resolve(tool), OnPath.find(tool));
        }
        executable(bin.resolve("mvn"), MVN);
        executable(bin.resolve("java"), JAVA.formatted("17.0.15"));
    }

    @Test
    void theFirstUseBuildsAndStarts() throws IOException, InterruptedException {
        ShellResult result = launch("test", "-f", "my file.py");
        assertThat(result.out())
                .matches(
                        "(<-[XD][^>]+>)+<-jar><.*/a repository/cli/target/launcher/[^/]+/locust-swarm.jar><test><-f><my file.py>\n");
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("locust-swarm: Building the command (first use;"),
                        line -> assertThat(line).matches("locust-swarm: Built in \\d+ s\\."));
        assertThat(calls())
                .singleElement()
                .asString()
                .endsWith(" package in cli")
                .contains("-Dmaven.test.skip=true");
    }

    @Test
    void laterUsesStartAtOnce() throws IOException, InterruptedException {
        launch();
        assertThat(launch("list").err()).isEmpty();
        assertThat(calls()).hasSize(1);
    }

    @Test
    void theClassArchiveOfABuildIsUsedIfItExists() throws IOException, InterruptedException {
        String started = launch("list").out();
        Path classes = build().resolve("locust-swarm.jsa");
        assertThat(started).contains("<-XX:SharedArchiveFile=" + classes + ">");
        Files.delete(classes);
        assertThat(launch("list").out()).startsWith("<-XX:").doesNotContain("SharedArchiveFile");
    }

    @Test
    void theClassesThatTheLauncherNamesExist() throws IOException {
        String launcher = Files.readString(Repository.path("locust-swarm"));
        assertThat(Pattern.compile("\\$MAIN\\.(\\w+)").matcher(launcher).results())
                .isNotEmpty()
                .allSatisfy(
                        match -> assertThat(Class.forName(LocustSwarm.class.getPackageName() + "." + match.group(1)))
                                .isNotNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"training", "dump"})
    void aJavaThatCannotArchiveClassesStartsTheCommand(String fails) throws IOException, InterruptedException {
        write(root.resolve("calls." + fails + "-fails"), "");
        ShellResult result = launch("list");
        assertThat(result.out()).endsWith("<list>\n").doesNotContain("SharedArchiveFile");
        assertThat(result.err())
                .contains("could not archive the classes of the command")
                .contains("locust-swarm: Built in ");
        assertThat(build().resolve("locust-swarm.jsa.list")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"cli/pom.xml", "cli/src/main/java/Cli.java", ENGINE + "Swarm.java", "src/main/resources/engine.sh"})
    void aChangedSourceIsBuiltOnce(String source) throws IOException, InterruptedException {
        launch();
        awaitNextTick();
        Files.setLastModifiedTime(repository.resolve(source), FileTime.from(Instant.now()));
        assertThat(launch().err()).contains("Building the command again, because its sources have changed");
        assertThat(launch().err()).isEmpty();
        assertThat(calls()).hasSize(2);
    }

    @Test
    void aDeletedSourceCausesABuild() throws IOException, InterruptedException {
        write(repository.resolve(ENGINE + "Old.java"), "");
        launch();
        awaitNextTick();
        Files.delete(repository.resolve(ENGINE + "Old.java"));
        launch();
        assertThat(calls()).hasSize(2);
    }

    @Test
    void aBuildUnderARunningCommandLeavesThatCommandItsFiles() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            Future<ShellResult> running = threads.submit(() -> launch("stay"));
            awaitBuild();
            Path used = build();
            awaitNextTick();
            Files.setLastModifiedTime(repository.resolve("cli/pom.xml"), FileTime.from(Instant.now()));

            assertThat(launch("list").err()).contains("Building the command again");
            assertThat(builds()).hasSize(2).contains(used);
            assertThat(used.resolve("locust-swarm.jar")).exists();
            assertThat(used.resolve("lib")).exists();
            assertThat(used.resolve("locust-swarm.jsa")).exists();

            write(root.resolve("calls.leave"), "");
            assertThat(running.get().out()).contains(used.toString());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theNextBuildDeletesUnusedBuilds() throws IOException, InterruptedException {
        launch();
        Path cutShort = Files.createDirectories(repository.resolve("cli/target/launcher/cut-short/lib"));
        for (int round = 0; round < 2; round++) {
            awaitNextTick();
            Files.setLastModifiedTime(repository.resolve("cli/pom.xml"), FileTime.from(Instant.now()));
            launch();
        }
        assertThat(calls()).hasSize(3);
        assertThat(build()).isDirectory().isNotEqualTo(cutShort.getParent());
    }

    @Test
    void aBuildKeepsOnlyWhatTheCommandNeeds() throws IOException, InterruptedException {
        launch();
        try (Stream<Path> entries = Files.list(build())) {
            assertThat(entries.map(entry -> entry.getFileName().toString()))
                    .containsExactlyInAnyOrder("locust-swarm.jar", "locust-swarm.jsa", "lib", "in-use");
        }
    }

    @Test
    void twoFirstUsesAtOnceBuildOnceAndBothStart() throws IOException, InterruptedException, ExecutionException {
        write(root.resolve("calls.wait"), "");
        BlockingQueue<String> said = new LinkedBlockingQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<ShellResult>> both = List.of(
                    threads.submit(() -> launchSaying(said, "one")), threads.submit(() -> launchSaying(said, "two")));
            awaitLine(said, "Waiting for another locust-swarm");
            write(root.resolve("calls.go"), "");
            assertThat(both.get(0).get().out()).endsWith("<one>\n");
            assertThat(both.get(1).get().out()).endsWith("<two>\n");
            assertThat(both.get(0).get().err() + both.get(1).get().err())
                    .containsOnlyOnce("Waiting for another locust-swarm that is building the command");
            assertThat(calls()).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aFailedBuildShowsMavensOutputAndStartsNothing() throws IOException, InterruptedException {
        Path fail = Files.createFile(root.resolve("calls.fail"));
        ShellResult result = launch();
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("[ERROR] a semicolon is missing", "The command could not be built");
        Files.delete(fail);
        assertThat(launch().exitCode()).isEqualTo(4);
        assertThat(calls()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_392", "11.0.2", "16"})
    void aJavaThatIsTooOldIsNamedWithItsVersion(String version) throws IOException, InterruptedException {
        executable(bin.resolve("java"), JAVA.formatted(version));
        refuses("/bin/java is Java " + version + ", but 17 or later is required");
    }

    @Test
    void aNewerJavaIsAccepted() throws IOException, InterruptedException {
        executable(bin.resolve("java"), JAVA.formatted("25"));
        assertThat(launch().exitCode()).isEqualTo(4);
    }

    @Test
    void anOldJavaIsRefusedAfterTheBuild() throws IOException, InterruptedException {
        launch();
        executable(Files.createDirectories(root.resolve("old/bin")).resolve("java"), JAVA.formatted("11.0.2"));
        refuses("/old/bin/java is Java 11.0.2", root.resolve("old").toString());
    }

    @Test
    void withoutJavaTheMessageSaysWhatToInstall() throws IOException, InterruptedException {
        Files.delete(bin.resolve("java"));
        refuses("There is no java on the PATH: install a JDK 17 or later");
        refuses("there is no bin/java in it", root.resolve("nowhere").toString());
    }

    @Test
    void withoutMavenTheMessageSaysWhatToInstall() throws IOException, InterruptedException {
        Files.delete(bin.resolve("mvn"));
        refuses("Maven (mvn) is required to build the command, but is not on the PATH");
    }

    @Test
    void itStartsFromAnywhereAndThroughLinks() throws IOException, InterruptedException {
        Path links = Files.createDirectories(root.resolve("links"));
        Files.createSymbolicLink(links.resolve("relative"), Path.of("../a repository/locust-swarm"));
        Files.createSymbolicLink(links.resolve("link-to-link"), links.resolve("relative"));
        ShellResult result = run("", Path.of("/"), links.resolve("link-to-link").toString());
        assertThat(result.out()).contains(build().resolve("locust-swarm.jar") + ">");
    }

    @Test
    void aStartInADeletedFolderIsRefused() throws InterruptedException {
        String launcher = repository.resolve("locust-swarm").toString();
        ShellResult result = run("", root, "-c", "mkdir gone && cd gone && rm -r ../gone && bash \"$0\"", launcher);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.lastLines(1))
                .containsExactly(
                        "locust-swarm: The current folder no longer exists: change to another one, and start the"
                                + " command again.");
    }

    @Test
    void aClosedStandardOutputIsNoFailure() throws InterruptedException {
        ShellResult result = run("", repository, "-c", "bash \"$0\" >&-", "./locust-swarm");
        assertThat(result.err()).contains("Built in").doesNotContain("Bad file descriptor");
    }

    private void refuses(String sentence) throws InterruptedException {
        refuses(sentence, "");
    }

    private void refuses(String sentence, String javaHome) throws InterruptedException {
        ShellResult result = run(javaHome, repository, "./locust-swarm");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).isEmpty();
        assertThat(result.lastLines(1)).singleElement().asString().contains(sentence);
    }

    private ShellResult launch(String... arguments) throws InterruptedException {
        return run("", repository, "./locust-swarm", arguments);
    }

    /** Launches it, and adds each line to the queue as it comes. */
    private ShellResult launchSaying(Queue<String> lines, String argument) throws InterruptedException {
        return new LocalShell("here")
                .run(script("", repository, "./locust-swarm", argument).onLine(lines::add));
    }

    private static void awaitLine(BlockingQueue<String> lines, String words) throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofSeconds(60));
        String line = "";
        while (!line.contains(words)) {
            line = lines.poll(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
            assertThat(line).as("no line contains " + words).isNotNull();
        }
    }

    /** With nothing on the PATH but what the test put there. */
    private ShellResult run(String javaHome, Path folder, String launcher, String... arguments)
            throws InterruptedException {
        return new LocalShell("here").run(script(javaHome, folder, launcher, arguments));
    }

    private Script script(String javaHome, Path folder, String launcher, String... arguments) {
        Stream<String> variables =
                Stream.of(bin.toString(), root.resolve("calls").toString(), javaHome);
        Stream<String> words = Stream.concat(Stream.of(folder.toString(), launcher), Stream.of(arguments));
        return Script.of("export PATH=\"$1\" CALLS=\"$2\" JAVA_HOME=\"$3\"; cd \"$4\" && bash \"${@:5}\"")
                .arguments(Stream.concat(variables, words).toList());
    }

    /** The folders of all builds that are there. */
    private List<Path> builds() throws IOException {
        try (Stream<Path> entries = Files.list(repository.resolve("cli/target/launcher"))) {
            return entries.filter(Files::isDirectory).toList();
        }
    }

    private Path build() throws IOException {
        assertThat(builds()).hasSize(1);
        return builds().get(0);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(root.resolve("calls"));
    }

    /** Until a launcher has built and has locked what it built. */
    private void awaitBuild() throws IOException, InterruptedException {
        Path stamp = repository.resolve("cli/target/launcher/newest");
        Deadline deadline = Deadline.in(Duration.ofSeconds(60));
        while (!Files.exists(stamp) || !isLocked(build().resolve("in-use"))) {
            assertThat(deadline.passed()).as("the launcher does not build").isFalse();
            deadline.pause(Duration.ofMillis(20));
        }
    }

    private static boolean isLocked(Path file) throws IOException {
        Process flock = new ProcessBuilder("flock", "-n", "-x", file.toString(), "true").start();
        return flock.onExit().join().exitValue() != 0;
    }

    /** A change must be later than the build before it, by the clock of the file system. */
    private void awaitNextTick() throws IOException {
        Path probe = Files.createTempFile(root, "tick", "");
        Instant built = Files.getLastModifiedTime(repository.resolve("cli/target/launcher/newest"))
                .toInstant();
        while (!Files.getLastModifiedTime(probe).toInstant().isAfter(built.plusMillis(20))) {
            Files.writeString(probe, "tick");
        }
        Files.delete(probe);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
