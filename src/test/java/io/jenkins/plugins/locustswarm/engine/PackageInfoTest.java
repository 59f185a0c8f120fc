package io.jenkins.plugins.locustswarm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each package-info.java must say, and whether it is true. */
class PackageInfoTest {

    private static final String ROOT = "io.jenkins.plugins.locustswarm.";
    private static final List<String> SOURCES = List.of("src/main/java", "cli/src/main/java");

    /** The package and not the class of an import. */
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?" + Pattern.quote(ROOT) + "([a-z0-9.]+)\\.[A-Z]", Pattern.MULTILINE);

    private static final Pattern MAY_USE =
            Pattern.compile("(?:[Mm]ay use|[Dd]epends? on)\\b(.*?)(?:\\.(?=\\s|$)|; must|; used)");

    private static final Pattern OWN_PACKAGES = Pattern.compile("packages? below it|its own packages");

    private static final Pattern PACKAGES_OF =
            Pattern.compile("(?:other packages of|packages below) \\{@code ([\\w.]+)}");

    /** Packages of the plugin that may be named as words. */
    private static final Set<String> PLAIN = Set.of("swarms", "config");

    /** What every package may use. */
    private static final Set<String> COMMON = Set.of("engine.failure", "engine.progress");

    @Test
    void everyPackageHasAPackageInfo() throws IOException {
        for (String sources : List.of("src/main/java", "cli/src/main/java", "benchmarks/src/main/java")) {
            try (Stream<Path> files = Files.walk(Repository.path(sources))) {
                assertThat(files.filter(file -> file.toString().endsWith(".java"))
                                .map(Path::getParent)
                                .distinct())
                        .isNotEmpty()
                        .allSatisfy(folder ->
                                assertThat(folder.resolve("package-info.java")).exists());
            }
        }
    }

    @Test
    void everyPackageSaysWhatItMayUseAndWhereToStartReading() throws IOException {
        assertThat(packageInfos())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(comment(file))
                        .as(file.toString())
                        .containsPattern("[Ss]tart reading")
                        .containsPattern("[Dd]epends? on|[Mm]ay use"));
    }

    @Test
    void everyPackageNamesThePackagesThatItUses() throws IOException {
        assertThat(packageInfos()).isNotEmpty().allSatisfy(file -> {
            String own = nameOf(file.getParent());
            String mayUse = mayUse(comment(file));
            assertThat(usedBy(file.getParent()))
                    .as(file + " names each of them, or a package that it belongs to: " + mayUse)
                    .allMatch(used -> used.equals(own) || COMMON.contains(used) || isAllowed(used, own, mayUse));
        });
    }

    /** Returns what follows "May use" in its sentence. */
    private static String mayUse(String comment) {
        return MAY_USE.matcher(comment).results().map(match -> match.group(1)).collect(Collectors.joining(" "));
    }

    private static boolean isAllowed(String used, String own, String mayUse) {
        String[] parts = mayUse.split(" but ", 2);
        return !(parts.length == 2 && parts[1].contains("{@code " + used + "}"))
                && (isInAGroup(used, own, parts[0]) || isNamed(used, own, parts[0]));
    }

    private static boolean isInAGroup(String used, String own, String mayUse) {
        boolean isOfEngine = used.equals("engine") || used.startsWith("engine.");
        return used.startsWith(own + ".") && OWN_PACKAGES.matcher(mayUse).find()
                || used.startsWith("cli") && mayUse.matches(".*packages? of the command.*")
                || isOfEngine && mayUse.contains("every package of the command and of the engine")
                || isOfEngine && !own.startsWith("engine") && mayUse.contains("the engine")
                || used.startsWith("report") && mayUse.matches(".*\\breports\\b.*")
                || PACKAGES_OF
                        .matcher(mayUse)
                        .results()
                        .anyMatch(match -> (used + ".").startsWith(match.group(1) + "."));
    }

    /** Whether the text has the name of the package, or of one that contains it, perhaps without its first words. */
    private static boolean isNamed(String used, String own, String mayUse) {
        for (String name = used; !name.isEmpty(); name = name.substring(0, Math.max(0, name.lastIndexOf('.')))) {
            if (PLAIN.contains(name) && mayUse.matches(".*\\b" + name + "\\b.*")
                    || mayUse.contains("{@code " + name + "}")) {
                return true;
            }
            for (String end = name; end.indexOf('.') != end.lastIndexOf('.'); ) {
                end = end.substring(end.indexOf('.') + 1); // such as ec2.api
                if (!own.startsWith(name + ".") && mayUse.contains("{@code " + end + "}")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Set<String> usedBy(Path folder) throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> IMPORT.matcher(text(file))
                            .results()
                            .map((MatchResult match) -> match.group(1))
                            .forEach(used::add));
        }
        return used;
    }

    private static String nameOf(Path folder) {
        String path = folder.toString().replace('/', '.');
        return path.substring(path.lastIndexOf(ROOT.substring(0, ROOT.length() - 1)) + ROOT.length() - 1)
                .replaceFirst("^\\.", "");
    }

    private static List<Path> packageInfos() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String sources : SOURCES) {
            try (Stream<Path> files = Files.walk(Repository.path(sources))) {
                files.filter(file -> file.endsWith("package-info.java")).forEach(found::add);
            }
        }
        return found;
    }

    /** Returns the comment of a file without its line ends. */
    private static String comment(Path file) {
        String text = text(file);
        return text.substring(0, text.indexOf("*/")).replaceAll("\\s*\n \\* ?", " ");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
