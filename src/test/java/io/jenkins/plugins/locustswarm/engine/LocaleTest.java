package io.jenkins.plugins.locustswarm.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.lang.reflect.Executable;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written does not depend on the locale of the JVM: a number of an Arabic one has other digits. */
class LocaleTest {

    private static final String PRODUCT = "io.jenkins.plugins.locustswarm";

    /** Forms that follow the JVM's locale and have no sister with a locale as parameter. */
    private static final Set<String> WITHOUT_SISTER = Set.of(
            "java.lang.String.formatted(java.lang.Object[])",
            "java.text.DecimalFormat.<init>()",
            "java.text.DecimalFormat.<init>(java.lang.String)",
            "java.text.DecimalFormatSymbols.<init>()",
            "java.text.MessageFormat.format(java.lang.String, java.lang.Object[])",
            "java.util.Locale.getDefault()",
            "java.util.Locale.getDefault(java.util.Locale$Category)");

    private static final ArchRule RULE = noClasses()
            .should()
            .accessTargetWhere(DescribedPredicate.describe("the target follows the JVM's locale", LocaleTest::follows))
            .because("a locale is given, mostly Locale.ROOT");

    private static boolean follows(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)
                || !access.getTargetOwner().getPackageName().startsWith("java.")) {
            return false;
        }
        List<String> parameters = target.getRawParameterTypes().stream()
                .map(JavaClass::getName)
                .map(LocaleTest::sourceName)
                .toList();
        String owner = access.getTargetOwner().getName();
        return WITHOUT_SISTER.contains(owner + "." + target.getName() + "(" + String.join(", ", parameters) + ")")
                || hasSister(access.getTargetOwner(), target.getName(), parameters);
    }

    /** ArchUnit names arrays as the JVM does. */
    private static String sourceName(String type) {
        return type.startsWith("[L") ? type.substring(2, type.length() - 1) + "[]" : type;
    }

    private static boolean hasSister(JavaClass owner, String name, List<String> parameters) {
        Class<?> type = owner.reflect();
        Stream<? extends Executable> all = name.equals("<init>")
                ? Arrays.stream(type.getConstructors())
                : Arrays.stream(type.getMethods())
                        .filter(method -> method.getName().equals(name));
        return all.anyMatch(executable -> {
            List<String> others = new ArrayList<>(Arrays.stream(executable.getParameterTypes())
                    .map(Class::getTypeName)
                    .toList());
            return others.remove(Locale.class.getName()) && others.equals(parameters);
        });
    }

    @Test
    void nothingFollowsTheLocaleOfTheJvm() {
        RULE.check(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(PRODUCT));
    }

    @Test
    void theRuleFindsEveryForm() {
        List<String> found = RULE.evaluate(new ClassFileImporter().importClasses(Careless.class))
                .getFailureReport()
                .getDetails();

        assertThat(found).hasSize(8).allSatisfy(line -> assertThat(line).contains("Careless"));
    }

    /** What nobody should write. */
    static final class Careless {

        private Careless() {}

        static List<Object> all(String text, PrintStream out) {
            UnaryOperator<String> reference = String::toUpperCase;
            out.printf("%d", 1);
            return List.of(
                    reference,
                    text.toLowerCase(),
                    String.format("%d", 1),
                    "%d".formatted(1),
                    NumberFormat.getInstance(),
                    new DecimalFormat("0.0"),
                    DateTimeFormatter.ofPattern("MMM"));
        }
    }
}
