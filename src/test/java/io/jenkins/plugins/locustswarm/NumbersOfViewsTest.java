package io.jenkins.plugins.locustswarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.PropertyResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Texts of views get numbers that are formatted in the language of the page: Stapler would format them in that of the JVM. A
 * number itself only selects a plural.
 */
class NumbersOfViewsTest {

    private static final Path RESOURCES = Repository.path("src/main/resources");
    private static final Path REPORT = Repository.path("src/main/java/io/jenkins/plugins/locustswarm/report");

    /** Engine classes whose values views show. */
    private static final Path STATS = Repository.path("src/main/java/io/jenkins/plugins/locustswarm/engine/stats");

    private static final Pattern TEXT = Pattern.compile("\\$\\{%([A-Za-z]+)\\(([^}]*)\\)}");
    private static final String NAME = " (?:get([A-Z]\\w*)\\(\\)|(\\w+)(?=[,)]|\\(\\)))";
    private static final Pattern NUMBER = Pattern.compile("\\b(?:int|long|double|Integer|Long|Double)" + NAME);
    private static final Pattern STRING = Pattern.compile("\\bString" + NAME);
    private static final Pattern CHOICE = Pattern.compile("\\{(\\d),choice,");

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        }
    }

    /** Returns the names by which views read numbers, without those by which they also read formatted ones. */
    private static Set<String> numbers() throws IOException {
        Set<String> names = names(NUMBER);
        names.removeAll(names(STRING));
        names.addAll(Set.of("size", "count"));
        return names;
    }

    private static Set<String> names(Pattern declaration) throws IOException {
        Set<String> names = new TreeSet<>();
        List<Path> sources = new ArrayList<>(files(REPORT, ".java"));
        sources.addAll(files(STATS, ".java"));
        for (Path source : sources) {
            for (MatchResult found :
                    declaration.matcher(Files.readString(source)).results().toList()) {
                String getter = found.group(1);
                names.add(
                        getter == null
                                ? found.group(2)
                                : getter.substring(0, 1).toLowerCase(Locale.ROOT) + getter.substring(1));
            }
        }
        return names;
    }

    private static List<String> arguments(String list) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < list.length(); i++) {
            char next = list.charAt(i);
            depth += next == '(' ? 1 : next == ')' ? -1 : 0;
            if (next == ',' && depth == 0) {
                arguments.add(list.substring(from, i).strip());
                from = i + 1;
            }
        }
        arguments.add(list.substring(from).strip());
        return arguments;
    }

    private static boolean isNumber(String argument, Set<String> numbers) {
        Matcher last = Pattern.compile("(\\w+)(?:\\(\\))?$").matcher(argument);
        return last.find() && numbers.contains(last.group(1));
    }

    private static String text(Path view, String key) throws IOException {
        Path file = Path.of(view.toString().replaceFirst("\\.jelly$", ".properties"));
        try (InputStream bytes = Files.newInputStream(file)) {
            return new PropertyResourceBundle(bytes).getString(key);
        }
    }

    @Test
    void aNumberIsFormattedInTheLanguageOfThePageBeforeItIsPartOfAText() throws IOException {
        Set<String> numbers = numbers();
        assertThat(numbers).contains("workersLost", "machinesAsked", "namesLeftOutAfter", "cpus");
        List<String> wrong = new ArrayList<>();
        int found = 0;
        for (Path view : files(RESOURCES, ".jelly")) {
            for (MatchResult use :
                    TEXT.matcher(Files.readString(view)).results().toList()) {
                List<String> arguments = arguments(use.group(2));
                for (int i = 0; i < arguments.size(); i++) {
                    if (isNumber(arguments.get(i), numbers)) {
                        found++;
                        if (text(view, use.group(1)).contains("{" + i + "}")) {
                            wrong.add(RESOURCES.relativize(view) + ": " + use.group());
                        }
                    }
                }
            }
        }
        assertThat(wrong).as("use format.count(...) or the like").isEmpty();
        assertThat(found).as("numbers that select a plural").isPositive();
    }

    @Test
    void aNumberThatSelectsAPluralIsNotAlsoShown() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : files(RESOURCES, ".properties")) {
            for (String line : Files.readAllLines(file)) {
                for (MatchResult choice : CHOICE.matcher(line).results().toList()) {
                    if (line.contains("{" + choice.group(1) + "}")) {
                        wrong.add(RESOURCES.relativize(file) + ": " + line);
                    }
                }
            }
        }
        assertThat(wrong).as("show another argument, format.count(...)").isEmpty();
    }
}
