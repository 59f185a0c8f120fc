package io.jenkins.plugins.locustswarm.report;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportArchitectureTest {

    private static final String PLUGIN = "io.jenkins.plugins.locustswarm";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(PLUGIN + ".report");

    @Test
    void reportsDependOnTheFiguresOfTheEngineOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "hudson..",
                        "jenkins..",
                        "org.kohsuke..",
                        "org.jvnet.localizer..",
                        "org.jenkinsci..",
                        "com.fasterxml.jackson..",
                        "edu.hm.hafner..",
                        "edu.umd.cs.findbugs..",
                        "io.jenkins.plugins.checks..",
                        "io.jenkins.plugins.echarts..",
                        "io.jenkins.plugins.forensics.reference..",
                        "org.springframework.security..",
                        PLUGIN + ".report..",
                        PLUGIN + ".engine.stats..",
                        PLUGIN + ".engine.gate..",
                        PLUGIN + ".engine.trend..",
                        PLUGIN + ".engine.progress..",
                        PLUGIN + ".engine.record..",
                        PLUGIN + ".engine.failure..",
                        PLUGIN + ".engine.text..")
                .check(CLASSES);
    }

    @Test
    void chartsCanBeDrawnWithoutJenkins() {
        classes()
                .that()
                .resideInAPackage(PLUGIN + ".report.chart")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "edu.hm.hafner..",
                        "io.jenkins.plugins.echarts..",
                        "edu.umd.cs.findbugs.annotations..",
                        "org.jvnet.localizer..",
                        "org.kohsuke.accmod..",
                        PLUGIN + ".report.chart",
                        PLUGIN + ".engine.stats..")
                .check(CLASSES);
    }

    /** XStream cannot read a record back, and a class that it keeps must still be there in years. */
    @ParameterizedTest
    @ValueSource(classes = {LocustBuildAction.class, TestSummary.class})
    void storedFieldsHavePlainTypes(Class<?> kept) {
        Set<Class<?>> plain = Set.of(
                String.class, Integer.class, Long.class, Double.class, int.class, boolean.class, ArrayList.class);
        for (Field field : kept.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                assertThat(plain.contains(field.getType()) || field.getType().isEnum())
                        .as(field.toString())
                        .isTrue();
            }
        }
    }
}
