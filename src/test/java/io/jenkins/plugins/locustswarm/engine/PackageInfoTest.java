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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each package-info.java must say, and whether it is true. */
class PackageInfoTest {

    private static final String ROOT = "io.jenkins.plugins.locustswarm.";
    private static final List<String> SOURCES = List.of("src/main/java", "cli/src/main/java");

    /** The package and not the class of an import. */
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?" + Pattern.quote(ROOT) + "([a-z0-9.]+)\\.[A-Z]", Pattern.MULTILINE);

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
            String comment = comment(file);
            String own = nameOf(file.getParent());
            assertThat(usedBy(file.getParent()))
                    .as(file + " names each of them, or a package that it belongs to")
                    .allMatch(used -> used.startsWith(own) || COMMON.contains(used) || isNamed(used, own, comment));
        });
    }

    private static boolean isNamed(String used, String own, String comment) {
        boolean isEngine = used.equals("engine") || used.startsWith("engine.");
        if (comment.matches("(?s).*\\b(every package|packages of the command but|packages below \\{@code engine}).*")
                || isEngine && !own.startsWith("engine") && comment.contains("the engine")
                || used.startsWith("report")
                        && comment.matches("(?s).*\\b(reports|other packages of \\{@code report}).*")) {
            return true;
        }
        if (comment.contains("other packages of {@code engine.stats}") && used.startsWith("engine.stats.")) {
            return true;
        }
        for (String name = used; !name.isEmpty(); name = name.substring(0, Math.max(0, name.lastIndexOf('.')))) {
            if (own.startsWith(name + ".") && !comment.contains("{@code " + name + "}")) {
                continue; // the word may mean something else
            }
            // also without its first words: ec2.api for engine.machine.ec2.api
            for (String end = name; ; end = end.substring(end.indexOf('.') + 1)) {
                boolean isUnique = end.contains(".") || end.equals(name);
                if (isUnique && names(comment, end)) {
                    return true;
                }
                if (!end.contains(".")) {
                    break;
                }
            }
        }
        return false;
    }

    private static boolean names(String comment, String name) {
        return Pattern.compile("(?<![\\w.])" + Pattern.quote(name) + "(?!\\w|\\.\\w)")
                .matcher(comment)
                .find();
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
