package io.jenkins.plugins.locustswarm.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The layers of docs/design.md as rules: which package may depend on which, and how long a class may be. */
class ArchitectureTest {

    private static final String ENGINE = "io.jenkins.plugins.locustswarm.engine";

    /** Lines of a file. */
    private static final int MAX_LINES = 300;

    /** The same for tests, which tell the same story with other values again and again. */
    private static final int MAX_LINES_OF_TESTS = 400;

    private static final List<String> MAIN_SOURCES =
            List.of("src/main/java", "cli/src/main/java", "benchmarks/src/main/java");

    private static final List<String> TEST_SOURCES = List.of(
            "src/test/java", "cli/src/test/java", "benchmarks/src/test/java", "benchmarks/jenkins/src/test/java");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ENGINE);

    @Test
    void theEngineDoesNotDependOnJenkins() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("hudson..", "jenkins..", "org.jenkinsci..", "org.kohsuke.."))
                .check(CLASSES);
    }

    @Test
    void theEngineDoesNotDependOnItsFrontEnds() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.jenkins..").and(not(resideInAPackage(ENGINE + ".."))))
                .check(CLASSES);
    }

    @Test
    void layersDependDownwardsOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("Swarm")
                .definedBy(ENGINE, ENGINE + ".bootstrap..", ENGINE + ".run..")
                .layer("text")
                .definedBy(ENGINE + ".text..")
                .layer("trend")
                .definedBy(ENGINE + ".trend..")
                .layer("stop")
                .definedBy(ENGINE + ".stop.watch..")
                .layer("gate")
                .definedBy(ENGINE + ".gate..")
                .layer("stats")
                .definedBy(ENGINE + ".stats..")
                .layer("locust")
                .definedBy(ENGINE + ".locust..")
                .layer("machine")
                .definedBy(ENGINE + ".machine..")
                .layer("shell")
                .definedBy(ENGINE + ".shell..")
                .whereLayer("Swarm")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("text")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("stop")
                .mayOnlyBeAccessedByLayers("Swarm")
                .whereLayer("trend")
                .mayOnlyBeAccessedByLayers("Swarm", "gate", "text")
                .whereLayer("gate")
                .mayOnlyBeAccessedByLayers("Swarm", "text")
                .whereLayer("stats")
                .mayOnlyBeAccessedByLayers("Swarm", "gate", "stop", "trend", "text")
                .whereLayer("locust")
                .mayOnlyBeAccessedByLayers("Swarm", "stats")
                .whereLayer("machine")
                .mayOnlyBeAccessedByLayers("Swarm")
                .whereLayer("shell")
                .mayOnlyBeAccessedByLayers("Swarm", "machine", "locust", "text")
                .check(CLASSES);
    }

    @Test
    void failureProgressRecordAndStopConditionsDependOnNoLayer() {
        classes()
                .that()
                .resideInAnyPackage(ENGINE + ".failure..", ENGINE + ".progress..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..", "edu.umd.cs.findbugs.annotations..", ENGINE + ".failure..", ENGINE + ".progress.."))
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(ENGINE + ".record..")
                .should()
                .dependOnClassesThat(resideInAPackage(ENGINE + "..")
                        .and(not(resideInAnyPackage(ENGINE + ".record..", ENGINE + ".failure..", ENGINE + ".stop"))))
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(ENGINE + ".stop")
                .should()
                .dependOnClassesThat(resideInAPackage(ENGINE + "..")
                        .and(not(resideInAnyPackage(ENGINE + ".stop", ENGINE + ".failure.."))))
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ENGINE + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void providersOfMachinesDoNotDependOnEachOther() {
        slices().matching(ENGINE + ".machine.(*)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    @Test
    void theEngineNeitherPrintsNorExits() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
        noClasses().should().callMethod(System.class, "exit", int.class).check(CLASSES);
    }

    @Test
    void aClassIsAFewScreensLong() throws IOException {
        assertShorterThan(MAX_LINES, MAIN_SOURCES);
        assertShorterThan(MAX_LINES_OF_TESTS, TEST_SOURCES);
    }

    private static void assertShorterThan(int limit, List<String> folders) throws IOException {
        for (String sources : folders) {
            try (Stream<Path> files = Files.walk(Repository.path(sources))) {
                assertThat(files.filter(file -> file.toString().endsWith(".java")))
                        .isNotEmpty()
                        .allSatisfy(file ->
                                assertThat(lines(file)).as(file.toString()).isLessThan(limit));
            }
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
