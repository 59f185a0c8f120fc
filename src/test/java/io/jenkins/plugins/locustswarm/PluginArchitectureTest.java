package io.jenkins.plugins.locustswarm;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import hudson.model.Action;
import hudson.model.Describable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.verb.POST;

/** The drawing of the Jenkins layer, and what its security asks of code, as rules. */
class PluginArchitectureTest {

    private static final String PLUGIN = "io.jenkins.plugins.locustswarm";
    private static final String MACROS = PLUGIN + ".report.macro..";
    private static final String FORM_METHOD = "do(Check|Fill|Test|Validate)[A-Z].*";

    /** A form shows one of their values also to those who may not change it. */
    private static final String LISTS_OF_CONSTANTS = "doFill(Comparison|Spread)Items";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(PLUGIN);

    private static void onlyKnows(String layer, String... others) {
        String[] known = new String[others.length + 1];
        known[0] = PLUGIN + "." + layer + "..";
        for (int i = 0; i < others.length; i++) {
            known[i + 1] = PLUGIN + "." + others[i] + "..";
        }
        noClasses()
                .that()
                .resideInAPackage(PLUGIN + "." + layer + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(PLUGIN + "..").and(not(resideInAnyPackage(known))))
                .because(layer + " knows " + List.of(others) + " only")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void eachLayerDependsOnlyOnThoseBelowIt() {
        onlyKnows("config", "engine");
        onlyKnows("swarms", "config", "engine");
        onlyKnows("cleanup", "swarms", "config", "engine");
        onlyKnows("manage", "swarms", "config", "engine");
        onlyKnows(
                "report",
                "engine.stats",
                "engine.gate",
                "engine.trend",
                "engine.failure",
                "engine.progress",
                "engine.record",
                "engine.text");
        onlyKnows("steps", "swarms", "config", "report", "engine");
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(PLUGIN + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** Jenkins cannot load a class without the plugin that it refers to. */
    @Test
    void onlyOptionalExtensionsReferToOptionalPlugins() {
        noClasses()
                .that()
                .areNotAnnotatedWith(OptionalExtension.class)
                .and()
                .resideOutsideOfPackage(MACROS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.jenkins.plugins.checks..", "org.jenkinsci.plugins.tokenmacro..", MACROS)
                .check(CLASSES);
    }

    @Test
    void formValidationNeedsPost() {
        methods()
                .that()
                .haveNameMatching(FORM_METHOD)
                .should()
                .beAnnotatedWith(POST.class)
                .check(CLASSES);
    }

    @Test
    void formValidationChecksPermissions() {
        methods()
                .that()
                .haveNameMatching(FORM_METHOD)
                .and()
                .haveNameNotMatching(LISTS_OF_CONSTANTS)
                .should(checkAPermission())
                .check(CLASSES);
    }

    /** In the method itself or in one of ours that it calls. */
    private static ArchCondition<JavaMethod> checkAPermission() {
        return new ArchCondition<>("check a permission") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean checks = checksPermission(method, new HashSet<>());
                events.add(new SimpleConditionEvent(
                        method, checks, method.getFullName() + (checks ? " checks" : " does not check") + " one"));
            }
        };
    }

    private static boolean checksPermission(JavaMethod method, Set<JavaMethod> seen) {
        if (!seen.add(method)) {
            return false;
        }
        for (JavaMethodCall call : method.getMethodCallsFromSelf()) {
            if (call.getTarget().getName().matches("(check|has)(Any)?Permission")) {
                return true;
            }
            boolean ours = call.getTargetOwner().getPackageName().startsWith(PLUGIN);
            if (ours
                    && call.getTarget()
                            .resolveMember()
                            .filter(target -> checksPermission(target, seen))
                            .isPresent()) {
                return true;
            }
        }
        return false;
    }

    @Test
    void actionsNeedPost() {
        methods()
                .that()
                .arePublic()
                .and()
                .haveNameMatching("do[A-Z].*")
                .and()
                .areDeclaredInClassesThat(resideInAnyPackage(PLUGIN + ".manage..", PLUGIN + ".config.."))
                .should()
                .beAnnotatedWith(POST.class)
                .check(CLASSES);
    }

    /** XStream of this Jenkins writes a Java record and cannot read it back. */
    @Test
    void storedClassesHaveNoRecords() {
        fields().that()
                .areDeclaredInClassesThat(areKept())
                .and()
                .doNotHaveModifier(JavaModifier.TRANSIENT)
                .and()
                .doNotHaveModifier(JavaModifier.STATIC)
                .should()
                .notHaveRawType(DescribedPredicate.describe("a Java record", JavaClass::isRecord))
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> areKept() {
        return DescribedPredicate.describe(
                "Jenkins keeps",
                type -> type.isAssignableTo(Action.class)
                        || type.isAssignableTo(Describable.class)
                        || type.isAssignableTo("org.jenkinsci.plugins.workflow.steps.StepExecution"));
    }
}
