package io.jenkins.plugins.locustswarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Texts of views can be translated, and are translated into German. */
class TranslationTest {

    private static final Path RESOURCES = Repository.path("src/main/resources");
    /** The update site reads the description of the plugin from this file as it is, so it has to contain its text. */
    private static final Path DESCRIPTION = RESOURCES.resolve("index.jelly");

    private static final Pattern KEY = Pattern.compile("\\$\\{%([^}(]+)(\\([^}]*\\))?}");
    private static final Pattern PARAMETER = Pattern.compile("\\{\\d");
    private static final Pattern DOCUMENTATION =
            Pattern.compile("<st:documentation>.*?</st:documentation>", Pattern.DOTALL);
    private static final Pattern NO_TEXT = Pattern.compile(
            "<!--.*?-->|<st:documentation>.*?</st:documentation>|<code>[^<]*</code>|<dt>[^<]*</dt>"
                    + "|<(?:\"[^\"]*\"|[^>\"])*>|\\$\\{[^}]*}|&[a-z]+;",
            Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    private static final Pattern PLAIN_ATTRIBUTE = Pattern.compile(
            "\\s(?:title|description|tooltip|aria-label|placeholder|add|header|progress)=\"(?!\\$\\{)[^\"]*\\p{L}[^\"]*\"");
    private static final Pattern CODE = Pattern.compile("<(code|pre)>(.*?)</\\1>", Pattern.DOTALL);
    private static final Pattern SINGLE_APOSTROPHE = Pattern.compile("(?<!')'(?!')");
    private static final Set<String> NAMES = Set.of("Locust", "Python");
    private static final String ENGLISH = ".properties";
    private static final String GERMAN = "_de.properties";
    private static final String GERMAN_HELP = "_de.html";

    private static List<Path> files(String end) throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        }
    }

    private static List<Path> views() throws IOException {
        return files(".jelly").stream()
                .filter(view -> !view.equals(DESCRIPTION))
                .toList();
    }

    /** Reads a file as Stapler and Localizer do: as UTF-8, or as ISO 8859-1 if it is not UTF-8. */
    private static Map<String, String> read(Path file) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        if (Files.exists(file)) {
            try (InputStream bytes = Files.newInputStream(file)) {
                PropertyResourceBundle bundle = new PropertyResourceBundle(bytes);
                bundle.keySet().forEach(key -> texts.put(key, bundle.getString(key)));
            }
        }
        return texts;
    }

    private static Path beside(Path file, String end) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + end);
    }

    private static Set<String> keys(Path view) throws IOException {
        return KEY.matcher(Files.readString(view))
                .results()
                .map(key -> key.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> keysWithParameters(Path view) throws IOException {
        return KEY.matcher(Files.readString(view))
                .results()
                .filter(key -> key.group(2) != null)
                .map(key -> key.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyTextOfAViewIsTranslatedAndNoOther() throws IOException {
        assertThat(views())
                .isNotEmpty()
                .allSatisfy(view -> assertThat(read(beside(view, GERMAN)).keySet())
                        .as(view.toString())
                        .containsExactlyInAnyOrderElementsOf(keys(view)));
    }

    @Test
    void everyMessageIsTranslatedAndNoOther() throws IOException {
        assertThat(files("/Messages.properties"))
                .isNotEmpty()
                .allSatisfy(messages -> assertThat(
                                read(beside(messages, GERMAN)).keySet())
                        .as(messages.toString())
                        .containsExactlyInAnyOrderElementsOf(read(messages).keySet()));
    }

    @Test
    void everyTranslationBelongsToAViewOrToMessages() throws IOException {
        assertThat(files(GERMAN)).isNotEmpty().allSatisfy(german -> {
            String name = german.getFileName().toString().replace(GERMAN, "");
            assertThat(german.resolveSibling(name.equals("Messages") ? name + ENGLISH : name + ".jelly"))
                    .exists();
        });
    }

    @Test
    void theTextsBesideAViewAreThoseOfTheViewAndTextsWithParametersAreAmongThem() throws IOException {
        assertThat(views())
                .allSatisfy(view -> assertThat(read(beside(view, ENGLISH)).keySet())
                        .as(view.toString())
                        .isSubsetOf(keys(view))
                        .containsAll(keysWithParameters(view)));
    }

    @Test
    void aTranslationHasTheParametersOfItsOriginal() throws IOException {
        for (Path german : files(GERMAN)) {
            Path english = german.resolveSibling(german.getFileName().toString().replace(GERMAN, ENGLISH));
            Map<String, String> originals = read(english);
            read(german)
                    .forEach((key, text) -> assertThat(parameters(text))
                            .as(german + ": " + key)
                            .isEqualTo(parameters(originals.getOrDefault(key, key))));
        }
    }

    private static Set<String> parameters(String text) {
        return PARAMETER.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    @Test
    void anApostropheIsDoubledBecauseASingleOneQuotesInAMessageFormat() throws IOException {
        assertThat(files(ENGLISH))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(read(file).values())
                        .as(file.toString())
                        .noneMatch(text -> SINGLE_APOSTROPHE.matcher(text).find()));
    }

    @Test
    void everyTextOfAViewCanBeTranslated() throws IOException {
        assertThat(views()).allSatisfy(view -> {
            String text = Files.readString(view);
            assertThat(WORD.matcher(NO_TEXT.matcher(text).replaceAll(" "))
                            .results()
                            .map(MatchResult::group))
                    .as(view.toString())
                    .isSubsetOf(NAMES);
            assertThat(PLAIN_ATTRIBUTE
                            .matcher(DOCUMENTATION.matcher(text).replaceAll(""))
                            .results()
                            .map(MatchResult::group))
                    .as(view.toString())
                    .isEmpty();
        });
    }

    @Test
    void everyHelpIsTranslatedAndHasTheCodeOfItsOriginal() throws IOException {
        assertThat(files(".html").stream().filter(help -> !help.toString().endsWith(GERMAN_HELP)))
                .isNotEmpty()
                .allSatisfy(help -> assertThat(code(beside(help, GERMAN_HELP)))
                        .as(help.toString())
                        .containsExactlyInAnyOrderElementsOf(code(help)));
    }

    private static List<String> code(Path help) throws IOException {
        return CODE.matcher(Files.readString(help))
                .results()
                .map(found -> found.group(2).replaceAll("\\s+", " "))
                .toList();
    }
}
